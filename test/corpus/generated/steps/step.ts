import type { Random } from "../../../support/random.ts";
import type { ColumnShape, Shape, TableShape } from "../shape.ts";
import type { Spelling } from "../spelling.ts";
import { withTable } from "../shape.ts";

/** Where a step begins. */
export interface Scene {
  readonly next: Random;
  readonly shape: Shape;
  readonly spelling: Spelling;
  /** Of the step, so that what it makes has a name of its own. */
  readonly number: number;
}

export interface Taken {
  readonly up: readonly string[];
  /** What takes it back, in the order in which it runs. */
  readonly down: readonly string[];
  readonly shape: Shape;
}

/** One change as a migration makes it; undefined where the schema has nothing for it. */
export type Step = (scene: Scene) => Taken | undefined;

/** Another state of a table. */
export function within(
  { shape }: Scene,
  table: TableShape,
  { up, down }: { readonly up: readonly string[]; readonly down: readonly string[] },
): Taken {
  return { up, down, shape: withTable(shape, table) };
}

export function anyTable({ next, shape }: Scene): TableShape {
  return next.one(shape.tables);
}

/** A column that is not there yet; it is not required unless it has a default. */
export function newColumn({ next, spelling, number }: Scene): ColumnShape {
  const type = next.one(spelling.types);
  const value = next.chance(0.4) ? { default: spelling.literal(type, 1) } : {};
  return { name: `new_${number}`, type, required: "default" in value && next.chance(0.6), ...value };
}
