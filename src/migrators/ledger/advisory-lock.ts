import type { LedgerLock } from "../../model/migration.ts";
import type { Database, Row } from "../../ports/database.ts";
import type { LockReading } from "./reading.ts";

/**
 * Who holds PostgreSQL's advisory lock with this key in this database. It ends with its session, so a migrator that was
 * killed leaves none. Since when is not stored.
 */
export function advisoryLockReading(key: bigint, name: string): LockReading {
  return {
    text: `select l.pid::text as pid, a.application_name as program, host(a.client_addr) as client from pg_locks l
     left join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
       and l.database = (select oid from pg_database where datname = current_database())
       and l.classid::bigint = ? and l.objid::bigint = ?`,
    values: [String(BigInt.asUintN(64, key) >> 32n), String(BigInt.asUintN(32, key))],
    lockOf: (row) => ({ what: `${name} (advisory lock ${key}) is held`, holder: holderOf(row), since: null }),
  };
}

/** The same over a connection; null when nobody holds it or it is another database. */
export async function advisoryLock(database: Database, key: bigint, name: string): Promise<LedgerLock | null> {
  if (database.seen.dialect !== "postgresql") return null;
  const { text, values, lockOf } = advisoryLockReading(key, name);
  const [row] = await database.query(text, values);
  return row === undefined ? null : lockOf(row);
}

/**
 * Who holds MySQL's or MariaDB's lock of this name (`GET_LOCK`); null when nobody does or it is another database. Such
 * a name means the same in every database of the server. It too ends with its session.
 */
export async function namedLock(database: Database, key: string, name: string): Promise<LedgerLock | null> {
  if (!["mysql", "mariadb"].includes(database.seen.dialect)) return null;
  const [row] = await database.query("select is_used_lock(?) as session", [key]);
  const session = row?.["session"] ?? null;
  if (session === null) return null;
  return { what: `${name} (named lock ${key}) is held`, holder: `session ${Number(session)}`, since: null };
}

function holderOf(row: Row): string {
  const { pid, program, client } = row as Readonly<Record<"pid" | "program" | "client", string | null>>;
  return [`session ${pid}`, program && `of "${program}"`, client && `from ${client}`].filter(Boolean).join(" ");
}
