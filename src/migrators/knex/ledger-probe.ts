import type { Ledger } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { ledgerNotFound, ledgerNotUnderstood } from "../ledger/shape.ts";
import { LOAD_SCRIPT } from "../runtimes/node-script.ts";
import { ANSWER_SCRIPT, markedJson } from "../runtimes/probe-output.ts";
import { KNEX_LEDGER_SCRIPT } from "./ledger-script.ts";
import { LEDGER_COLUMNS, isKnexLedger, knexLedgerOf } from "./ledger.ts";
import { KNEXFILE_SCRIPT } from "./script.ts";

/**
 * Reads the ledger with the image's own knexfile and knex, in a read-only transaction. Where no knexfile loads, the
 * variable with the database's URL is used instead. Neither user nor password is printed.
 */
export function knexLedgerProbe({
  table,
  databaseUrlEnv,
}: ToolSettings): Probe<{ readonly ledger: Ledger; readonly database: DatabaseSeen }> {
  const told = JSON.stringify({ table, urlVariable: databaseUrlEnv ?? "DATABASE_URL" });
  return {
    purpose: PURPOSE,
    needs: "database",
    command: { argv: ["node", "-e", SCRIPT, "--", told], environment: {} },
    parse: (output) => knexSeenIn(output, PURPOSE),
  };
}

type Answer =
  | {
      readonly kind: "ledger";
      readonly table: string;
      readonly database: DatabaseSeen;
      readonly searchPath: string;
      readonly columns: readonly string[];
      readonly applied: Ledger["applied"];
      readonly isLocked: boolean;
    }
  | { readonly kind: "no-knex" | "no-settings" | "dialect"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string; readonly code: string };

/** What a script with KNEX_LEDGER_SCRIPT answered. @throws image-not-readable, ledger-not-found and its like */
export function knexSeenIn(
  output: string,
  purpose: string,
): { readonly ledger: Ledger; readonly database: DatabaseSeen } {
  const answer = markedJson(output, purpose) as Answer;
  switch (answer.kind) {
    case "ledger": {
      const { table, database, searchPath } = answer;
      const columns = new Set(answer.columns);
      if (columns.size === 0) throw ledgerNotFound({ table, database, searchPath, others: new Map() });
      const found = new Map([[table, columns]]);
      if (!isKnexLedger(columns)) throw ledgerNotUnderstood(table, { tool: "knex", columns: LEDGER_COLUMNS }, found);
      return { ledger: knexLedgerOf(answer), database };
    }
    case "no-knex":
      throw failure("image-not-readable", "the image has no knex to read its ledger with", { facts: [answer.message] });
    case "no-settings":
      throw failure("image-not-readable", "the image does not say how it connects to its database", {
        facts: [answer.message],
      });
    case "dialect":
      throw failure("image-not-readable", `the image's knex speaks ${answer.message}, not PostgreSQL, MySQL or SQLite`);
    case "failed":
      throw failure("database-unreachable", "the image could not read its own ledger", {
        facts: [`it printed: ${maskCredentials(answer.message)}${answer.code === "" ? "" : ` (${answer.code})`}`],
      });
  }
}

const PURPOSE = "reading the ledger with the image's own knex";

const SCRIPT = String.raw`(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${KNEXFILE_SCRIPT}${KNEX_LEDGER_SCRIPT}
const told = JSON.parse(process.argv[1]);
const CLIENTS = { postgres: 'pg', postgresql: 'pg', mysql: 'mysql2', mysql2: 'mysql2', mariadb: 'mysql2' };
const fromVariable = () => {
  const text = process.env[told.urlVariable];
  const client = text && CLIENTS[text.split(':')[0]];
  return client ? { client, connection: text } : undefined;
};
// SQLite makes a file that is not there, so it must be, and is opened for reading where knex can be told so.
const fileSettings = async (section) => {
  const told = typeof section.connection === 'function' ? await section.connection() : section.connection;
  const connection = typeof told === 'string' ? { filename: told } : told || {};
  const file = path.resolve(String(connection.filename));
  if (!fs.existsSync(file)) throw new Error('there is no file ' + file + ' in the probe Pod');
  const options = Object.assign({}, connection.options, { readonly: true });
  const flags = ['OPEN_READONLY'];
  return Object.assign({}, section, { connection: Object.assign({}, connection, { filename: file, options, flags }) });
};
const look = async () => {
  let createKnex;
  try {
    createKnex = require(require.resolve('knex', { paths: [process.cwd()] }));
  } catch (error) {
    return { kind: 'no-knex', message: firstLine(error) };
  }
  const read = await readKnexfile();
  const usable = !read.failed && read.section.client;
  const section = usable ? read.section : Object.assign({}, read.section, fromVariable());
  if (!section.client) return { kind: 'no-settings', message: read.note || 'the knexfile names no client' };
  const isFile = /sqlite3$/.test(String(section.client));
  const knex = (createKnex.default || createKnex)(settingsOf(isFile ? await fileSettings(section) : section));
  try {
    return await readLedger(knex, told.table || tableOf(section.migrations || {}));
  } catch (error) {
    const message = withoutPassword(firstLine(error), knex.client.connectionSettings);
    return { kind: 'failed', message, code: String(error.code || '') };
  }
};
look().then(answer, (error) => answer({ kind: 'failed', message: firstLine(error), code: '' }));
})()`;
