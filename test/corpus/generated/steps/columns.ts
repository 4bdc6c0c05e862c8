// Columns that come, go, and take each other's place.
import type { ColumnShape } from "../shape.ts";
import type { Step } from "./step.ts";
import { freeColumns, withColumn, withoutColumn, writable } from "../shape.ts";
import { columnText } from "../spelling.ts";
import { anyTable, newColumn, within } from "./step.ts";

export const addColumn: Step = (scene) => {
  const table = anyTable(scene);
  const column = newColumn(scene);
  return within(scene, withColumn(table, column), {
    up: [`alter table ${table.name} add column ${columnText(column)}`],
    down: [`alter table ${table.name} drop column ${column.name}`],
  });
};

/** Filled for the rows that are there; who does not know it gives it no value. */
export const addRequired: Step = (scene) => {
  const { next, spelling } = scene;
  const table = anyTable(scene);
  const added = { ...newColumn(scene), required: false };
  const { default: _, ...bare } = added;
  const required: ColumnShape = { ...(next.chance(0.5) ? added : bare), required: true };
  const now = withColumn(table, required);
  return within(scene, now, {
    up: [
      `alter table ${table.name} add column ${columnText(added)}`,
      `update ${table.name} set ${added.name} = ${spelling.literal(added.type, 1)}`,
      ...spelling.alterColumn(withColumn(table, added), now, added.name),
    ],
    down: [`alter table ${table.name} drop column ${added.name}`],
  });
};

export const dropColumn: Step = (scene) => {
  const { next, shape } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape));
  if (column === undefined || writable(table).length < 2) return undefined;
  const back = next.chance(0.3) ? { ...column, required: false } : column;
  return within(scene, withoutColumn(table, column.name), {
    up: [`alter table ${table.name} drop column ${column.name}`],
    down: [`alter table ${table.name} add column ${columnText(back)}`],
  });
};

export const renameColumn: Step = (scene) => {
  const { next, shape } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape));
  if (column === undefined) return undefined;
  const name = `new_${scene.number}`;
  const columns = table.columns.map((each) => (each === column ? { ...column, name } : each));
  return within(
    scene,
    { ...table, columns },
    {
      up: [`alter table ${table.name} rename column ${column.name} to ${name}`],
      down: [`alter table ${table.name} rename column ${name} to ${column.name}`],
    },
  );
};

/** By a copy, perhaps in another type. */
export const replaceColumn: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape));
  if (column === undefined) return undefined;
  const type = next.one([column.type, ...spelling.near(column.type)]);
  const copy: ColumnShape = { name: `new_${scene.number}`, type, required: false };
  const back: ColumnShape = { name: column.name, type: column.type, required: false };
  const returned = withColumn(withoutColumn(table, column.name), back);
  return within(scene, withColumn(withoutColumn(table, column.name), copy), {
    up: [
      `alter table ${table.name} add column ${columnText(copy)}`,
      `update ${table.name} set ${copy.name} = ${spelling.cast(column.name, type)}`,
      `alter table ${table.name} drop column ${column.name}`,
    ],
    down: [
      `alter table ${table.name} add column ${columnText(back)}`,
      `update ${table.name} set ${column.name} = ${spelling.cast(copy.name, column.type)}`,
      `alter table ${table.name} drop column ${copy.name}`,
      ...spelling.alterColumn(returned, table, column.name),
    ],
  });
};

/** What is there under the name then has nothing of what was. */
export const dropAndAdd: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape));
  if (column === undefined || writable(table).length < 2) return undefined;
  const type = next.one([column.type, ...spelling.near(column.type)]);
  const other: ColumnShape = { name: column.name, type, required: false };
  const drop = `alter table ${table.name} drop column ${column.name}`;
  return within(scene, withColumn(table, other), {
    up: [drop, `alter table ${table.name} add column ${columnText(other)}`],
    down: [drop, `alter table ${table.name} add column ${columnText(next.chance(0.5) ? column : other)}`],
  });
};
