// Checks and partial indexes over a column that got another type and its own again: PostgreSQL reads their printed text anew
// with each change of the type, and the casts that it put in stay (ATPostAlterTypeParse in
// src/backend/commands/tablecmds.c).
import type { ColumnType } from "../model/definition.ts";
import type { Ways } from "./restored/ways.ts";
import type { Id, Schema, Table } from "./schema/schema.ts";
import { allowedBy } from "./constraints/allowed-values.ts";
import { tableById } from "./schema/by-id.ts";
import { familyOf } from "./types/family.ts";

export function leavesRecast({ before, between, reverted, downs }: Ways): boolean {
  if (before.dialect !== "postgresql") return false;
  const changed = new Set(downs.flatMap(({ change, column }) => (change.kind === "change-type" ? (column ?? []) : [])));
  return [...before.tables.values()].some((table) =>
    [...table.columns].some(([name, { id, definition }]) => {
      const type = definition?.type ?? null;
      const meanwhile = changed.has(id) ? typeById(between, table.id, id) : null;
      return type !== null && meanwhile !== null && isRecast({ table, name, type, meanwhile }, reverted);
    }),
  );
}

function typeById(schema: Schema, table: Id, column: Id): ColumnType | null {
  return (
    [...(tableById(schema, table)?.columns.values() ?? [])].find(({ id }) => id === column)?.definition?.type ?? null
  );
}

interface Changed {
  readonly table: Table;
  readonly name: string;
  readonly type: ColumnType;
  readonly meanwhile: ColumnType;
}

/** A list of texts is cast as one or one by one, numbers of one kind to those of the other. */
function isRecast({ table, name, type, meanwhile }: Changed, reverted: Schema): boolean {
  const [was, other] = [familyOf(type).family, familyOf(meanwhile).family];
  const conditions = conditionsKept(table, name, reverted);
  if (NUMBERS.has(was) && NUMBERS.has(other)) return was !== other && conditions.length > 0;
  const isVarying = [type, meanwhile].some(({ name: each }) => each !== "text");
  return was === "text" && other === "text" && isVarying && conditions.some((text) => allowedBy(text) !== null);
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);

function conditionsKept(
  { id: table, constraints, indexes }: Table,
  column: string,
  reverted: Schema,
): readonly string[] {
  const now = tableById(reverted, table);
  const left = new Set([...(now?.constraints ?? []), ...(now?.indexes ?? [])].map(({ id }) => id));
  const checks = constraints.flatMap(({ id, definition }) =>
    left.has(id) && definition.kind === "check" && definition.columns.includes(column) ? [definition.text] : [],
  );
  const partial = indexes.flatMap(({ id, definition: { where, names } }) =>
    left.has(id) && where !== null && names?.columns.includes(column) === true && where.includes(column) ? [where] : [],
  );
  return [...checks, ...partial];
}
