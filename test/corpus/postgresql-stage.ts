import type { Contents, Sequence, TableContents } from "./contents.ts";
import type { Attempt, Reverted, Stage } from "./stage.ts";
import { Client } from "pg";
import { splitStatements } from "../../src/sql/postgresql/split.ts";
import { NOTHING } from "./contents.ts";
import { runHeld } from "./postgresql-hold.ts";
import { POSTGRESQL_SCHEMA } from "./postgresql-schema.ts";
import { inOrder } from "./rows.ts";

/** The role that owns nothing and that `asApp` statements run as. */
export const MAKE_APP_ROLE = "create role app; grant app to current_user";

export async function openPostgresStage(url: string): Promise<Stage> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(SETTINGS);
  const run = async (script: string): Promise<void> => void (await client.query(script));
  return {
    run,
    runApart: async (script) => {
      for (const statement of textsIn(script)) await run(statement);
    },
    attempt: async (statements, asApp) => attemptsOf(client, statements, asApp),
    schema: async () => textsOf(client, POSTGRESQL_SCHEMA),
    contents: async () => contentsOf(client),
    revert: async (down, apart) => (apart ? revertedApart(client, down) : reverted(client, down)),
    empty: async () => {
      for (const statement of ["rollback", "discard all", SETTINGS, EMPTY]) await client.query(statement);
    },
    end: async () => client.end(),
  };
}

async function attemptsOf(client: Client, statements: readonly string[], asApp: boolean): Promise<readonly Attempt[]> {
  const start = { begin: asApp ? "begin; set local role app" : "begin", positions: await positionsOf(client) };
  const layouts = await layoutsOf(client);
  const attempts: Attempt[] = [];
  for (const statement of statements) attempts.push(await attempted(client, statement, { ...start, layouts }));
  return attempts;
}

interface Start {
  readonly begin: string;
  readonly positions: string;
  readonly layouts: readonly Layout[];
}

async function attempted(client: Client, statement: string, { begin, positions, layouts }: Start): Promise<Attempt> {
  await client.query(begin);
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: "array" });
    await client.query("reset role; set constraints all immediate");
    const after = { ...NOTHING, tables: await tablesOf(client, layouts) };
    return { statement, error: undefined, rows: inOrder(statement, rows), after };
  } catch (error) {
    return { statement, error: (error as Error).message, rows: [], after: NOTHING };
  } finally {
    await client.query(`rollback; ${positions}`);
  }
}

async function reverted(client: Client, down: string): Promise<Reverted> {
  await client.query("begin");
  try {
    const hold = await runHeld(client, textsIn(down));
    await client.query("set constraints all immediate; commit");
    return { error: undefined, hold };
  } catch (error) {
    await client.query("rollback");
    return { error: (error as Error).message, hold: undefined };
  }
}

function textsIn(script: string): readonly string[] {
  return splitStatements(script).map(({ text }) => text);
}

async function revertedApart(client: Client, down: string): Promise<Reverted> {
  try {
    for (const statement of textsIn(down)) await client.query(statement);
    return { error: undefined, hold: undefined };
  } catch (error) {
    return { error: (error as Error).message, hold: undefined };
  }
}

/** A rolled back insert has still taken its number; the statements that give them back. */
async function positionsOf(client: Client): Promise<string> {
  const sequences = await textsOf(
    client,
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S'`,
  );
  const reading = sequences.map(
    (name) => `select format('select setval(%L, %s, %L);', '${name}', last_value, is_called) from ${name}`,
  );
  return sequences.length === 0 ? "" : (await textsOf(client, reading.join(" union all "))).join("");
}

async function contentsOf(client: Client): Promise<Contents> {
  const tables = await tablesOf(client, await layoutsOf(client));
  return { tables, sequences: (await client.query<Sequence>(SEQUENCES)).rows, histories: [] };
}

async function layoutsOf(client: Client): Promise<readonly Layout[]> {
  const { rows } = await client.query<ColumnRow>(COLUMNS);
  const names = [...new Set(rows.map(({ table }) => table))];
  return names.map((name) => ({ name, columns: rows.filter(({ table }) => table === name) }));
}

async function tablesOf(client: Client, layouts: readonly Layout[]): Promise<Contents["tables"]> {
  const reading = layouts.map(({ name, columns }) => {
    const cells = columns.map(({ column, quoted }) => `'${column}', ${quoted}::text`).join(", ");
    return `select '${name}' as name, json_build_object(${cells}) as cells from ${columns[0]?.source}`;
  });
  const rows = reading.length === 0 ? [] : (await client.query<RowRow>(reading.join(" union all "))).rows;
  const tables = layouts.map(({ name, columns }): [string, TableContents] => [
    name,
    {
      id: columns[0]?.id ?? "",
      places: Object.fromEntries(columns.map(({ column, place }) => [column, place])),
      key: columns.filter(({ iskey }) => iskey).map(({ column }) => column),
      generated: columns.filter(({ isgenerated }) => isgenerated).map(({ column }) => column),
      columns: columns.map(({ column }) => column),
      rows: rows.filter((row) => row.name === name).map(({ cells }) => cells),
    },
  ]);
  return new Map(tables);
}

async function textsOf(client: Client, query: string): Promise<readonly string[]> {
  const { rows } = await client.query<string[]>({ text: query, rowMode: "array" });
  return rows.map(([text = ""]) => text).toSorted();
}

const SETTINGS = "set statement_timeout = '10s'; set client_min_messages = error";

const EMPTY = `
  do $$
  declare each text;
  begin
    for each in select format('drop publication %I', pubname) from pg_publication
      union all select format('drop extension %I cascade', extname) from pg_extension where extname <> 'plpgsql'
      union all select format('drop schema %I cascade', nspname) from pg_namespace
        where nspname not like 'pg\\_%' and nspname <> 'information_schema'
      union all select format('drop owned by %1$I; drop role %1$I', rolname) from pg_roles where rolname like 'corpus\\_%'
    loop
      execute each;
    end loop;
    create schema public;
    grant usage on schema public to public;
  end $$`;

interface Layout {
  readonly name: string;
  readonly columns: readonly ColumnRow[];
}

interface ColumnRow {
  readonly id: string;
  readonly place: number;
  readonly table: string;
  readonly source: string;
  readonly column: string;
  readonly quoted: string;
  readonly iskey: boolean;
  readonly isgenerated: boolean;
}

interface RowRow {
  readonly name: string;
  readonly cells: Record<string, string | null>;
}

/** As values of the widest type, and moments as the session's clock shows them. A row is counted with the table that stores it: a partition, an inheriting table. */
const COLUMNS = `
  select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as table,
    c.oid::text as id, a.attnum::int as place, format('only %I.%I', n.nspname, c.relname) as source,
    a.attname as column, quote_ident(a.attname) || case a.atttypid when 'real'::regtype then '::float8'
      when 'timestamptz'::regtype then '::timestamp' else '' end as quoted, a.attgenerated <> '' as isgenerated,
    coalesce(a.attnum = any ((select k.conkey from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'p')::smallint[]), false) as iskey
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  order by 1, a.attnum`;

const SEQUENCES = `
  select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname as name,
    c.oid::text as id, coalesce(pg_sequence_last_value(c.oid), 0)::int as position,
    (select d.refobjid::regclass::text || '.' || a.attname from pg_depend d
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')) as numbers
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S'`;
