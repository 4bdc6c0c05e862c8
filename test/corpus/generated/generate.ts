// A small migration that a seed decides: the schema before it, its rows, both sides, and what either code issues.
import type { Random } from "../../support/random.ts";
import type { ColumnShape, RuleShape, Shape, TableShape } from "./shape.ts";
import type { Spelling } from "./spelling.ts";
import type { Statements } from "./statements.ts";
import type { Scene, Step, Taken } from "./steps/step.ts";
import { randomFrom } from "../../support/random.ts";
import { writable } from "./shape.ts";
import { tableText, viewText } from "./spelling.ts";
import { edgeInserts, inserted, statementsFor } from "./statements.ts";

export interface Generated {
  readonly schema: string;
  readonly seed: string;
  readonly up: string;
  readonly down: string;
  readonly old: Statements;
  readonly new: Statements;
  /** Rows of the new code between up and down; some may be refused. */
  readonly written: readonly string[];
  /** The same with values at the edges of their types. */
  readonly extreme: readonly string[];
}

/** Of a dialect: how it is written, and what may be done. */
export interface Making {
  readonly spelling: Spelling;
  readonly steps: readonly Step[];
  /** What else the schema has. */
  readonly also: readonly string[];
}

export function generatedFrom(seed: number, { spelling, steps, also }: Making): Generated {
  const next = randomFrom(seed);
  const shape = shapeFrom(next, spelling);
  const taken = Array.from({ length: next.one([1, 1, 1, 2, 2, 3]) }).reduce<Taken>(
    (before, _, number) => {
      const one = takenOf({ next, shape: before.shape, spelling, number }, steps);
      return { up: [...before.up, ...one.up], down: [...one.down, ...before.down], shape: one.shape };
    },
    { up: [], down: [], shape },
  );
  const { tables } = taken.shape;
  return {
    schema: [...also, ...shape.tables.flatMap(tableText), ...shape.views.map(viewText)].join(";\n"),
    seed: shape.tables.flatMap((table) => [1, 2, 3].map((number) => inserted(table, spelling, number))).join(";\n"),
    up: taken.up.join(";\n"),
    down: mistaken(next, taken.down).join(";\n"),
    old: statementsFor(shape, spelling, 30),
    new: statementsFor(taken.shape, spelling, 70),
    written: tables.map((table) => inserted(table, spelling, 20)),
    extreme: tables.flatMap((table) => edgeInserts(table, spelling, 200)),
  };
}

/** A step for which there is something; there is always a column to add. */
function takenOf(scene: Scene, steps: readonly Step[]): Taken {
  for (;;) {
    const taken = scene.next.one(steps)(scene);
    if (taken !== undefined) return taken;
  }
}

/** As those that people write sometimes are: a statement is missing, or they are in the order of the up. */
function mistaken(next: Random, down: readonly string[]): readonly string[] {
  if (next.chance(0.05)) return [];
  if (down.length < 2 || next.chance(0.85)) return down;
  return next.chance(0.5) ? down.toReversed() : down.toSpliced(down.indexOf(next.one(down)), 1);
}

function shapeFrom(next: Random, spelling: Spelling): Shape {
  const names = ["users", "orders", "items"].slice(0, next.one([1, 2, 3]));
  const tables = names.reduce<readonly TableShape[]>(
    (made, name) => [...made, tableFrom(next, { name, spelling, parents: made })],
    [],
  );
  const viewed = next.chance(0.25) ? [next.one(tables)] : [];
  const views = viewed.map((table) => ({
    name: `all_${table.name}`,
    table: table.name,
    columns: ["id", ...next.some(writable(table), 0.6).map(({ name }) => name)],
  }));
  return { tables, views };
}

interface Plan {
  readonly name: string;
  readonly spelling: Spelling;
  readonly parents: readonly TableShape[];
}

function tableFrom(next: Random, { name, spelling, parents }: Plan): TableShape {
  const { counts, type } = next.one(spelling.counters);
  const own = ["a", "b", "c", "d", "e"]
    .slice(0, next.one([2, 3, 4, 5]))
    .map((each) => columnFrom(next, each, spelling));
  const parent = next.chance(0.6) ? next.any(parents) : undefined;
  const key = parent?.columns.find((column) => column.name === "id");
  const reference =
    parent === undefined || key === undefined
      ? []
      : [{ name: "parent_id", type: key.type, required: next.chance(0.5), references: parent.name }];
  const columns = [{ name: "id", type, required: true, counts }, ...own, ...reference];
  const action = next.one(["", "", " on delete cascade"]);
  const references = reference.map(({ references: of }): RuleShape => {
    const text = `foreign key (parent_id) references ${of} (id)${action}`;
    return { kind: "foreign-key", name: `${name}_parent`, columns: ["parent_id"], text };
  });
  return { name, columns, rules: [...rulesFrom(next, own, { name, spelling }), ...references] };
}

function columnFrom(next: Random, name: string, spelling: Spelling): ColumnShape {
  const type = next.one(spelling.types);
  const given = next.chance(0.35) ? { default: spelling.literal(type, 2) } : {};
  return { name, type, required: next.chance(0.5), ...given };
}

function rulesFrom(
  next: Random,
  columns: readonly ColumnShape[],
  { name, spelling }: Omit<Plan, "parents">,
): readonly RuleShape[] {
  const keyable = columns.filter(({ type }) => spelling.isKeyable(type));
  const [unique, checked, indexed] = [
    next.any(next.chance(0.3) ? keyable : []),
    next.any(next.chance(0.3) ? columns.filter((column) => spelling.conditions(column).length > 0) : []),
    next.any(next.chance(0.4) ? keyable : []),
  ];
  const rules: (RuleShape | undefined)[] = [
    unique && { kind: "unique", name: `${name}_unique`, columns: [unique.name], text: `unique (${unique.name})` },
    checked && {
      kind: "check",
      name: `${name}_check`,
      columns: [checked.name],
      text: `check (${spelling.conditions(checked)[0] ?? ""})`,
    },
    indexed && indexed !== unique
      ? { kind: "index", name: `${name}_index`, columns: [indexed.name], text: "" }
      : undefined,
  ];
  return rules.filter((rule) => rule !== undefined);
}
