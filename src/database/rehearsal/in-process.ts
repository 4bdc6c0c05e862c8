import type { LiveSchema } from "../../model/live-schema.ts";
import type { SqlRun } from "../../model/migration-sql.ts";
import type { Stage } from "../../ports/rehearsal.ts";
import type { Pglite, PgliteMaking } from "./pglite.ts";
import type { Split } from "./tried.ts";
import { postgresSchema } from "../schema/postgres.ts";
import { startPglite } from "./pglite.ts";
import { inPieces, saidBy, tried } from "./tried.ts";

/** How a PostgreSQL within this process is made. */
export interface Making extends PgliteMaking {
  readonly split: Split;
}

/**
 * The live schema, built again without rows: its roles, then its statements one by one. What fails is left out and
 * said. Everything is owned by the user that does it, who may do all, so permissions are not rehearsed.
 * @throws rehearsal-not-possible when PGlite is not installed here
 */
export async function inProcessStage(
  schema: LiveSchema,
  content: "all" | "empty",
  making: Making,
): Promise<Stage<SqlRun, string | SqlRun>> {
  const database = await startPglite(extensionsOf(schema), making);
  const { version, missing } = await builtIn(database, schema, content);
  const exec = async (text: string): Promise<unknown> => database.exec(text);
  return {
    on: `PostgreSQL ${version} within this process, without rows`,
    lacks: [...(content === "all" ? schema.ddl.leftOut : []), ...missing],
    revert: async (down) => {
      await settle(database, schema);
      return tried(async () => runAll(database, down), inFull);
    },
    apply: async (up) => {
      await settle(database, schema);
      return tried(
        async () => (typeof up === "string" ? inPieces(up, exec, making.split) : runAll(database, up)),
        inFull,
      );
    },
    schema: async () => inTransaction(database, async () => postgresSchema(async (text) => database.query(text))),
    close: async () => database.close(),
  };
}

/** A thread that nobody needs any more would keep the process alive. */
async function builtIn(
  database: Pglite,
  schema: LiveSchema,
  content: "all" | "empty",
): Promise<{ readonly version: string; readonly missing: readonly string[] }> {
  try {
    const [row] = await database.query("select current_setting('server_version') as version");
    return { version: String(row?.["version"]), missing: await build(database, schema, content) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function build(database: Pglite, schema: LiveSchema, content: "all" | "empty"): Promise<readonly string[]> {
  const missing: string[] = [];
  const roles = [...new Set([...schema.roles, ...schema.ddl.roles])].filter((role) => role !== OWNER);
  const statements = [
    ...roles.map((role) => `create role ${quoted(role)}`),
    ...(content === "all" ? schema.ddl.statements : []),
  ];
  for (const statement of statements) {
    const { kind, ...more } = await tried(async () => database.exec(statement), inFull);
    if (kind === "refused" && "because" in more) missing.push(`${headOf(statement)}: ${more.because}`);
  }
  return missing;
}

function inFull(error: unknown): string {
  return saidBy(error, "with-detail");
}

/** As a new connection of the tool's user would find it. */
async function settle(database: Pglite, { searchPath }: LiveSchema): Promise<void> {
  await database.exec("rollback; reset all");
  if (searchPath.length > 0) await database.exec(`set search_path to ${searchPath.map(quoted).join(", ")}`);
}

/** As its tool does, but for the row in the ledger: no rows are there. */
async function runAll(database: Pglite, { statements, transaction }: SqlRun): Promise<void> {
  const run = async (): Promise<void> => {
    for (const statement of statements) await database.exec(statement);
  };
  await (transaction ? inTransaction(database, run) : run());
}

async function inTransaction<T>(database: Pglite, run: () => Promise<T>): Promise<T> {
  await database.exec("begin");
  try {
    const result = await run();
    await database.exec("commit");
    return result;
  } catch (error) {
    await database.exec("rollback");
    throw error;
  }
}

/** As `schemaDdl` writes them. */
function extensionsOf({ ddl }: LiveSchema): readonly string[] {
  return ddl.statements.flatMap((statement) => {
    const [, name] = /^create extension if not exists "?([^" ]+)/.exec(statement) ?? [];
    return name === undefined ? [] : [name];
  });
}

function headOf(statement: string): string {
  const [line = ""] = statement.split("\n");
  return line.length > LONGEST_HEAD ? `${line.slice(0, LONGEST_HEAD)}…` : line;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const LONGEST_HEAD = 120;

/** PGlite's own user. */
const OWNER = "postgres";
