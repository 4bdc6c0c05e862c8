import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { missingBase } from "../../absent/computed-from.ts";
import { heirsRefuse } from "../../constraints/added-to-heirs.ts";
import { keysMadeWith } from "../../constraints/made-alongside.ts";
import {
  COPY,
  INSTANT,
  IN_PLACE_WITHOUT_WRITES,
  NO_HAZARD,
  SQLITE_CATALOG,
  SQLITE_SCAN,
  UNKNOWN_HAZARD,
  hazardOn,
  locks,
} from "../../hazards/hazards.ts";
import { clientTable, effect, impact, isAssumed } from "../../rule.ts";
import { withConstraint } from "../../schema/edit-constraints.ts";
import { withColumn, withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { heirsOf } from "../../schema/heirs.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { refusesZeroDates } from "../../schema/strictness.ts";
import { refusedBySqlite } from "../../sqlite/added.ts";
import { withUnclear } from "../../triggers/unclear-names.ts";
import { isConstrained, isUnknownType } from "../../types/domain-type.ts";
import { isStrict } from "../../types/sqlite-affinity.ts";
import { metByInserts } from "../../values/added-column.ts";
import { hasRoom } from "../../values/fitting-default.ts";

/** A column that the database fills by itself is no matter for code that does not know it; one that it does not is. */
export const addColumn: Rule<"add-column"> = {
  effect: (change, at) => {
    const { before } = at;
    const { column } = change;
    const table = tableIn(before, change.table);
    const key = keyOf(before, change.table);
    if (table === undefined || isAssumed(at, table)) return existence(before, { family: "tables", key });
    const shown = `${key}.${column.name}`;
    if (table.columns.has(column.name))
      return change.ifNotExists
        ? effect(`${shown} exists already, so nothing is added`, { hazard: lookedAt(before) })
        : effect(`${shown} exists already`, { succeeds: "no" });
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { hazard: NO_HAZARD });
    return refusedEffect(change, at, table) ?? addedEffect(change, at, table);
  },
  after: (change, schema) => {
    if (tableIn(schema, change.table)?.columns.has(change.column.name) === true) return schema;
    const heirs = heirsOf(schema, keyOf(schema, change.table));
    const lacking = heirs.filter((heir) => schema.tables.get(heir)?.columns.has(change.column.name) !== true);
    const named = [keyOf(schema, change.table), ...lacking];
    const added = named.reduce(
      (made, name, place) =>
        withTable(made, { schema: null, name }, (table) =>
          withColumn(table, change.column.name, { id: schema.nextId + place, definition: change.column, holds: null }),
        ),
      schema,
    );
    const dropped = new Set(added.dropped);
    dropped.delete(`columns:${keyOf(schema, change.table)}.${change.column.name}`);
    const made: Schema = { ...added, nextId: schema.nextId + named.length, dropped };
    return change.constraints.reduce((known, constraint) => withConstraint(known, change.table, constraint), made);
  },
};

function refusedEffect(change: ChangeOf<"add-column">, at: At, table: Table): Effect | undefined {
  return heirsRefuse(change, at.before) ?? baseMissing(change, at) ?? counterRefused(change, table, at);
}

function baseMissing(change: ChangeOf<"add-column">, at: At): Effect | undefined {
  const base = missingBase(change, at);
  return base === undefined ? undefined : effect(`there is no ${base}, which its text names`, { succeeds: "no" });
}

/** The table is locked before its columns are looked at. */
function lookedAt({ dialect }: Schema): Effect["hazard"] {
  return dialect === "postgresql" ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
}

/** One column of a table of MySQL may number its rows, and it may be one that is not listed. */
function counterRefused(change: ChangeOf<"add-column">, table: Table, at: At): Effect | undefined {
  const { column } = change;
  const { before } = at;
  if (column.identity === "none" || !isInnoDb(before)) return undefined;
  const keys = [...change.constraints.map(({ columns }) => columns), ...keysMadeWith(at.alongside)];
  if (!keys.some(([first]) => first === column.name))
    return effect(`${column.name} numbers the rows of ${table.name}, and no key begins with it`, { succeeds: "no" });
  const [counter] =
    [...table.columns].find(([, { definition }]) => definition !== null && definition.identity !== "none") ?? [];
  if (counter !== undefined) return effect(`${counter} numbers the rows of ${table.name} already`, { succeeds: "no" });
  if (isListed(before, table)) return undefined;
  return effect(`another column may number the rows of ${table.name}`, {
    succeeds: "undetermined",
    hazard: IN_PLACE_WITHOUT_WRITES,
  });
}

