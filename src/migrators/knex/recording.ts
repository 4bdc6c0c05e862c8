import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { KNEX_LISTING_SCRIPT } from "./listing.ts";

/**
 * Runs the migrations with a client of knex' own for the live database, which writes down instead of sending: the
 * schema builder, the query builder and `raw` say there exactly what they would say to a database. The knexfile counts,
 * for it may wrap names; what it says of a connection does not.
 */
export function knexRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "knex", listing: KNEX_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * lib/client.js (query, processResponse, acquireConnection) and, in lib/dialects, what each makes of an answer.
 * A transaction makes its client from the class, so that it is the class that writes. knex puts each migration in one
 * (lib/migrations/migrate/Migrator.js, _useTransaction), whose own beginning and end are left out.
 */
const SCRIPT = String.raw`
const CLIENTS = { postgresql: 'pg', mysql: 'mysql2', mariadb: 'mysql2', sqlite: 'sqlite3' };
const withoutConnection = (section) => {
  const config = Object.assign({}, section);
  for (const key of ['connection', 'pool', 'client', 'searchPath', 'acquireConnectionTimeout', 'debug']) delete config[key];
  return config;
};
const formatOf = (home) => {
  try {
    return require(path.join(home, 'lib/execution/internal/query-executioner')).formatQuery;
  } catch (_) {
    return (statement, bindings, _zone, client) => client._formatQuery(statement, bindings);
  }
};
const knexHere = () => require.resolve('knex', { paths: [process.cwd()] });
const answerTo = (asked, isPostgres) => {
  const why = asks(asked.sql);
  if (asked.output) return asked.output.apply(asked.runner, isPostgres ? [watched({ rows: [], rowCount: 0 }, why)] : [watched([], why), []]);
  if (asked.method === 'raw' || asked.method === undefined) return watched(isPostgres ? { rows: [], rowCount: 0 } : [[], []], why);
  if (asked.method === 'first') doubt(why);
  if (asked.method === 'select' || asked.method === 'pluck') return watched([], why);
  if (asked.method === 'insert' || asked.returning) return watched([], why);
  return asked.method === 'first' ? undefined : 0;
};
const recorder = async ({ dialect, version }) => {
  const read = await readKnexfile();
  const main = knexHere();
  const createKnex = require(main);
  const isPostgres = dialect === 'postgresql';
  const config = withoutConnection(read.section);
  const Base = createKnex(Object.assign({}, config, { client: CLIENTS[dialect], version })).client.constructor;
  const format = formatOf(path.dirname(main));
  let isOuter = false;
  const isOwn = (statement) => isOuter && /^(?:BEGIN|COMMIT|ROLLBACK);?$/.test(statement);
  const questionOf = (asked) => (typeof asked === 'string' ? { sql: asked, bindings: [] } : asked);
  class Recorder extends Base {
    async query(_connection, given) {
      const asked = questionOf(given);
      const statement = format(asked.sql, this.prepBindings(asked.bindings || []), undefined, this);
      if (!(asked.output && isQuestion(statement)) && !isOwn(statement)) write(statement);
      return Object.assign(asked, { response: {} });
    }
    processResponse(asked, runner) {
      return answerTo(Object.assign(asked, { runner }), isPostgres);
    }
    async stream(_connection, asked) {
      throw new Error(asks(questionOf(asked).sql));
    }
    async acquireConnection() { return {}; }
    async releaseConnection() {}
    async destroy() {}
  }
  const knex = createKnex(Object.assign({}, config, { client: Recorder, version }));
  const inTransaction = (run) => {
    isOuter = true;
    return knex.transaction(async (outer) => {
      isOuter = false;
      try {
        return await run(outer);
      } finally {
        isOuter = true;
      }
    });
  };
  return async (loaded, direction) => {
    if (read.failed) doubt(read.note + ', and it may change the names in its SQL');
    const migration = loaded && (loaded[direction] ? loaded : loaded.default);
    const run = (own) => migration[direction](own, Promise);
    const told = (migration.config || {}).transaction;
    const isOne = typeof told === 'boolean' ? told : !(config.migrations || {}).disableTransactions;
    together(isOne);
    await (isOne ? inTransaction(run) : run(knex));
  };
};
`;
