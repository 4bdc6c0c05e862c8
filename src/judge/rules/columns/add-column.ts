import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withConstraint } from "../../edit-constraints.ts";
import { withColumn, withTable } from "../../edit-table.ts";
import { existence } from "../../existence.ts";
import { refusingParent } from "../../foreign-keys.ts";
import {
  COPY,
  INSTANT,
  IN_PLACE_WITHOUT_WRITES,
  NO_HAZARD,
  SQLITE_CATALOG,
  UNKNOWN_HAZARD,
  hazardOn,
  locks,
} from "../../hazards.ts";
import { heirsOf } from "../../heirs.ts";
import { clientTable, effect, impact, isAssumed } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { isBuiltIn } from "../../type-family.ts";
import { isOf } from "../../user-types.ts";

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
        ? effect(`${shown} exists already, so nothing is added`)
        : effect(`${shown} exists already`, { succeeds: "no" });
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { hazard: NO_HAZARD });
    const hazard = hazardOf(change, before);
    const parents = change.constraints.flatMap((constraint) => refusingParent(constraint, at) ?? []);
    if (!isRequired(column) && parents.length > 0)
      return effect(`rows of ${key} keep rows of ${parents.join(", ")} from being deleted`, {
        impact: impact("writes_break", "if_data"),
        hazard,
      });
    if (!isRequired(column)) return effect(`${shown} is filled by the database`, { hazard });
    return effect(`${shown} is required and has no default: inserts that do not name it fail`, {
      impact: impact("writes_break", "always"),
      succeeds: REQUIRED_SUCCEEDS[before.dialect],
      hazard: before.dialect === "postgresql" ? locks("ACCESS EXCLUSIVE", "scan") : hazard,
    });
  },
  after: (change, schema) => {
    if (tableIn(schema, change.table)?.columns.has(change.column.name) === true) return schema;
    const named = [keyOf(schema, change.table), ...heirsOf(schema, keyOf(schema, change.table))];
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

/** An insert must name it. */
export function isRequired({ nullable, default: value, identity, generated }: ColumnDefinition): boolean {
  return !nullable && (value.kind === "none" || value.kind === "null") && identity === "none" && generated === null;
}

/** PostgreSQL adds it to an empty table alone, SQLite never; MySQL fills it with a zero. */
const REQUIRED_SUCCEEDS: Readonly<Record<Schema["dialect"], Effect["succeeds"]>> = {
  postgresql: "data_dependent",
  mysql: "yes",
  mariadb: "yes",
  sqlite: "no",
};

function hazardOf({ column, constraints }: ChangeOf<"add-column">, before: Schema): Effect["hazard"] {
  const kinds = new Set(constraints.map(({ kind }) => kind));
  const rewrites = isComputedForEach(column) || isConstrained(column, before);
  const scans =
    kinds.has("check") ||
    kinds.has("unique") ||
    kinds.has("primary-key") ||
    (kinds.has("foreign-key") && column.default.kind === "constant");
  const isOpen = !rewrites && isUnknownType(column, before);
  return hazardOn(before, {
    postgresql: isOpen ? UNKNOWN_HAZARD : locks("ACCESS EXCLUSIVE", postgresWork(rewrites, scans)),
    mysql: mysqlHazard(column),
    sqlite: SQLITE_CATALOG,
  });
}

function isComputedForEach({ default: value, identity, generated }: ColumnDefinition): boolean {
  return value.kind === "volatile" || identity !== "none" || generated?.kind === "stored";
}

function isConstrained({ type }: ColumnDefinition, schema: Schema): boolean {
  return [...schema.types].some(([key, { constrained }]) => constrained === true && isOf(type?.name, schema, key));
}

/** Without the schema, it may be a domain that refuses values. */
function isUnknownType({ type }: ColumnDefinition, schema: Schema): boolean {
  if (schema.complete || type === null || isBuiltIn(type)) return false;
  return ![...schema.types].some(
    ([key, { text, of }]) => isOf(type.name, schema, key) && (of === "enum" || text !== ""),
  );
}

function postgresWork(rewrites: boolean, scans: boolean): "rewrite" | "scan" | "catalog" {
  if (rewrites) return "rewrite";
  return scans ? "scan" : "catalog";
}

function mysqlHazard(column: ColumnDefinition): Effect["hazard"] {
  if (column.identity !== "none") return IN_PLACE_WITHOUT_WRITES;
  return column.generated?.kind === "stored" || column.default.kind === "volatile" ? COPY : INSTANT;
}
