// Values that PostgreSQL refuses before it looks at a row.
import type { ChangeOf } from "../../model/change.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Written } from "../types/misfit.ts";
import { columnsByPlace } from "../constraints/miscounted.ts";
import { readBy, typeOf } from "../constraints/refused-rows.ts";
import { tableIn } from "../schema/schema.ts";
import { valueType } from "../types/domain-type.ts";
import { misfit } from "../types/misfit.ts";
import { noRoom } from "../types/no-room.ts";
import { surelyRefuses } from "../types/refused-by-domain.ts";
import { wrongLiteral } from "../types/wrong-literal.ts";

/** Why an update fails whatever the rows are, in words. */
export function neverUpdated(change: ChangeOf<"update">, table: Table, schema: Schema): string | undefined {
  const tables = readBy(change, table, schema);
  const refused = change.assignments.map((value) => {
    return of(table, value.column, refusal(value, { type: typeOf(table, value.column), tables, schema }));
  });
  return refused.find((each) => each !== undefined) ?? ownValueIn(change, table);
}

function refusal(value: Value | { readonly from: "default" }, into: Written): string | undefined {
  const { type, schema } = into;
  const text = value.from === "constant" ? value.text : undefined;
  const isAsked = schema.dialect === "postgresql" && type !== null && text !== undefined;
  return misfit(value, into) ?? (isAsked ? noRoom(text, valueType(type, schema)) : undefined);
}

function of({ name }: Table, column: string, reason: string | undefined): string | undefined {
  return reason && `${name}.${column}: ${reason}`;
}

/** rewriteTargetListIU in PostgreSQL's src/backend/rewrite/rewriteHandler.c; MySQL has no identity that is always so. */
export function ownValueIn({ assignments }: ChangeOf<"update">, { name, columns }: Table): string | undefined {
  const found = assignments.find(({ column, from }) => {
    const definition = columns.get(column)?.definition ?? null;
    return (
      from !== "default" && definition !== null && (definition.generated !== null || definition.identity === "always")
    );
  });
  return found === undefined ? undefined : `${name}.${found.column} takes no values but its own`;
}

/** Why an insert fails whatever is there. */
export function neverInserted(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const { source } = change;
  const columns = change.columns.length > 0 ? change.columns : columnsByPlace(table, schema);
  if (source.from === "values") return neverWritten(source.literals ?? [], columns ?? [], { table, schema });
  const tables = source.reads.flatMap((read) => tableIn(schema, read) ?? []);
  const refused = columns?.map((column, place) => {
    const value = selectedAt(source, place);
    return value === null
      ? undefined
      : of(table, column, refusal(value, { type: typeOf(table, column), tables, schema }));
  });
  return refused?.find((each) => each !== undefined);
}

function neverWritten(
  rows: readonly (readonly (string | null)[])[],
  columns: readonly string[],
  { table, schema }: { readonly table: Table; readonly schema: Schema },
): string | undefined {
  if (schema.dialect !== "postgresql") return undefined;
  const refused = columns.flatMap((column, place) => {
    const written = typeOf(table, column);
    const type = written === null ? null : valueType(written, schema);
    const reason = (text: string): string | undefined => {
      if (type === null || written === null) return undefined;
      const because = wrongLiteral(text, type, schema) ?? noRoom(text, type);
      return because ?? (surelyRefuses(text, written, schema) ? `what is written is no ${written.name}` : undefined);
    };
    return rows.map((row) => of(table, column, reason(row[place] ?? "")));
  });
  return refused.find((each) => each !== undefined);
}

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

function selectedAt({ selects, computes }: Query, place: number): Value | null {
  const computed = computes?.[place];
  if (computed !== undefined && computed !== null) return computed;
  const column = selects === "all" ? null : (selects?.[place] ?? null);
  return column === null ? null : { from: "expression", reads: [column], text: column, nulls: "maybe" };
}
