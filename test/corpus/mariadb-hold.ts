import type { Hold } from "./stage.ts";
// How cheaply the server can do a statement: it refuses an algorithm or a lock that is not enough.
// See "ALTER TABLE", ALGORITHM and LOCK, in MariaDB's documentation.
import type { Connection, RowDataPacket } from "mysql2/promise";
import { HAZARD_LEVELS } from "../../src/model/judgement.ts";

/** Undefined where one of them is of a kind that cannot be asked for an algorithm. */
export async function runHeld(connection: Connection, statements: readonly string[]): Promise<Hold | undefined> {
  const levels: (Hold["level"] | undefined)[] = [];
  for (const statement of statements) levels.push(await levelOf(connection, statement));
  if (levels.includes(undefined)) return undefined;
  const level = HAZARD_LEVELS.findLast((candidate) => levels.includes(candidate)) ?? "none";
  return { level, lock: null, rewrite: false, scan: false };
}

async function levelOf(connection: Connection, statement: string): Promise<Hold["level"] | undefined> {
  const separator = separatorFor(statement);
  if (separator === undefined) {
    await connection.query(statement);
    return /^\s*(insert|update|delete|replace)\b/i.test(statement) ? "long_online" : undefined;
  }
  const before = await filesOf(connection);
  for (const { algorithm, lock, level } of CHEAPEST_FIRST) {
    const passed = await runWith(connection, `${statement}${separator}algorithm=${algorithm}${separator}lock=${lock}`);
    const isBuilt = passed && (await filesOf(connection)).some((file) => !before.includes(file));
    if (passed) return level === "long_online" && !isBuilt ? "brief_block" : level;
  }
  await connection.query(statement);
  return undefined;
}

function separatorFor(statement: string): string | undefined {
  if (/^\s*alter\s+table\b/i.test(statement) && !/\b(partition(s|ing)?|engine)\b/i.test(statement)) return ", ";
  return /^\s*create\s+(unique\s+)?index\b/i.test(statement) ? " " : undefined;
}

/** Whether the server did it; any error but a refusal of the algorithm is the statement's own. */
async function runWith(connection: Connection, statement: string): Promise<boolean> {
  try {
    await connection.query(statement);
    return true;
  } catch (error) {
    if (REFUSALS.includes((error as { readonly errno?: number }).errno ?? 0)) return false;
    throw error;
  }
}

/** A table or an index that is built anew gets another number; what only goes is unlinked. */
async function filesOf(connection: Connection): Promise<readonly string[]> {
  const [rows] = await connection.query<(RowDataPacket & { readonly file: string })[]>(FILES);
  return rows.map(({ file }) => file);
}

const FILES = `
  with tables as (select table_id from information_schema.innodb_sys_tables
    where name like concat(database(), '/%') and name not like '%/FTS%')
  select concat('table ', table_id) as file from tables
  union all select concat('index ', index_id) from information_schema.innodb_sys_indexes join tables using (table_id)`;

/** ER_ALTER_OPERATION_NOT_SUPPORTED, and the same with a reason. */
const REFUSALS: readonly number[] = [1845, 1846];

const CHEAPEST_FIRST = [
  { algorithm: "instant", lock: "default", level: "brief_block" },
  { algorithm: "nocopy", lock: "none", level: "long_online" },
  { algorithm: "inplace", lock: "none", level: "long_online" },
  { algorithm: "inplace", lock: "shared", level: "long_block_writes" },
  { algorithm: "copy", lock: "shared", level: "long_block_writes" },
  { algorithm: "copy", lock: "exclusive", level: "long_block_all" },
] as const;
