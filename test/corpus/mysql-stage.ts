import type { MysqlDialect } from "../../src/sql/mysql/token.ts";
import type { Cells, Contents, TableContents } from "./contents.ts";
import type { Attempt, Reverted, Stage } from "./stage.ts";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { createConnection } from "mysql2/promise";
import { parseMysql } from "../../src/sql/mysql/parse.ts";
import { NOTHING } from "./contents.ts";
import { runHeld } from "./mysql-hold.ts";
import { schemaOf } from "./mysql-schema.ts";
import { inOrder } from "./rows.ts";

/** The user that owns nothing and that `asApp` statements run as. */
export const MAKE_APP_USER = "create user app@'%' identified by 'app'";

export async function openMysqlStage(url: string, dialect: MysqlDialect): Promise<Stage> {
  const connection = await createConnection({ uri: url, multipleStatements: true, dateStrings: true });
  // MySQL shows counters as they were a day ago.
  if (dialect === "mysql") await connection.query("set session information_schema_stats_expiry = 0");
  const run = async (script: string): Promise<void> => {
    if (script.trim() !== "") await connection.query(script);
  };
  return {
    run,
    runApart: async (script) => {
      for (const { text } of parseMysql(script, dialect)) await run(text);
    },
    attempt: async (statements, asApp) => attemptsOf({ connection, url }, statements, asApp),
    schema: async () => schemaOf(connection),
    contents: async () => contentsOf(connection),
    revert: async (down) => reverted(connection, down, dialect),
    empty: async () => {
      const name = new URL(url).pathname.slice(1);
      await run(
        `drop database ${name}; create database ${name}; use ${name}; set session foreign_key_checks = 1, sql_mode = default`,
      );
    },
    end: async () => connection.end(),
  };
}

interface Place {
  readonly connection: Connection;
  readonly url: string;
}

async function attemptsOf(
  { connection, url }: Place,
  statements: readonly string[],
  asApp: boolean,
): Promise<readonly Attempt[]> {
  const layouts = await layoutsOf(connection);
  const client = asApp ? await createConnection(asAppUrl(url)) : connection;
  const attempts: Attempt[] = [];
  for (const statement of statements) attempts.push(await attempted(client, statement, layouts));
  if (asApp) await client.end();
  await resetCounters(connection);
  return attempts;
}

function asAppUrl(url: string): string {
  const own = new URL(url);
  own.username = "app";
  own.password = "app";
  return own.href;
}

async function attempted(client: Connection, statement: string, layouts: readonly Layout[]): Promise<Attempt> {
  await client.query("begin");
  try {
    const [result] = await client.query<RowDataPacket[][]>({ sql: statement, rowsAsArray: true });
    const after = { ...NOTHING, tables: await tablesOf(client, layouts) };
    return { statement, error: undefined, rows: inOrder(statement, Array.isArray(result) ? result : []), after };
  } catch (error) {
    return { statement, error: (error as Error).message, rows: [], after: NOTHING };
  } finally {
    await client.query("rollback");
  }
}

/** A rolled back insert has still taken its number; a counter cannot go below the highest one in use. */
async function resetCounters(connection: Connection): Promise<void> {
  const counted = await rowsOf<{ readonly name: string }>(
    connection,
    "select table_name as name from information_schema.tables where table_schema = database() and auto_increment is not null",
  );
  for (const { name } of counted) await connection.query(`alter table \`${name}\` auto_increment = 1`);
}

async function reverted(connection: Connection, down: string, dialect: MysqlDialect): Promise<Reverted> {
  try {
    const statements = parseMysql(down, dialect).map(({ text }) => text);
    return { error: undefined, hold: await runHeld({ connection, dialect }, statements) };
  } catch (error) {
    return { error: (error as Error).message, hold: undefined };
  } finally {
    await connection.query("unlock tables");
  }
}

async function contentsOf(connection: Connection): Promise<Contents> {
  const tables = await tablesOf(connection, await layoutsOf(connection));
  const kinds = await rowsOf<{ readonly name: string; readonly kind: string }>(
    connection,
    "select table_name as name, table_type as kind from information_schema.tables where table_schema = database()",
  );
  const namesOf = (wanted: string): readonly string[] =>
    kinds.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  const sequences = [];
  for (const name of namesOf("SEQUENCE")) {
    const [row] = await rowsOf<{ readonly at: string }>(
      connection,
      `select next_not_cached_value as at from \`${name}\``,
    );
    sequences.push({ name, position: Number(row?.at), numbers: null });
  }
  return { tables, sequences, histories: namesOf("SYSTEM VERSIONED") };
}

interface Layout {
  readonly name: string;
  readonly columns: readonly ColumnRow[];
}

interface ColumnRow {
  readonly name: string;
  readonly column: string;
  readonly isKey: number;
  readonly isGenerated: number;
}

async function layoutsOf(connection: Connection): Promise<readonly Layout[]> {
  const rows = await rowsOf<ColumnRow>(connection, COLUMNS);
  return [...new Set(rows.map(({ name }) => name))].map((name) => ({
    name,
    columns: rows.filter((row) => row.name === name),
  }));
}

async function tablesOf(connection: Connection, layouts: readonly Layout[]): Promise<Contents["tables"]> {
  const reading = layouts.map(({ name, columns }) => {
    const cells = columns.map(({ column }) => `'${column}', cast(\`${column}\` as char)`).join(", ");
    return `select '${name}' as name, json_object(${cells}) as cells from \`${name}\``;
  });
  const rows =
    reading.length === 0
      ? []
      : await rowsOf<{ readonly name: string; readonly cells: Cells }>(connection, reading.join(" union all "));
  const tables = layouts.map(({ name, columns }): [string, TableContents] => [
    name,
    {
      key: columns.filter(({ isKey }) => isKey === 1).map(({ column }) => column),
      generated: columns.filter(({ isGenerated }) => isGenerated === 1).map(({ column }) => column),
      columns: columns.map(({ column }) => column),
      rows: rows.filter((row) => row.name === name).map(({ cells }) => cells),
    },
  ]);
  return new Map(tables);
}

async function rowsOf<Row>(connection: Connection, query: string): Promise<readonly Row[]> {
  const [rows] = await connection.query<(Row & RowDataPacket)[]>(query);
  return rows;
}

const COLUMNS = `
  select c.table_name as name, c.column_name as \`column\`, c.column_key = 'PRI' as isKey,
    coalesce(c.generation_expression, '') <> '' as isGenerated
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
  order by c.table_name, c.ordinal_position`;
