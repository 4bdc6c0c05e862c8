import type { ChangeOf } from "../../model/change.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isComputed } from "../on-column.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { tableIn } from "../schema/schema.ts";
import { strictnessOf } from "../schema/strictness.ts";

/** Why an insert fails that has too many values for the columns that take them, or too few; MySQL hides some from `*`. */
export function miscountedFor(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const given = givenBy(change, schema);
  const taken = takenBy(change, table, schema);
  if (given === undefined || taken === undefined) return undefined;
  // PostgreSQL gives columns that are left over their defaults.
  const isLeftOver = schema.dialect === "postgresql" && change.columns.length === 0 && given < taken;
  return given === taken || isLeftOver ? undefined : `${table.name} takes ${taken} values, and is given ${given}`;
}

function givenBy({ source }: ChangeOf<"insert">, schema: Schema): number | undefined {
  if (source.from === "values") return source.width;
  if (source.selects === undefined) return undefined;
  if (source.selects !== "all") return source.selects.length;
  const [read, other] = source.reads;
  const original = read === undefined || other !== undefined ? undefined : tableIn(schema, read);
  return original?.complete === true ? shownBy(original).length : undefined;
}

/** What `*` stands for. */
function shownBy({ columns }: Pick<Table, "columns">): readonly (readonly [string, Column])[] {
  return [...columns].filter(([, { definition }]) => definition?.invisible !== true);
}

/** One at least, and all columns that are known of what is read. */
function leastOf(source: ChangeOf<"insert">["source"], schema: Schema): number {
  const [read, other] = source.from === "query" && source.selects === "all" ? source.reads : [];
  const known = read === undefined || other !== undefined ? undefined : tableIn(schema, read);
  return Math.max(1, known?.columns.size ?? 0);
}

function takenBy({ columns }: ChangeOf<"insert">, table: Table, schema: Schema): number | undefined {
  return columns.length > 0 ? columns.length : columnsByPlace(table, schema)?.length;
}

/** Those that take the values of an insert which names none; undefined where nobody can tell. */
export function columnsByPlace({ complete, columns }: Table, { dialect }: Schema): readonly string[] | undefined {
  const shown = shownBy({ columns });
  const written = shown.filter(([, column]) => !isComputed(column)).map(([name]) => name);
  // But for SQLite, computed columns have a place as well, where `default` may stand.
  return complete && (dialect === "sqlite" || written.length === shown.length) ? written : undefined;
}

/** A row that is written out has no columns to name; on MySQL and MariaDB those before it, which it is given already. */
export function namesNothing({ source }: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const named = source.from === "values" ? (source.named ?? []) : [];
  const isKnown = (name: string): boolean => isInnoDb(schema) && (!table.complete || table.columns.has(name));
  const isStray = named.some((name) => !isKnown(name.slice(name.lastIndexOf(".") + 1)));
  return isStray ? `a name stands in the place of a value for ${table.name}` : undefined;
}

/**
 * What takes no values, whatever rows there are: rewriteTargetListIU in PostgreSQL's src/backend/rewrite/rewriteHandler.c,
 * ER_NON_DEFAULT_VALUE_FOR_GENERATED_COLUMN of MySQL, in strict mode of MariaDB.
 */
export function refusingValues(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  if (schema.dialect !== "postgresql" && !areRefusedByMysql(change, schema)) return undefined;
  const { columns, source, overriding } = change;
  const given =
    columns.length > 0
      ? columns
      : [...table.columns.keys()].slice(0, givenBy(change, schema) ?? leastOf(source, schema));
  const left = source.from === "values" ? (source.defaults ?? []) : [];
  const refusing = given.find((name, place) => {
    const definition = table.columns.get(name)?.definition ?? null;
    if (definition === null || left.includes(place)) return false;
    if (isInnoDb(schema)) return definition.generated !== null && isWritten(source, place);
    return definition.generated !== null || (definition.identity === "always" && overriding !== true);
  });
  return refusing === undefined ? undefined : `${table.name}.${refusing} takes no values but its own`;
}

function areRefusedByMysql({ columns, onConflict }: ChangeOf<"insert">, schema: Schema): boolean {
  return isInnoDb(schema) && columns.length > 0 && onConflict !== "ignore" && strictnessOf(schema) === "strict";
}

/** By a literal, or by what a query gives; anything else may be `default`. */
function isWritten(source: ChangeOf<"insert">["source"], place: number): boolean {
  return source.from === "query" || (source.literals ?? []).some((row) => (row[place] ?? null) !== null);
}
