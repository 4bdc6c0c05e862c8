import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { DB_MIGRATE_LISTING_SCRIPT } from "./listing.ts";

/**
 * Has the tool's own driver run the migrations on a connection that writes down instead of sending.
 */
export function dbMigrateRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "db-migrate", listing: DB_MIGRATE_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * lib/driver/index.js and lib/skeleton.js of db-migrate; `config.db` is an open connection in each driver but SQLite's,
 * which always opens one. Whether a migration gets a transaction (lib/migrator.js, startMigration) is for the driver to
 * say.
 */
const SCRIPT = String.raw`
const DRIVERS = { postgresql: 'pg', mysql: 'mysql', mariadb: 'mysql', sqlite: 'sqlite3' };
const recorder = async ({ dialect }) => {
  const resolved = (name) => require.resolve(name, { paths: [process.cwd()] });
  const driver = require(resolved('db-migrate/lib/driver'));
  const dbm = require(resolved('db-migrate'));
  const promises = require(require.resolve('bluebird', { paths: [path.dirname(resolved('db-migrate'))] }));
  let isBeginning = true;
  let begins = false;
  const connection = {
    connect: (done) => done(),
    end: (done) => done && done(),
    query: (given, ...more) => {
      const done = more.pop();
      const values = Array.isArray(more[0]) ? more[0] : more;
      const statement = typeof given === 'string' ? given : given.sql || given.text;
      if (isBeginning) begins = begins || /^(?:begin|start)\b/i.test(statement);
      else write(filled(statement, values, dialect));
      const why = asks(statement);
      return done(null, dialect === 'postgresql' ? watched({ rows: [] }, why) : watched([], why));
    },
  };
  connection.exec = connection.run = connection.all = connection.query;
  connection.on = (event, done) => event === 'open' && setImmediate(done);
  const internals = { mod: {}, argv: {}, notransactions: false, migrationOptions: { dbmigrate: dbm, Promise: promises } };
  dbm.dataType && Object.assign(internals.mod, { type: dbm.dataType });
  const place = dialect === 'sqlite' ? { filename: 'none' } : { db: connection, database: 'none' };
  inert.Database = function () { return connection; };
  const db = await new Promise((resolve, reject) => driver.connect(Object.assign({ driver: DRIVERS[dialect] }, place),
    internals, (error, opened) => (error ? reject(error) : resolve(opened))));
  delete inert.Database;
  await db.startMigration();
  isBeginning = false;
  return (migration, direction) => new Promise((resolve, reject) => {
    together(begins);
    const done = (error) => (error ? reject(error) : resolve());
    if (migration.setup) migration.setup(internals.migrationOptions, undefined);
    const running = migration[direction](db, done);
    if (running === null) resolve();
    else if (running && typeof running.then === 'function') running.then(() => resolve(), reject);
  });
};
`;
