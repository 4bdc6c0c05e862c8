import type { IndexDefinition } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema.ts";
import { withIndex } from "../../edit-constraints.ts";
import { existence } from "../../existence.ts";
import { IN_PLACE, IN_PLACE_WITHOUT_WRITES, SQLITE_ROWS, hazardOn, locks } from "../../hazards.ts";
import { isHeldUnique } from "../../held-unique.ts";
import { isSpecial, locate } from "../../locate-index.ts";
import { clientColumn, clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { isToldApart } from "../../told-apart.ts";

/** A plain index only changes the speed; a unique one refuses values. */
export const createIndex: Rule<"create-index"> = {
  effect: ({ index, concurrently, ifNotExists }, at) => {
    const { before } = at;
    const key = keyOf(before, index.table);
    const table = tableIn(before, index.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    if (isThere(index, before))
      return ifNotExists
        ? effect(`index ${index.name} exists already, so nothing is created`)
        : effect(`index ${index.name} exists already`, { succeeds: "no" });
    if (clientTable(at, index.table) === undefined && table !== undefined)
      return effect(`${key} is not known to this code`);
    const hazard = buildHazard(index.method, concurrently, before);
    if (table === undefined) return effect(`an index on view ${key} keeps nobody from writing`, { hazard });
    const restorable = areNew(index.keys, index, at) ? "nothing_lost" : "full";
    if (!refuses(index, at, table))
      return effect(`an index on ${key} changes no statement's result`, { hazard, restorable });
    return effect(`repeated values are refused in ${key} (${index.keys.join(", ")})`, {
      impact: impact("writes_break", "if_data"),
      succeeds: "data_dependent",
      restorable: "full",
      hazard,
    });
  },
  after: ({ index, concurrently }, schema) =>
    isThere(index, schema) ? schema : withIndex(schema, index, concurrently ? { isConcurrent: true } : {}),
};

function areNew(columns: readonly string[], { table }: IndexDefinition, at: At): boolean {
  return columns.every((column) => clientColumn(at, table, column) === undefined);
}

/** Columns that the keys are, or are computed from. */
function columnsOf({ keys, names }: IndexDefinition): readonly string[] {
  const isPlain = keys.every((key) => names?.columns.includes(key) !== false);
  return isPlain ? keys : (names?.columns ?? keys);
}

/** PostgreSQL and SQLite have one such name in a schema, whatever the table. */
function isThere({ name, table }: IndexDefinition, schema: Schema): boolean {
  if (name === null) return false;
  if (locate(schema, { schema: null, name }, table) !== undefined) return true;
  if (schema.dialect === "mysql" || schema.dialect === "mariadb") return false;
  const other = locate(schema, { schema: null, name }, null)?.table.name;
  return other !== undefined && schemaOf(other) === schemaOf(keyOf(schema, table));
}

function schemaOf(key: string): string {
  return key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : "";
}

function refuses(index: IndexDefinition, at: At, table: Table | undefined): boolean {
  const isHeld = index.lengths === undefined && isHeldUnique(clientTable(at, index.table), table, index.keys);
  return index.unique && !isHeld && !(areNew(columnsOf(index), index, at) && isEmptyIn(table, index));
}

/** Code that does not know the columns leaves nothing in them that could be there twice. */
function isEmptyIn(table: Table | undefined, index: IndexDefinition): boolean {
  const columns = columnsOf(index).map((column) => table?.columns.get(column));
  if (columns.includes(undefined)) return false;
  return columns.some((column) => !column?.definition || isToldApart(column.definition));
}

function buildHazard(method: string, concurrently: boolean, before: Schema): Effect["hazard"] {
  const special = isSpecial(method);
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
    mysql: special ? IN_PLACE_WITHOUT_WRITES : IN_PLACE,
    sqlite: SQLITE_ROWS,
  });
}
