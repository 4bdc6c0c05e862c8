// Keys, checks, references and indexes.
import type { ColumnShape, RuleShape, Shape, TableShape } from "../shape.ts";
import type { Scene, Step, Taken } from "./step.ts";
import { withColumn, withoutColumn, withoutRule, withRule, writable } from "../shape.ts";
import { columnText, isIndex } from "../spelling.ts";
import { anyTable, within } from "./step.ts";

export const addUnique: Step = (scene) => {
  const { next, number } = scene;
  const table = anyTable(scene);
  const column = next.any(keyable(scene, table));
  if (column === undefined) return undefined;
  const { name } = column;
  const rule: RuleShape = { kind: "unique", name: `unique_${number}`, columns: [name], text: `unique (${name})` };
  return added(scene, table, next.chance(0.5) ? rule : { ...rule, kind: "unique-index" });
};

export const addIndex: Step = (scene) => {
  const { next, number } = scene;
  const table = anyTable(scene);
  const columns = next.some(keyable(scene, table), 0.5).slice(0, 2);
  if (columns.length === 0) return undefined;
  return added(scene, table, {
    kind: next.chance(0.2) ? "unique-index" : "index",
    name: `index_${number}`,
    columns: columns.map(({ name }) => name),
    text: "",
  });
};

export const addCheck: Step = (scene) => {
  const { next, spelling, number } = scene;
  const table = anyTable(scene);
  const column = next.any(writable(table).filter((each) => spelling.conditions(each).length > 0));
  if (column === undefined || column.references !== undefined) return undefined;
  const text = `check (${next.one(spelling.conditions(column))})`;
  return added(scene, table, { kind: "check", name: `check_${number}`, columns: [column.name], text });
};

/** With the column that it stands on. */
export const addReference: Step = (scene) => {
  const { next, shape, spelling, number } = scene;
  const table = anyTable(scene);
  const parent = next.any(shape.tables.filter((each) => each !== table));
  const key = parent?.columns.find(({ name }) => name === "id");
  if (parent === undefined || key === undefined) return undefined;
  const column = { name: `new_${number}`, type: key.type, required: false, references: parent.name };
  const action = next.one(["", " on delete cascade", " on delete set null"]);
  const text = `foreign key (${column.name}) references ${parent.name} (id)${action}`;
  const rule: RuleShape = { kind: "foreign-key", name: `reference_${number}`, columns: [column.name], text };
  const withIt = withColumn(table, column);
  return within(scene, withRule(withIt, rule), {
    up: [`alter table ${table.name} add column ${columnText(column)}`, ...spelling.addRule(withIt, rule)],
    down: [...spelling.dropRule(withRule(withIt, rule), rule), `alter table ${table.name} drop column ${column.name}`],
  });
};

export const dropRule: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = next.any(shape.tables.filter(({ rules }) => rules.length > 0));
  const rule = next.any(table?.rules ?? []);
  if (table === undefined || rule === undefined) return undefined;
  const now = withoutRule(table, rule);
  return within(scene, now, { up: spelling.dropRule(table, rule), down: spelling.addRule(now, rule) });
};

/** What becomes of rows whose parent goes. */
export const changeReference: Step = (scene) => {
  const { next, shape, spelling } = scene;
  const table = next.any(shape.tables.filter(({ rules }) => rules.some(isReference)));
  const rule = table?.rules.find(isReference);
  if (table === undefined || rule === undefined) return undefined;
  const [plain = ""] = rule.text.split(" on delete ");
  const other = { ...rule, text: rule.text === plain ? `${plain} on delete cascade` : plain };
  const without = withoutRule(table, rule);
  return within(scene, withRule(without, other), {
    up: [...spelling.dropRule(table, rule), ...spelling.addRule(without, other)],
    down: [...spelling.dropRule(withRule(without, other), other), ...spelling.addRule(without, rule)],
  });
};

/** A column that is unique, by a copy that perhaps keeps less of its values. */
export const replaceUnique: Step = (scene) => {
  const { next, shape, spelling, number } = scene;
  const table = next.any(shape.tables.filter(({ rules }) => rules.some(isUnique)));
  const rule = table?.rules.find(isUnique);
  const column = table?.columns.find(({ name }) => name === rule?.columns[0]);
  if (table === undefined || rule === undefined || column === undefined || isLookedAt(shape, table, column))
    return undefined;
  const type = next.one([column.type, ...spelling.near(column.type)].filter(spelling.isKeyable));
  const copy: ColumnShape = { name: `new_${number}`, type, required: false };
  const back: ColumnShape = { name: column.name, type: column.type, required: false };
  const other: RuleShape = { ...rule, columns: [copy.name], text: `unique (${copy.name})` };
  const there = replacing(scene, { table, rule, column }, { rule: other, column: copy });
  const here = replacing(scene, { table: there.table, rule: other, column: copy }, { rule, column: back });
  return within(scene, there.table, { up: there.statements, down: here.statements });
};

interface Keyed {
  readonly rule: RuleShape;
  readonly column: ColumnShape;
}

function replacing(
  { spelling }: Scene,
  { table, rule, column }: Keyed & { readonly table: TableShape },
  to: Keyed,
): { readonly table: TableShape; readonly statements: readonly string[] } {
  const both = withColumn(table, to.column);
  const one = withoutColumn(withoutRule(both, rule), column.name);
  return {
    table: withRule(one, to.rule),
    statements: [
      `alter table ${table.name} add column ${columnText(to.column)}`,
      `update ${table.name} set ${to.column.name} = ${spelling.cast(column.name, to.column.type)}`,
      ...spelling.dropRule(both, rule),
      `alter table ${table.name} drop column ${column.name}`,
      ...spelling.addRule(one, to.rule),
    ],
  };
}

function isLookedAt({ views }: Shape, { name, rules }: TableShape, column: ColumnShape): boolean {
  const standing = rules.filter(({ columns }) => columns.includes(column.name));
  return standing.length > 1 || views.some((view) => view.table === name && view.columns.includes(column.name));
}

function isUnique({ kind }: RuleShape): boolean {
  return kind === "unique";
}

function added(scene: Scene, table: TableShape, rule: RuleShape): Taken {
  const { addRule, dropRule: drop } = scene.spelling;
  const now = withRule(table, rule);
  return within(scene, now, { up: addRule(table, rule), down: drop(now, rule) });
}

function keyable({ spelling }: Scene, table: TableShape): readonly ColumnShape[] {
  const isAlone = ({ name }: ColumnShape): boolean =>
    !table.rules.some((rule) => isIndex(rule) && rule.columns[0] === name);
  return writable(table).filter(
    (column) => spelling.isKeyable(column.type) && column.references === undefined && isAlone(column),
  );
}

function isReference({ kind }: RuleShape): boolean {
  return kind === "foreign-key";
}
