import type { LedgerLock } from "../../model/migration.ts";
import type { Database } from "../../ports/database.ts";
import { advisoryLock, namedLock } from "../ledger/advisory-lock.ts";

/**
 * Flyway locks by a number made of its ledger's quoted name: flyway-database-postgresql's PostgreSQLAdvisoryLockTemplate
 * and flyway-mysql's MySQLNamedLockTemplate. Either ends with its session. On SQLite it has none.
 */
export async function flywayLock(database: Database, table: string): Promise<LedgerLock | null> {
  const isPostgres = database.seen.dialect === "postgresql";
  const quote = isPostgres ? '"' : "`";
  const dot = table.indexOf(".");
  const schema = dot === -1 ? await schemaOf(database, table) : table.slice(0, dot);
  const hash = javaHash(`${quote}${schema}${quote}.${quote}${table.slice(dot + 1)}${quote}`);
  if (isPostgres) return advisoryLock(database, MAGIC + BigInt(hash), "Flyway's lock");
  return namedLock(database, `Flyway-${hash}`, "Flyway's lock");
}

async function schemaOf(database: Database, table: string): Promise<string> {
  if (database.seen.dialect !== "postgresql") return database.seen.name;
  const [row] = await database.query(
    `select nspname as in_schema from pg_catalog.pg_class
     join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace where pg_class.oid = to_regclass(?)`,
    [`"${table}"`],
  );
  const schema = row?.["in_schema"];
  return typeof schema === "string" ? schema : "public";
}

/** `String.hashCode`, the numbers wrapping around as Java's do. */
function javaHash(text: string): number {
  return [...Array(text.length).keys()].reduce((hash, at) => (Math.imul(hash, 31) + text.charCodeAt(at)) | 0, 0);
}

/** "Flyway" as a number. */
const MAGIC = 77_431_708_279_161n;
