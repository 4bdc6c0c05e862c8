// What a column is: its default, whether it takes nulls, its type.
import type { ColumnShape, TableShape } from "../shape.ts";
import type { Scene, Step, Taken } from "./step.ts";
import { freeColumns, withColumn, writable } from "../shape.ts";
import { anyTable, within } from "./step.ts";

export const changeDefault: Step = (scene) => {
  const { next, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(plain(table));
  if (column === undefined) return undefined;
  const { default: was, ...bare } = column;
  const value = spelling.literal(column.type, 4);
  return altered(scene, table, was !== undefined && next.chance(0.5) ? bare : { ...bare, default: value });
};

export const require: Step = (scene) => {
  const { next, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(plain(table).filter(({ required }) => !required));
  if (column === undefined) return undefined;
  const value = spelling.literal(column.type, 1);
  const taken = altered(scene, table, {
    ...column,
    required: true,
    ...(next.chance(0.3) && { default: value }),
  });
  return next.chance(0.5) ? { ...taken, up: [filling(table, column, value), ...taken.up] } : taken;
};

export const allowNulls: Step = (scene) => {
  const { next, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(plain(table).filter(({ required }) => required));
  if (column === undefined) return undefined;
  const taken = altered(scene, table, { ...column, required: false });
  const fill = filling(table, column, spelling.literal(column.type, 1));
  return next.chance(0.5) ? { ...taken, down: [fill, ...taken.down] } : taken;
};

export const changeType: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape).filter(isPlain));
  const type = next.any(spelling.near(column?.type ?? ""));
  if (column === undefined || type === undefined) return undefined;
  const { default: _, ...bare } = column;
  return altered(scene, table, { ...bare, type });
};

function altered(scene: Scene, table: TableShape, column: ColumnShape): Taken {
  const { alterColumn } = scene.spelling;
  const now = withColumn(table, column);
  return within(scene, now, {
    up: alterColumn(table, now, column.name),
    down: alterColumn(now, table, column.name),
  });
}

function filling({ name }: TableShape, column: ColumnShape, value: string): string {
  return `update ${name} set ${column.name} = ${value} where ${column.name} is null`;
}

function plain(table: TableShape): readonly ColumnShape[] {
  return writable(table).filter(isPlain);
}

function isPlain({ references }: ColumnShape): boolean {
  return references === undefined;
}
