import type { Ledger } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Probe, ToolSettings } from "../ports.ts";
import { failure } from "../errors.ts";
import { maskCredentials } from "../mask.ts";
import { LEDGER_COLUMNS, isKnexLedger, knexLedgerOf } from "./knex-ledger.ts";
import { KNEXFILE_SCRIPT } from "./knex-script.ts";
import { ledgerNotFound, ledgerNotUnderstood } from "./ledger-shape.ts";
import { LOAD_SCRIPT } from "./node-script.ts";
import { ANSWER_SCRIPT, markedJson } from "./probe-output.ts";

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
    parse: (output) => seenIn(markedJson(output, PURPOSE)),
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

function seenIn(value: unknown): { readonly ledger: Ledger; readonly database: DatabaseSeen } {
  const answer = value as Answer;
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

/** Works with every knex since 0.16: only `raw` and `transaction` are used. */
const SCRIPT = String.raw`(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${KNEXFILE_SCRIPT}
const told = JSON.parse(process.argv[1]);
const CLIENTS = { postgres: 'pg', postgresql: 'pg', mysql: 'mysql2', mysql2: 'mysql2', mariadb: 'mysql2' };
const fromVariable = () => {
  const text = process.env[told.urlVariable];
  const client = text && CLIENTS[text.split(':')[0]];
  return client ? { client, connection: text } : undefined;
};
const settingsOf = (section) => Object.assign({}, section, {
  pool: Object.assign({}, section.pool, { min: 0, max: 1 }),
  acquireConnectionTimeout: 15000,
  postProcessResponse: undefined,
  wrapIdentifier: undefined,
  log: { warn() {}, error() {}, debug() {}, deprecate() {} },
});
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
const rowsOf = (response, dialect) => {
  if (dialect.rows) return dialect.rows(response);
  return Array.isArray(response) ? response[0] : response.rows;
};
const lower = (row) => {
  const result = {};
  for (const key of Object.keys(row)) result[key.toLowerCase()] = row[key];
  return result;
};
const DIALECTS = {
  postgresql: {
    begin: ['set transaction read only', "set local statement_timeout = '15s'"],
    seen: "select current_setting('server_version') as version, current_database() as name, " +
      "array_to_string(current_schemas(false), ', ') as path",
    onPath: 'table_schema = any (current_schemas(false))',
    seconds: 'extract(epoch from migration_time)',
  },
  mysql: {
    begin: [],
    before: ['set session transaction read only'],
    seen: "select version() as version, database() as name, database() as path",
    onPath: 'table_schema = database()',
    seconds: 'unix_timestamp(migration_time)',
  },
  sqlite3: {
    begin: [],
    before: ['pragma query_only = 1'],
    seen: "select sqlite_version() as version, file as name, '' as path from pragma_database_list where name = 'main'",
    columns: 'select name as column_name from pragma_table_info(?)',
    seconds: "case when typeof(migration_time) in ('integer', 'real') then migration_time / 1000.0 end",
    rows: (response) => response,
  },
};
const columnsOf = async (ask, dialect, table) => {
  const dot = table.indexOf('.');
  const name = table.slice(dot + 1);
  if (dialect.columns) return (await ask(dialect.columns, [name])).map((row) => String(row.column_name).toLowerCase());
  const text = 'select column_name from information_schema.columns where table_name = ? and ';
  const rows = dot === -1
    ? await ask(text + dialect.onPath, [name])
    : await ask(text + 'table_schema = ?', [name, table.slice(0, dot)]);
  return rows.map((row) => String(row.column_name).toLowerCase());
};
const readLedger = async (knex, table) => {
  const dialect = DIALECTS[knex.client.dialect];
  if (!dialect) return { kind: 'dialect', message: String(knex.client.dialect) };
  for (const statement of dialect.before || []) await knex.raw(statement);
  return knex.transaction(async (transaction) => {
    const ask = async (text, values) => rowsOf(await transaction.raw(text, values || []), dialect).map(lower);
    for (const statement of dialect.begin) await transaction.raw(statement);
    const seen = (await ask(dialect.seen))[0];
    const columns = await columnsOf(ask, dialect, table);
    const readable = columns.indexOf('migration_time') !== -1 && columns.indexOf('name') !== -1;
    const order = columns.indexOf('id') === -1 ? '' : ' order by id';
    const rows = readable ? await ask('select name, ' + dialect.seconds + ' as seconds from ??' + order, [table]) : [];
    const hasLock = readable && (await columnsOf(ask, dialect, table + '_lock')).indexOf('is_locked') !== -1;
    const locks = hasLock ? await ask('select is_locked from ??', [table + '_lock']) : [];
    const version = String(seen.version);
    const kind = /mariadb/i.test(version) ? 'mariadb' : knex.client.dialect.replace('sqlite3', 'sqlite');
    const place = knex.client.connectionSettings || {};
    return {
      kind: 'ledger', table, columns, searchPath: String(seen.path || ''),
      database: {
        dialect: kind, version: version.split(/[ -]/)[0],
        host: String(place.host || place.socketPath || 'localhost'), name: String(seen.name || ''),
      },
      applied: rows.map((row) => ({
        name: String(row.name),
        appliedAt: row.seconds === null ? null : new Date(Math.round(Number(row.seconds) * 1000)).toISOString(),
      })),
      isLocked: locks.some((row) => Number(row.is_locked) === 1),
    };
  });
};
const withoutPassword = (text, settings) => {
  const password = settings && settings.password;
  return typeof password === 'string' && password ? text.split(password).join('***') : text;
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
