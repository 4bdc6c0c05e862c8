import type { SafeRollbackError } from "../errors.ts";
import type { DirectRevert } from "../model/direct-revert.ts";
import type { KeepOrder } from "../model/kept.ts";
import type { Address, DirectRunner } from "../ports/database.ts";
import type { Connection } from "./connect.ts";
import type { DialectRules } from "./dialect.ts";
import { Console } from "node:console";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Knex } from "knex";
import { failure } from "../errors.ts";
import { connect } from "./connect.ts";
import { LOCK_TIMEOUT_SECONDS } from "./dialect.ts";
import { keepingTransaction } from "./keep/keeper.ts";
import { maskFor, shapeOf } from "./refusal.ts";

/**
 * Runs one down over a connection that writes. Waiting for locks is limited, so that nobody queues behind us;
 * the statements themselves are not, since a real down may take long.
 * On MySQL every DDL statement commits by itself, so a failed down may be half done there.
 * Each throws step-failed when the down fails, database-unreachable or database-refused when there is no connection.
 */
export const directRunner: DirectRunner = {
  revert: async ({ address, tunnel }, what, keep) => {
    const connection = await connect(address, "write", tunnel);
    const inTransaction = isInTransaction(what);
    try {
      await runDown(connection, what, { inTransaction, keep });
    } catch (error) {
      throw downFailed(error, address, { inTransaction, rules: connection.rules });
    } finally {
      await connection.knex.destroy();
    }
  },
};

/** Runs text as it stands, without a transaction of ours. */
export async function runTextOn({ knex, rules }: Connection, text: string): Promise<void> {
  const client = rawConnectionOf(knex);
  const connection = await client.acquireConnection();
  try {
    await rules.runText(connection, text);
  } finally {
    await client.releaseConnection(connection);
  }
}

interface Manner {
  readonly inTransaction: boolean;
  readonly keep: KeepOrder | undefined;
}

async function runDown(connection: Connection, what: DirectRevert, manner: Manner): Promise<void> {
  switch (what.kind) {
    case "sql":
      return manner.inTransaction ? runSqlTogether(connection, what, manner.keep) : runSqlAlone(connection, what);
    case "knex":
      return withConsoleOnStandardError(async () => runKnex(connection, what, manner));
  }
}

type SqlRevert = Extract<DirectRevert, { kind: "sql" }>;
type KnexRevert = Extract<DirectRevert, { kind: "knex" }>;

async function runSqlTogether(
  connection: Connection,
  { text, unrecord }: SqlRevert,
  keep: KeepOrder | undefined,
): Promise<void> {
  const { rules } = connection;
  await keepingTransaction(connection, keep, async (transaction) => {
    await rules.runText(await rawConnectionOf(transaction).acquireConnection(), text);
    expectOneRow(rules.deletedBy(await transaction.raw(unrecord.text, [...unrecord.values])));
  });
}

/** As dbmate does with `transaction:false`: first the statements, then the row. */
async function runSqlAlone({ knex, rules }: Connection, { text, statements, unrecord }: SqlRevert): Promise<void> {
  const client = rawConnectionOf(knex);
  const connection = await client.acquireConnection();
  try {
    for (const one of statements ?? [text]) await rules.runText(connection, one);
  } finally {
    await client.releaseConnection(connection);
  }
  expectOneRow(rules.deletedBy(await knex.raw(unrecord.text, [...unrecord.values])));
}

/**
 * With knex' own migrator, under its own lock. The outer transaction makes down, row and lock one thing; it is left
 * out where the migration opts out of its transaction, and on MySQL, where the first DDL would commit the lock.
 */
async function runKnex(connection: Connection, what: KnexRevert, { inTransaction, keep }: Manner): Promise<void> {
  const { knex, rules } = connection;
  const config = migratorConfigOf(what);
  if (!inTransaction || !rules.transactionalDdl) {
    await knex.migrate.down(config);
    return;
  }
  await keepingTransaction(connection, keep, async (transaction) => {
    await transaction.migrate.down(config);
  });
}

function migratorConfigOf({ name, directory, table }: KnexRevert): Knex.MigratorConfig & { readonly name: string } {
  const dot = table.indexOf(".");
  const schema = dot === -1 ? {} : { schemaName: table.slice(0, dot) };
  return { name, directory, tableName: table.slice(dot + 1), ...schema, loadExtensions: LOAD_EXTENSIONS };
}

function isInTransaction(what: DirectRevert): boolean {
  return what.kind === "sql" ? what.transaction : !optsOut(join(what.directory, what.name));
}

/** `config.transaction = false` in a migration, as knex reads it; a file that does not load fails in knex itself. */
function optsOut(file: string): boolean {
  try {
    const migration = createRequire(import.meta.url)(file) as { readonly config?: { readonly transaction?: unknown } };
    return migration.config?.transaction === false;
  } catch {
    return false;
  }
}

function expectOneRow(deleted: number): void {
  if (deleted !== 1) throw new Error(`the ledger had ${deleted} rows for this migration instead of one`);
}

function downFailed(
  error: unknown,
  address: Address,
  { inTransaction, rules }: { readonly inTransaction: boolean; readonly rules: DialectRules },
): SafeRollbackError {
  const { message } = shapeOf(error);
  const wasUndone = inTransaction && rules.transactionalDdl;
  // PostgreSQL's limit lasts as long as a transaction; MySQL's was set for the whole connection.
  const wasLimited = inTransaction || !rules.transactionalDdl;
  return failure("step-failed", `the down failed in database ${address.name} on ${address.host}`, {
    facts: [
      `the database said: ${shortened(maskFor(address)(message))}`,
      wasUndone
        ? "it ran in one transaction, so nothing of it was kept"
        : "it did not run in one transaction, so part of it may have been kept",
      `the statements had no time limit of ours${wasLimited ? `, but waited for locks at most ${LOCK_TIMEOUT_SECONDS} s` : ""}`,
    ],
  });
}

/** knex puts the whole statement before the message, so a long text says most at its end. */
function shortened(text: string): string {
  return text.length <= LONGEST_MESSAGE
    ? text
    : `${text.slice(0, LONGEST_MESSAGE / 4)} … ${text.slice(-LONGEST_MESSAGE)}`;
}

/** Migrations print as they like; standard output belongs to the result. */
async function withConsoleOnStandardError<T>(run: () => Promise<T>): Promise<T> {
  const before = globalThis.console;
  globalThis.console = new Console(process.stderr, process.stderr);
  try {
    return await run();
  } finally {
    globalThis.console = before;
  }
}

/** knex' client hands out the driver's own connection; its types call it `any`. */
interface RawConnections {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
}

function rawConnectionOf(knex: Knex): RawConnections {
  return knex.client as RawConnections;
}

/** Those of knex (its MigrationsLoader.js), and `.mjs`, which projects add by configuration. */
const LOAD_EXTENSIONS = [".co", ".coffee", ".eg", ".iced", ".js", ".cjs", ".mjs", ".litcoffee", ".ls", ".ts"];

const LONGEST_MESSAGE = 1_000;
