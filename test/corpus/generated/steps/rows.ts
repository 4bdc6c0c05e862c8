// Rows that a migration writes.
import type { Step } from "./step.ts";
import { refersToOthers, writable } from "../shape.ts";
import { inserted } from "../statements.ts";
import { anyTable } from "./step.ts";

/** Of one value, and perhaps back again. */
export const overwrite: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = anyTable(scene);
  const free = writable(table).filter(
    ({ name, type, references }) =>
      spelling.isKeyable(type) &&
      references === undefined &&
      !table.rules.some(({ columns }) => columns.includes(name)),
  );
  const column = next.any(free.filter(({ name }) => !name.startsWith("new_")));
  if (column === undefined) return undefined;
  const [was, is] = [1, 60].map((number) => spelling.literal(column.type, number));
  const set = (value = "", where = ""): string =>
    `update ${table.name} set ${column.name} = ${value} where ${column.name} = ${where}`;
  return { up: [set(is, was)], down: next.chance(0.6) ? [set(was, is)] : [], shape };
};

export const deleteRow: Step = (scene) => {
  const up = [`delete from ${anyTable(scene).name} where id = ${scene.next.one([1, 3])}`];
  return { up, down: [], shape: scene.shape };
};

export const insertRow: Step = ({ next, shape, spelling }) => {
  const table = next.any(shape.tables.filter((each) => !refersToOthers(each)));
  if (table === undefined) return undefined;
  return { up: [inserted(table, spelling, 25)], down: [`delete from ${table.name} where id = 4`], shape };
};
