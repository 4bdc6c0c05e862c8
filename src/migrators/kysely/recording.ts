import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { KYSELY_LISTING_SCRIPT } from "./listing.ts";

/**
 * Runs the migrations with a Kysely whose driver writes down instead of sending, with the plugins that the configuration
 * of kysely-ctl names, for they may change names.
 */
export function kyselyRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "Kysely", listing: KYSELY_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * Kysely's src/driver/dummy-driver.ts and src/dialect; kysely-ctl's configuration has `plugins`, or a whole `kysely`. Where
 * the dialect has transactions for DDL, the migrator puts what it runs in one (src/migration/migrator.ts, runMigrations),
 * in which no other can begin; its own beginning and end are left out.
 */
const SCRIPT = String.raw`
const FAMILIES = { postgresql: 'Postgres', mysql: 'Mysql', mariadb: 'Mysql', sqlite: 'Sqlite' };
const loadKysely = async () => {
  try {
    return await loadModule(require.resolve('kysely', { paths: [process.cwd()] }));
  } catch (_) {
    return import('kysely');
  }
};
const pluginsIn = async (config) => {
  const kysely = typeof config.kysely === 'function' ? await config.kysely() : config.kysely;
  return kysely && kysely.getExecutor ? kysely.getExecutor().plugins : config.plugins || [];
};
const forQueriesAlone = (plugin) => ({
  transformQuery: (asked) => plugin.transformQuery(asked),
  transformResult: async ({ result }) => result,
});
const recorder = async ({ dialect }) => {
  const lib = await loadKysely();
  const read = await readConfig(findConfig(process.cwd()));
  const family = FAMILIES[dialect];
  const connection = {
    executeQuery: async ({ sql, parameters }) => {
      write(filled(sql, parameters, dialect));
      return { rows: watched([], asks(sql)), numAffectedRows: 0n };
    },
    streamQuery: ({ sql }) => { throw new Error(asks(sql)); },
  };
  let isOuter = false;
  const mark = (statement) => { if (!isOuter) write(statement); };
  const driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: async () => mark('begin'),
    commitTransaction: async () => mark('commit'),
    rollbackTransaction: async () => mark('rollback'),
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
  const db = new lib.Kysely({
    dialect: {
      createAdapter: () => new lib[family + 'Adapter'](),
      createDriver: () => driver,
      createIntrospector: (own) => new lib[family + 'Introspector'](own),
      createQueryCompiler: () => new lib[family + 'QueryCompiler'](),
    },
    plugins: (await pluginsIn(read.config || {})).map(forQueriesAlone),
  });
  const { disableTransactions } = read.migrations;
  const isOne = Boolean(new lib[family + 'Adapter']().supportsTransactionalDdl && !disableTransactions);
  return async (migration, direction) => {
    if (read.note) doubt(read.note + ', and its plugins may change the names in its SQL');
    together(isOne);
    isOuter = isOne;
    await (isOne ? db.transaction().execute((outer) => migration[direction](outer)) : migration[direction](db));
  };
};
`;
