import type { AppliedMigration, Ledger, LedgerLock } from "../../model/migration.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Database, Row } from "../../ports/database.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "../ledger/shape.ts";
import { identityOf } from "./tree.ts";

/**
 * MySQL's name stays as Liquibase writes it, PostgreSQL's becomes lower-case. In this order: of names that differ only in
 * case MariaDB's information_schema answers for the first.
 */
export const TABLES: readonly string[] = ["DATABASECHANGELOG", "databasechangelog"];

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
export async function readLiquibaseLedger(database: Database, toolSettings: ToolSettings): Promise<Ledger> {
  const tables = tablesOf(toolSettings);
  const columns = await database.columns(tables);
  const table = tables.find((name) => columns.has(name)) ?? tables[0] ?? "";
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isLiquibaseLedger(own))
    throw ledgerNotUnderstood(table, { tool: "Liquibase", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query(
    `select id as id, author as author, filename as filename, exectype as exectype
     from ?? order by dateexecuted, orderexecuted`,
    [table],
  );
  return { table, applied: rows.map(appliedOf), dirty: [], lock: await lockIn(database, toolSettings), complete: true };
}

export function isLiquibaseLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}

/** As told, `schema.table` where the container names a schema. */
export function tablesOf({ table, variables }: ToolSettings): readonly string[] {
  if (table !== undefined) return [table];
  const name = TABLE_NAMES.map((variable) => variables[variable]).find(Boolean);
  return inSchema(name === undefined ? TABLES : [name], variables);
}

/** What a container may say about the ledger's place. */
export const TABLE_VARIABLES: readonly string[] = [
  "LIQUIBASE_DATABASE_CHANGELOG_TABLE_NAME",
  "SPRING_LIQUIBASE_DATABASE_CHANGE_LOG_TABLE",
  "SPRING_LIQUIBASE_DATABASECHANGELOGTABLE",
  "LIQUIBASE_DATABASE_CHANGELOG_LOCK_TABLE_NAME",
  "SPRING_LIQUIBASE_DATABASE_CHANGE_LOG_LOCK_TABLE",
  "SPRING_LIQUIBASE_DATABASECHANGELOGLOCKTABLE",
  "LIQUIBASE_LIQUIBASE_SCHEMA_NAME",
  "SPRING_LIQUIBASE_LIQUIBASE_SCHEMA",
  "SPRING_LIQUIBASE_LIQUIBASESCHEMA",
];

const TABLE_NAMES = TABLE_VARIABLES.slice(0, 3);

const LOCK_TABLE_NAMES = TABLE_VARIABLES.slice(3, 6);

const SCHEMAS = TABLE_VARIABLES.slice(6);

/** liquibase-standard/src/main/java/liquibase/sqlgenerator/core/CreateDatabaseChangeLogTableGenerator.java */
const LEDGER_COLUMNS = ["id", "author", "filename", "dateexecuted", "orderexecuted", "exectype", "md5sum"];

function inSchema(names: readonly string[], variables: ToolSettings["variables"]): readonly string[] {
  const schema = SCHEMAS.map((variable) => variables[variable]).find(Boolean);
  return schema === undefined ? names : names.map((name) => `${schema}.${name}`);
}

/**
 * DATEEXECUTED has no zone. MARK_RAN is the mark of a changeset whose precondition kept it from running; Liquibase rolls
 * it back all the same.
 */
function appliedOf({ id, author, filename, exectype }: Row): AppliedMigration {
  const applied = { name: identityOf(String(id), String(author), String(filename)), appliedAt: null };
  if (exectype !== "MARK_RAN") return applied;
  return {
    ...applied,
    notRun: "it is recorded as MARK_RAN: it was not run, and its rollback would take back what it did not make",
  };
}

/** liquibase-standard/src/main/java/liquibase/lockservice/StandardLockService.java: it outlives whoever was killed. */
async function lockIn(database: Database, { table, variables }: ToolSettings): Promise<LedgerLock | null> {
  const told = LOCK_TABLE_NAMES.map((variable) => variables[variable]).find(Boolean);
  const own = told === undefined ? TABLES.map(lockNameOf) : [told];
  const [, schema] = /^([^.]+)\./.exec(table ?? "") ?? [];
  const names = schema === undefined ? inSchema(own, variables) : own.map((each) => `${schema}.${each}`);
  const name = [...(await database.columns(names)).keys()][0];
  if (name === undefined) return null;
  const { dialect } = database.seen;
  const text = dialect === "postgresql" ? "lockgranted::text" : "cast(lockgranted as char)";
  const rows = await database.query(`select locked as locked, lockedby as lockedby, ${text} as since from ??`, [name]);
  const held = rows.find(
    ({ locked }) => locked === true || locked === 1 || (Buffer.isBuffer(locked) && locked[0] === 1),
  );
  if (held === undefined) return null;
  const since = typeof held["since"] === "string" ? `${held["since"]}, ${ZONES[dialect]}` : null;
  const holder = typeof held["lockedby"] === "string" ? held["lockedby"] : null;
  return { what: `${name} says that Liquibase's lock is held`, holder, since };
}

const ON_A_SERVER = "in the zone of the database";

/** The lock's time is the database's own: SQLite's CURRENT_TIMESTAMP is in UTC. */
const ZONES: Readonly<Record<Dialect, string>> = {
  postgresql: ON_A_SERVER,
  mysql: ON_A_SERVER,
  mariadb: ON_A_SERVER,
  sqlite: "in UTC",
};

function lockNameOf(table: string): string {
  return table === table.toLowerCase() ? `${table}lock` : `${table}LOCK`;
}
