import type { LedgerLock } from "../../model/migration.ts";
import type { Database, Row } from "../../ports/database.ts";

/**
 * Who holds a lock of this mode on the ledger's own table in PostgreSQL, where a tool keeps others out so; null when
 * nobody does, and in other databases. It ends with its session. Autovacuum takes one of the same mode.
 */
export async function tableLock(
  database: Database,
  table: string,
  { mode, tool }: { readonly mode: "ShareUpdateExclusiveLock" | "AccessExclusiveLock"; readonly tool: string },
): Promise<LedgerLock | null> {
  if (database.seen.dialect !== "postgresql") return null;
  const quoted = table
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
  const [holder] = await database.query(
    `select l.pid::text as pid, a.application_name as program, a.xact_start as since from pg_locks l
     left join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'relation' and l.granted and l.mode = ? and l.relation = to_regclass(?)
       and l.database = (select oid from pg_database where datname = current_database())
       and coalesce(a.backend_type, '') not like 'autovacuum%'`,
    [mode, quoted],
  );
  if (holder === undefined) return null;
  const { pid, program, since } = holder as Row & { readonly pid: string; readonly program: string | null };
  return {
    what: `the table ${table} is locked, as ${tool} does while it migrates`,
    holder: `session ${pid}${program ? ` of "${program}"` : ""}`,
    since: since instanceof Date ? since.toISOString() : null,
  };
}
