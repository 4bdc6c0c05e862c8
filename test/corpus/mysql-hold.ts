import type { MysqlDialect } from "../../src/sql/mysql/token.ts";
import type { Hold } from "./stage.ts";
// How cheaply the server can do a statement: it refuses an algorithm or a lock that is not enough.
// See "ALTER TABLE", ALGORITHM and LOCK, in MariaDB's documentation.
import type { Connection, RowDataPacket } from "mysql2/promise";
import { HAZARD_LEVELS } from "../../src/model/judgement.ts";

interface Server {
  readonly connection: Connection;
  readonly dialect: MysqlDialect;
}

/** Undefined where one of them is of a kind that cannot be asked for an algorithm. */
export async function runHeld(server: Server, statements: readonly string[]): Promise<Hold | undefined> {
  const levels: (Hold["level"] | undefined)[] = [];
  for (const statement of statements) levels.push(await levelOf(server, statement));
  if (levels.includes(undefined)) return undefined;
  const level = HAZARD_LEVELS.findLast((candidate) => levels.includes(candidate)) ?? "none";
  return { level, lock: null, rewrite: false, scan: false };
}

async function levelOf({ connection, dialect }: Server, statement: string): Promise<Hold["level"] | undefined> {
  const separator = separatorFor(statement);
  if (separator === undefined) {
    await connection.query(statement);
    return /^\s*(insert|update|delete|replace)\b/i.test(statement) ? "long_online" : undefined;
  }
  const before = await filesOf({ connection, dialect });
  for (const { algorithm, lock, level } of CHEAPEST_FIRST[dialect]) {
    const passed = await runWith(connection, `${statement}${separator}algorithm=${algorithm}${separator}lock=${lock}`);
    const isBuilt = passed && (await filesOf({ connection, dialect })).some((file) => !before.includes(file));
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
async function filesOf({ connection, dialect }: Server): Promise<readonly string[]> {
  const [rows] = await connection.query<(RowDataPacket & { readonly file: string })[]>(FILES[dialect]);
  return rows.map(({ file }) => file);
}

const FILES = {
  mysql: filesIn("innodb_tables", "innodb_indexes"),
  mariadb: filesIn("innodb_sys_tables", "innodb_sys_indexes"),
} as const;

function filesIn(tables: string, indexes: string): string {
  return `with tables as (select table_id from information_schema.${tables}
    where name like concat(database(), '/%') and name not like '%/FTS%')
  select concat('table ', table_id) as file from tables
  union all select concat('index ', index_id) from information_schema.${indexes} join tables using (table_id)`;
}

/** ER_ALTER_OPERATION_NOT_SUPPORTED, and the same with a reason. */
const REFUSALS: readonly number[] = [1845, 1846];

const IN_PLACE = [
  { algorithm: "inplace", lock: "none", level: "long_online" },
  { algorithm: "inplace", lock: "shared", level: "long_block_writes" },
  { algorithm: "copy", lock: "shared", level: "long_block_writes" },
  { algorithm: "copy", lock: "exclusive", level: "long_block_all" },
] as const;

const INSTANT = { algorithm: "instant", lock: "default", level: "brief_block" } as const;

const CHEAPEST_FIRST = {
  mysql: [INSTANT, ...IN_PLACE],
  mariadb: [INSTANT, { algorithm: "nocopy", lock: "none", level: "long_online" }, ...IN_PLACE],
} as const;
