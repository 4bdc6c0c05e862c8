import type { ChangeOf } from "../../../model/change.ts";
import type { IndexDefinition } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { mayRepeat } from "../../constraints/copied-key.ts";
import { isCopyOfKey, isHeldUnique } from "../../constraints/held-unique.ts";
import { mayNotCompute } from "../../constraints/refusing-expression.ts";
import { isToldApart } from "../../constraints/told-apart.ts";
import { IN_PLACE, IN_PLACE_WITHOUT_WRITES, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { isComputed } from "../../on-column.ts";
import { clientColumn, clientTable, effect, impact } from "../../rule.ts";
import { withIndex } from "../../schema/edit-constraints.ts";
import { existence } from "../../schema/existence.ts";
import { clientView } from "../../schema/known.ts";
import { lacks } from "../../schema/lacks.ts";
import { isSpecial, locate } from "../../schema/locate-index.ts";
import { columnIn, keyOf, tableIn } from "../../schema/schema.ts";
import { isTaken } from "../../schema/taken-names.ts";
import { PARTITION_KEY } from "../../schema/ties.ts";
import { asksTheClock, isByChance, textsOf } from "../../sqlite/of-the-moment.ts";
import { evaluate } from "../../values/evaluate.ts";
import { leftValues, unknownColumns } from "../../values/left-by-others.ts";
import { isWritten } from "../../values/written-values.ts";

/** A plain index only changes the speed; a unique one refuses values. */
export const createIndex: Rule<"create-index"> = {
  effect: ({ index, concurrently, ifNotExists }, at) => {
    const { before } = at;
    const key = keyOf(before, index.table);
    const table = tableIn(before, index.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    const refused = refusedFor({ index, ifNotExists, concurrently }, table, before);
    if (refused !== undefined) return refused;
    if (clientTable(at, index.table) === undefined && table !== undefined) return onNewTable(index, table, at);
    const hazard = buildHazard(index.method, concurrently, before);
    if (table === undefined) return onView(key, at, hazard);
    return made(index, at, { table, hazard });
  },
  after: ({ index, concurrently }, schema) =>
    isThere(index, schema) ? schema : withIndex(schema, index, concurrently ? { isConcurrent: true } : {}),
};

function onNewTable(index: IndexDefinition, table: Table, { before, client }: At): Effect {
  const isOpen = isOfTheMoment(index, before) || (index.unique && mayRepeat(table, index.keys, client));
  return effect(`${keyOf(before, index.table)} is not known to this code`, {
    succeeds: isOpen ? "data_dependent" : "yes",
  });
}

function made(
  index: IndexDefinition,
  at: At,
  { table, hazard }: { readonly table: Table; readonly hazard: Effect["hazard"] },
): Effect {
  const isNew = areNew(index, at);
  const shown = `${keyOf(at.before, index.table)} (${index.keys.join(", ")})`;
  if (isOfTheMoment(index, at.before))
    return {
      ...refusing(`${shown} asks for the time, which no row is kept by`, hazard),
      impact: impact("writes_break", "always"),
    };
  if (refuses(index, at, table)) return refusing(`repeated values are refused in ${shown}`, hazard);
  if ((!isNew || hasComputed(index, table)) && mayNotCompute(index, table, at.before))
    return refusing(`values from which ${shown} cannot be computed are refused`, hazard);
  return effect(`an index on ${keyOf(at.before, index.table)} changes no statement's result`, {
    succeeds: mayRepeatWritten(index, table, at.before) ? "data_dependent" : "yes",
    hazard,
    restorable: isNew ? "nothing_lost" : "full",
  });
}

function isOfTheMoment(index: IndexDefinition, { dialect }: Schema): boolean {
  return dialect === "sqlite" && textsOf(index).some(asksTheClock);
}

/** Of a column that is new to the code, but not of those that it is computed from. */
function hasComputed({ keys }: IndexDefinition, { columns }: Table): boolean {
  return [...columns].some(([name, column]) => keys.includes(name) && isComputed(column));
}

function refusing(because: string, hazard: Effect["hazard"]): Effect {
  return effect(because, {
    impact: impact("writes_break", "if_data"),
    succeeds: "data_dependent",
    restorable: "full",
    hazard,
  });
}

/** Nothing but a view that keeps its rows can have one. */
function onView(key: string, at: At, hazard: Effect["hazard"]): Effect {
  if (at.before.views.get(key)?.materialized !== true)
    return effect(`${key} is a view, which keeps no rows`, { succeeds: "no" });
  if (clientView(at, key) === undefined) return effect(`view ${key} is not known to this code`);
  return effect(`an index on view ${key} keeps nobody from writing`, { hazard });
}

function refusedFor(
  { index, ifNotExists, concurrently }: Omit<ChangeOf<"create-index">, "kind">,
  table: Table | undefined,
  before: Schema,
): Effect | undefined {
  const missing = missingFrom(index, table, before);
  if (missing !== undefined) return effect(`${keyOf(before, index.table)} has no ${missing}`, { succeeds: "no" });
  if (before.dialect === "sqlite" && textsOf(index).some(isByChance))
    return effect("what it is made of comes out otherwise each time", { succeeds: "no" });
  if (!isThere(index, before)) return partedObstacle(index, concurrently, table);
  return ifNotExists
    ? effect(`index ${index.name} exists already, so nothing is created`, { hazard: lookedAt(concurrently, before) })
    : effect(`index ${index.name} exists already`, { succeeds: "no" });
}

/** DefineIndex in src/backend/commands/indexcmds.c. */
function partedObstacle(index: IndexDefinition, concurrently: boolean, table: Table | undefined): Effect | undefined {
  if (concurrently && table?.ties.has(PARTITION_KEY) === true)
    return effect(`${table.name} has partitions: no index of it can be made concurrently`, { succeeds: "no" });
  const parting = table?.ties.get(PARTITION_KEY)?.names.columns ?? [];
  const missing = index.unique ? parting.find((column) => !index.keys.includes(column)) : undefined;
  if (missing === undefined) return undefined;
  return effect(`a unique index of a parted table must have ${missing}`, { succeeds: "no" });
}

/** Of expressions, no more is asked. */
function missingFrom({ keys, names }: IndexDefinition, table: Table | undefined, before: Schema): string | undefined {
  if (table === undefined) return undefined;
  return keys.find((key) => (names?.columns.includes(key) ?? WORD.test(key)) && lacks(table, key, before));
}

const WORD = /^\w+$/;

/** PostgreSQL locks the table before it looks for the name. */
function lookedAt(concurrently: boolean, before: Schema): Effect["hazard"] {
  if (before.dialect !== "postgresql") return NO_HAZARD;
  return locks(concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE");
}

function areNew({ table, keys, names }: IndexDefinition, at: At): boolean {
  const columns = names?.columns ?? keys;
  return columns.every(
    (column) => columnIn(at.before, table, column) !== undefined && clientColumn(at, table, column) === undefined,
  );
}

/** PostgreSQL and SQLite have one such name in a schema, whatever the table, and whatever else is called so. */
function isThere({ name, table }: IndexDefinition, schema: Schema): boolean {
  if (name === null) return false;
  if (locate(schema, { schema: null, name }, table) !== undefined) return true;
  if (schema.dialect === "mysql" || schema.dialect === "mariadb") return false;
  const beside = { schema: table.schema, name };
  return isTaken(schema, beside) || locate(schema, beside, null) !== undefined;
}

function refuses(index: IndexDefinition, at: At, table: Table | undefined): boolean {
  if (!index.unique) return false;
  const tables = { known: clientTable(at, index.table), now: table, schema: at.before };
  if (index.lengths === undefined && isHeldUnique(index.keys, tables)) return false;
  return !isLeftOut(index, at);
}

/** Rows may have been given what is alike in a column that this code does not know. */
function mayRepeatWritten({ unique, keys }: IndexDefinition, table: Table, schema: Schema): boolean {
  return unique && isWritten(keys, table) && !isCopyOfKey(keys, table, schema);
}

/** Code that does not know the columns leaves nothing in them that could be there twice. */
function isLeftOut({ table, keys, where, nullsAreSame }: IndexDefinition, at: At): boolean {
  const columns = unknownColumns(at, table);
  const left = leftValues(columns, at.before);
  const condition = where === null ? true : evaluate(where, left);
  if (condition === null || condition === false) return true;
  if (nullsAreSame === true) return false;
  return keys.some((key) => {
    const column = columns.find(({ name }) => name === key);
    return column === undefined ? evaluate(key, left) === null : isToldApart(column);
  });
}

function buildHazard(method: string, concurrently: boolean, before: Schema): Effect["hazard"] {
  const special = isSpecial(method);
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
    mysql: special ? IN_PLACE_WITHOUT_WRITES : IN_PLACE,
    sqlite: SQLITE_ROWS,
  });
}
