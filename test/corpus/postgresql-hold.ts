// What a transaction holds and has done to the tables that were there before it.
import type { Hold } from "./stage.ts";
import type { Client } from "pg";
import { HAZARD_LEVELS } from "../../src/model/judgement.ts";
import { NOTES } from "./contents.ts";

/** Runs statements in the transaction that is open, and says what the worst of them did to those who wait. */
export async function runHeld(client: Client, statements: readonly string[]): Promise<Hold | undefined> {
  const before = await filesOf(client);
  const holds: Hold[] = [];
  for (const statement of statements) holds.push(await heldBy(client, statement, before));
  // Where there is no row, nothing can be seen to be read.
  if (![...before.values()].some(({ rows }) => rows > 0)) return undefined;
  return holds.toSorted((a, b) => HAZARD_LEVELS.indexOf(b.level) - HAZARD_LEVELS.indexOf(a.level))[0];
}

async function heldBy(client: Client, statement: string, before: ReadonlyMap<number, File>): Promise<Hold> {
  const filesBefore = await filesOf(client);
  const readBefore = await readBy(client);
  await client.query(statement);
  const readAfter = await readBy(client);
  const { rows } = await client.query<{ readonly oid: number; readonly mode: string }>(LOCKS);
  const modes = rows.filter(({ oid }) => before.has(oid)).map(({ mode }) => mode);
  const filesAfter = await filesOf(client);
  const lock = LOCK_MODES.find((mode) => modes.includes(`${mode.replaceAll(" ", "")}LOCK`)) ?? null;
  const rewrite = [...filesBefore].some(([oid, was]) => isWrittenAnew(was, filesAfter.get(oid)));
  const scan = [...readBefore].some(([oid, read]) => before.has(oid) && (readAfter.get(oid) ?? 0) > read);
  return { lock, rewrite, scan, level: levelOf(lock, rewrite || scan) };
}

/** What a lock that is held so long is called. */
function levelOf(lock: string | null, isLong: boolean): Hold["level"] {
  if (lock === "ACCESS EXCLUSIVE") return isLong ? "long_block_all" : "brief_block";
  if (BLOCKS_WRITES.includes(lock ?? "")) return isLong ? "long_block_writes" : "brief_block";
  return isLong || lock === "ROW EXCLUSIVE" ? "long_online" : "none";
}

const BLOCKS_WRITES: readonly string[] = ["EXCLUSIVE", "SHARE ROW EXCLUSIVE", "SHARE"];

interface File {
  readonly name: string | null;
  readonly rows: number;
}

/** TRUNCATE makes a new file as well, and there is nothing in it. */
function isWrittenAnew(was: File, is: File | undefined): boolean {
  return is !== undefined && was.name !== is.name && is.rows > 0;
}

async function filesOf(client: Client): Promise<ReadonlyMap<number, File>> {
  const { rows } = await client.query<File & { readonly oid: number }>(FILES);
  return new Map(rows.map(({ oid, name, rows: count }) => [oid, { name, rows: count }]));
}

async function readBy(client: Client): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ readonly oid: number; readonly read: number }>(READ);
  return new Map(rows.map(({ oid, read }) => [oid, read]));
}

const LOCKS =
  "select relation::int as oid, upper(mode) as mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'";

/** Tables, their partitions, views and composite types; nobody's statement names an index. */
const OURS = `
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'c') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and c.relname <> '${NOTES}'`;

const READ = `select c.oid::int as oid, coalesce(pg_stat_get_xact_tuples_returned(c.oid), 0)::int as read ${OURS}`;

const FILES = `
  select c.oid::int as oid, pg_relation_filenode(c.oid)::text as name,
    case when c.relkind = 'r' then (xpath('/row/n/text()',
      query_to_xml(format('select count(*) as n from %s', c.oid::regclass), false, true, '')))[1]::text::int
    else 0 end as rows ${OURS}`;

const LOCK_MODES = [
  "ACCESS EXCLUSIVE",
  "EXCLUSIVE",
  "SHARE ROW EXCLUSIVE",
  "SHARE",
  "SHARE UPDATE EXCLUSIVE",
  "ROW EXCLUSIVE",
  "ROW SHARE",
  "ACCESS SHARE",
] as const;
