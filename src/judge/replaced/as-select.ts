import type { ChangeOf } from "../../model/change.ts";
import type { Taken } from "../../model/change/tables.ts";
import type { ColumnDefinition, Name } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { withTable } from "../schema/edit-table.ts";
import { tableIn } from "../schema/schema.ts";
import { asSelectedBySqlite } from "../types/sqlite-affinity.ts";
import { withCopied } from "./copied-rows.ts";

/** `create table … as select` of one table that is known whole: it has columns of the same types, and nothing else. */
export function withSelected({ table, source }: ChangeOf<"create-table">, schema: Schema): Schema {
  if (source.from !== "query" || source.taken === undefined) return schema;
  const { selects, filtered } = source.taken;
  const original = onlyTableOf(source.copies, schema);
  const made = original?.complete === true ? columnsFrom(source.taken, original, schema) : undefined;
  if (made === undefined) return schema;
  const { columns, nextId } = made;
  const framed = withTable({ ...schema, nextId }, table, (known) => ({ ...known, columns, complete: true }));
  const rows = { from: "query", reads: source.copies, selects, filtered } as const;
  return withCopied({ kind: "insert", table, columns: [], source: rows, onConflict: "error" }, framed);
}

function onlyTableOf([read, other]: readonly Name[], schema: Schema): Table | undefined {
  return read === undefined || other !== undefined ? undefined : tableIn(schema, read);
}

function columnsFrom({ selects, outputs }: Taken, original: Table, schema: Schema): Made | undefined {
  const all = [...original.columns.keys()];
  const [sources, names] = selects === "all" ? [all, all] : [selects, outputs];
  return names === null ? undefined : withColumns(sources, names, { original, schema });
}

interface Made {
  readonly columns: Table["columns"];
  readonly nextId: number;
}

function withColumns(
  sources: readonly (string | null)[],
  names: readonly string[],
  { original, schema }: { readonly original: Table; readonly schema: Schema },
): Made {
  const columns = names.map((name, place): [string, Column] => {
    const source = sources[place] ?? null;
    const known = source === null ? null : (original.columns.get(source)?.definition ?? null);
    const definition = known === null ? null : plain(known, name, schema);
    return [name, { id: schema.nextId + place, definition, holds: null }];
  });
  return { columns: new Map(columns), nextId: schema.nextId + columns.length };
}

/** Neither keys nor defaults come along. */
function plain(definition: ColumnDefinition, name: string, { dialect }: Schema): ColumnDefinition {
  return {
    ...definition,
    name,
    type: dialect === "sqlite" ? asSelectedBySqlite(definition.type) : definition.type,
    nullable: true,
    default: { kind: "none" },
    identity: "none",
    generated: null,
  };
}