function addedEffect(change: ChangeOf<"add-column">, at: At, table: Table): Effect {
  const { before } = at;
  const shown = `${keyOf(before, change.table)}.${change.column.name}`;
  const hazard = hazardOf(change, before);
  const refused = refusedFor(change, table, before);
  if (refused !== undefined) return effect(`${shown}: ${refused.because}`, { ...refused, hazard });
  if (isRequired(change.column))
    return effect(`${shown} is required and has no default: ${metBy(change.column, before)}`, {
      impact: impact("writes_break", "always"),
      succeeds: requiredSucceeds(change.column, before),
      hazard: before.dialect === "postgresql" ? locks("ACCESS EXCLUSIVE", "scan") : hazard,
    });
  // Who says that it is not of partitions and children has some.
  const isOpen = change.only === true && !isListed(before, table);
  const met = metByInserts(change, at, shown);
  const own = met === undefined ? effect(`${shown} is filled by the database`) : effect(met.because, met);
  return { ...withUnclear(own, change, at), hazard, ...(isOpen && { succeeds: "undetermined" }) };
}

function refusedFor(
  change: ChangeOf<"add-column">,
  table: Table,
  { dialect }: Schema,
): (Pick<Effect, "because" | "succeeds"> & Partial<Pick<Effect, "impact">>) | undefined {
  if (dialect === "sqlite") return refusedBySqlite(change, table);
  // ATExecAddColumn in src/backend/commands/tablecmds.c stores it for the rows there are, or would be.
  return dialect === "postgresql" && !hasRoom(change.column)
    ? { because: "its default has no room in it", succeeds: "no" }
    : undefined;
}

/** An insert must name it; MySQL's ENUM has its first label then ("its default value is the first element"). */
export function isRequired({ nullable, default: value, identity, generated, type }: ColumnDefinition): boolean {
  if (type?.name === "enum" && type.labels !== undefined) return false;
  if (value.kind === "none" && value.demanded === true) return true;
  return !nullable && (value.kind === "none" || value.kind === "null") && identity === "none" && generated === null;
}

/** PostgreSQL and SQLite add it to an empty table alone; MySQL fills it with a zero. */
function requiredSucceeds({ type }: ColumnDefinition, before: Schema): Effect["succeeds"] {
  return isInnoDb(before) && !hasNoZero(type, before) ? "yes" : "data_dependent";
}

function metBy(column: ColumnDefinition, before: Schema): string {
  const met = "inserts that do not name it fail";
  return requiredSucceeds(column, before) === "yes" ? met : `${met}, and rows that are there keep it from being added`;
}

/** Rows cannot get a value: `error_if_not_empty` in MySQL's sql/sql_table.cc. */
function hasNoZero(type: ColumnDefinition["type"], before: Schema): boolean {
  if (type === null) return false;
  if (DATES.has(type.name)) return refusesZeroDates(before);
  return before.dialect === "mysql" && SHAPES.has(type.name);
}

const DATES: ReadonlySet<string> = new Set(["date", "datetime"]);

const SHAPES: ReadonlySet<string> = new Set(
  `geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection`.split(
    " ",
  ),
);

function hazardOf({ column, constraints, table }: ChangeOf<"add-column">, before: Schema): Effect["hazard"] {
  const kinds = new Set(constraints.map(({ kind }) => kind));
  const rewrites = isComputedForEach(column) || isConstrained(column.type, before);
  const scans =
    kinds.has("check") ||
    kinds.has("unique") ||
    kinds.has("primary-key") ||
    (kinds.has("foreign-key") && column.default.kind === "constant");
  const isOpen = !rewrites && isUnknownType(column.type, before);
  return hazardOn(before, {
    postgresql: isOpen ? UNKNOWN_HAZARD : locks("ACCESS EXCLUSIVE", postgresWork(rewrites, scans)),
    mysql: mysqlHazard(column),
    sqlite: asksRows(column, kinds, tableIn(before, table)) ? SQLITE_SCAN : SQLITE_CATALOG,
  });
}

/** `sqlite3AlterFinishAddColumn` in SQLite's src/alter.c looks through the table for these. */
function asksRows({ generated, nullable }: ColumnDefinition, kinds: ReadonlySet<string>, table?: Table): boolean {
  return kinds.has("check") || (generated !== null && !nullable) || (table !== undefined && isStrict(table));
}

function isComputedForEach({ default: value, identity, generated }: ColumnDefinition): boolean {
  return value.kind === "volatile" || identity !== "none" || generated?.kind === "stored";
}

function postgresWork(rewrites: boolean, scans: boolean): "rewrite" | "scan" | "catalog" {
  if (rewrites) return "rewrite";
  return scans ? "scan" : "catalog";
}

function mysqlHazard(column: ColumnDefinition): Effect["hazard"] {
  if (column.identity !== "none") return IN_PLACE_WITHOUT_WRITES;
  return column.generated?.kind === "stored" || column.default.kind === "volatile" ? COPY : INSTANT;
}
