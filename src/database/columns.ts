import type { Row } from "../ports/database.ts";

/**
 * Lower-case columns by table, under the names asked for. A bare name means the first table on the search path that
 * has it, as it would in a query; `schema.table` means exactly that one. Tables without a column in sight are left out.
 */
export async function columnsByTable(
  tables: readonly string[],
  read: (names: readonly string[]) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (tables.length === 0) return new Map();
  const rows = (await read([...new Set(tables.map((table) => partsOf(table).name))])).map(columnOf);
  const found = tables.map((table) => [table, columnsOf(table, rows)] as const);
  return new Map(found.filter(([, columns]) => columns.size > 0));
}

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** The schema's place on the search path; infinite when it is not on it. */
  readonly place: number;
}

function columnOf(row: Row): Column {
  return {
    schema: String(row["in_schema"]),
    table: String(row["in_table"]),
    column: String(row["column_name"]),
    place: row["place"] === null ? Infinity : Number(row["place"]),
  };
}

function columnsOf(asked: string, rows: readonly Column[]): ReadonlySet<string> {
  const { schema, name } = partsOf(asked);
  const named = rows.filter(({ table }) => table === name);
  const first = Math.min(...named.map(({ place }) => place));
  const meant = named.filter((row) =>
    schema === undefined ? row.place === first && first !== Infinity : row.schema === schema,
  );
  return new Set(meant.map(({ column }) => column));
}

function partsOf(table: string): { readonly schema: string | undefined; readonly name: string } {
  const dot = table.indexOf(".");
  return dot === -1 ? { schema: undefined, name: table } : { schema: table.slice(0, dot), name: table.slice(dot + 1) };
}
