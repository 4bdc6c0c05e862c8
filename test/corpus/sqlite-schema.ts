import type { DatabaseSync } from "node:sqlite";

export interface SqliteColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
  /** 2 and 3 are computed columns. */
  readonly hidden: number;
}

export function tablesIn(database: DatabaseSync): readonly string[] {
  const rows = database
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%'",
    )
    .all();
  return rows.map(({ name }) => String(name));
}

export function columnsOf(database: DatabaseSync, table: string): readonly SqliteColumn[] {
  return database.prepare(`pragma table_xinfo("${table}")`).all() as unknown as readonly SqliteColumn[];
}

/** What the pragmas tell, and the checks, of which only the text tells; the order of columns is left out. */
export function schemaOf(database: DatabaseSync): readonly string[] {
  const others = database.prepare("select sql from sqlite_schema where type <> 'table' and sql is not null").all();
  return [...tablesIn(database).flatMap((table) => linesOf(database, table)), ...others.map(({ sql }) => String(sql))]
    .map((line) => line.replaceAll(/\s+/g, " ").replaceAll(/"(\w+)"/g, "$1"))
    .toSorted();
}

function linesOf(database: DatabaseSync, table: string): readonly string[] {
  const columns = columnsOf(database, table).map(
    ({ name, type, notnull, dflt_value, pk, hidden }) =>
      `column ${table}.${name} ${[type, notnull, dflt_value, pk, hidden].join(" ")}`,
  );
  const pragmas = ["foreign_key_list", "index_list"].flatMap((pragma) =>
    database
      .prepare(`pragma ${pragma}("${table}")`)
      .all()
      .map((row) => `${pragma} ${table} ${JSON.stringify({ ...row, id: undefined, seq: undefined })}`),
  );
  const [created] = database.prepare("select sql from sqlite_schema where type = 'table' and name = ?").all(table);
  const checks = String(created?.["sql"]).match(/check\s*\((?:[^()]|\([^()]*\))*\)/gi) ?? [];
  const counts = /\bautoincrement\b/i.test(String(created?.["sql"])) ? [`${table} counts on`] : [];
  return [`table ${table}`, ...counts, ...columns, ...pragmas, ...checks.map((check) => `${table} ${check}`)];
}
