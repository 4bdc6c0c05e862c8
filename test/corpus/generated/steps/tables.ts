// Tables and views that come, go, and take what others had.
import type { ColumnShape, Shape } from "../shape.ts";
import type { Step } from "./step.ts";
import { freeColumns, isReferenced, refersToOthers, withoutColumn, withTable, writable } from "../shape.ts";
import { columnText, tableText, viewText } from "../spelling.ts";
import { anyTable, newColumn } from "./step.ts";

export const createTable: Step = (scene) => {
  const { next, shape, spelling, number } = scene;
  const parent = next.one(shape.tables);
  const key = parent.columns.find(({ name }) => name === "id");
  const { counts, type } = next.one(spelling.counters);
  const columns: readonly ColumnShape[] = [
    { name: "id", type, required: true, counts },
    newColumn(scene),
    { name: "parent_id", type: key?.type ?? type, required: next.chance(0.5), references: parent.name },
  ];
  const text = `foreign key (parent_id) references ${parent.name} (id)${next.one(["", " on delete cascade"])}`;
  const rule = { kind: "foreign-key", name: `reference_${number}`, columns: ["parent_id"], text } as const;
  const table = { name: `more_${number}`, columns, rules: next.chance(0.5) ? [rule] : [] };
  const tables = [...shape.tables, table];
  return { up: tableText(table), down: [`drop table ${table.name}`], shape: { ...shape, tables } };
};

export const dropTable: Step = ({ next, shape }) => {
  const table = next.any(shape.tables.filter(({ name }) => !isReferenced(shape, name) && !isViewed(shape, name)));
  if (table === undefined || shape.tables.length < 2) return undefined;
  const tables = shape.tables.filter((each) => each !== table);
  return { up: [`drop table ${table.name}`], down: tableText(table), shape: { ...shape, tables } };
};

export const renameTable: Step = ({ next, shape, number }) => {
  const table = next.any(shape.tables.filter(({ name }) => !isReferenced(shape, name) && !isViewed(shape, name)));
  if (table === undefined) return undefined;
  const name = `other_${number}`;
  const tables = shape.tables.map((each) => (each === table ? { ...table, name } : each));
  return {
    up: [`alter table ${table.name} rename to ${name}`],
    down: [`alter table ${name} rename to ${table.name}`],
    shape: { ...shape, tables },
  };
};

/** Into a table of its own, by the key of the rows. */
export const moveOut: Step = (scene) => {
  const { next, shape, number } = scene;
  const table = anyTable(scene);
  const column = next.any(freeColumns(table, shape));
  const key = table.columns.find(({ name }) => name === "id");
  if (column === undefined || key === undefined) return undefined;
  const moved = `moved_${number}`;
  const back = { name: column.name, type: column.type, required: false };
  return {
    up: [
      `create table ${moved} (owner_id ${key.type} primary key references ${table.name} (id), ${columnText({ ...column, required: false })})`,
      `insert into ${moved} (owner_id, ${column.name}) select id, ${column.name} from ${table.name}`,
      `alter table ${table.name} drop column ${column.name}`,
    ],
    down: [
      `alter table ${table.name} add column ${columnText(back)}`,
      `update ${table.name} set ${column.name} = (select m.${column.name} from ${moved} m where m.owner_id = ${table.name}.id)`,
      `drop table ${moved}`,
    ],
    shape: withTable(shape, withoutColumn(table, column.name)),
  };
};

/** A copy of rows, which are deleted then or not. */
export const setAside: Step = (scene) => {
  const { next, shape, number } = scene;
  const table = anyTable(scene);
  const columns = writable(table).map(({ name }) => name);
  const aside = `aside_${number}`;
  const some = " where id > 1";
  const copied = ["id", ...columns].join(", ");
  const drop = `drop table ${aside}`;
  if (isAlwaysNumbered(table.columns) || refersToOthers(table) || next.chance(0.4))
    return { up: [`create table ${aside} as select * from ${table.name}`], down: [drop], shape };
  return {
    up: [`create table ${aside} as select * from ${table.name}${some}`, `delete from ${table.name}${some}`],
    down: [`insert into ${table.name} (${copied}) select ${copied} from ${aside}`, drop],
    shape,
  };
};

export const createView: Step = (scene) => {
  const { next, shape, number } = scene;
  const table = anyTable(scene);
  const columns = ["id", ...next.some(writable(table), 0.5).map(({ name }) => name)];
  const view = { name: `view_${number}`, table: table.name, columns };
  return { up: [viewText(view)], down: [`drop view ${view.name}`], shape: { ...shape, views: [...shape.views, view] } };
};

export const dropView: Step = ({ next, shape }) => {
  const view = next.any(shape.views);
  if (view === undefined) return undefined;
  const views = shape.views.filter((each) => each !== view);
  return { up: [`drop view ${view.name}`], down: [viewText(view)], shape: { ...shape, views } };
};

function isViewed({ views }: Shape, table: string): boolean {
  return views.some((view) => view.table === table);
}

/** Rows are given back without their numbers only. */
function isAlwaysNumbered(columns: readonly ColumnShape[]): boolean {
  return columns.some(({ counts }) => counts?.includes("always") === true);
}
