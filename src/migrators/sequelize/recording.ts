import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { SEQUELIZE_LISTING_SCRIPT } from "./listing.ts";

/**
 * Runs the migrations with a Sequelize whose queries are written down instead of sent. Whether an enumerated type or a
 * foreign key of a column is there already, which Sequelize itself asks now and then, is answered with no.
 */
export function sequelizeRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "Sequelize", listing: SEQUELIZE_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * lib/sequelize.js (query), lib/dialects/abstract/query.js and query-interface.js of releases 5 and 6. sequelize-cli and
 * umzug open no transactions.
 */
const SCRIPT = String.raw`
const DIALECTS = { postgresql: ['postgres'], mysql: ['mysql', 'mariadb'], mariadb: ['mariadb', 'mysql'], sqlite: ['sqlite'] };
const OWN_QUESTIONS = [/^SELECT t\.typname enum_name/, /^SELECT CONSTRAINT_NAME as constraint_name/];
const ASKING = ['createTable', 'addColumn', 'changeColumn', 'removeColumn'];
let asking = 0;
const askingIn = (queries, name) => {
  const own = queries[name];
  queries[name] = async (...words) => {
    asking += 1;
    try {
      return await own.apply(queries, words);
    } finally {
      asking -= 1;
    }
  };
};
const noConnection = (section) => {
  const config = Object.assign({}, section);
  for (const key of ['use_env_variable', 'url', 'replication', 'pool', 'hooks', 'retry']) delete config[key];
  return config;
};
const semantic = (version) => version.split('.').concat('0', '0').slice(0, 3).join('.');
const recorder = async ({ dialect, version }) => {
  const config = await readConfig(configFile(readSettings().settings));
  const loaded = require(require.resolve('sequelize', { paths: [process.cwd()] }));
  const Sequelize = loaded.Sequelize || loaded;
  const names = DIALECTS[dialect];
  const own = names.filter((name) => name === config.section.dialect).concat(names);
  const open = (name) => new Sequelize('none', 'none', 'none', Object.assign(noConnection(config.section),
    { dialect: name, databaseVersion: semantic(version), logging: false, host: 'none.invalid' }));
  let sequelize;
  for (const name of own) {
    try {
      sequelize = sequelize || open(name);
    } catch (error) {
      if (name === own[own.length - 1]) throw error;
    }
  }
  const { Query } = sequelize.dialect;
  class Recorder extends Query {
    async run(statement, values) {
      const isOwn = asking > 0 && OWN_QUESTIONS.some((pattern) => pattern.test(statement));
      if (!isOwn) write(filled(statement, values, dialect));
      const rows = isOwn ? [] : watched([], asks(statement));
      if (this.options.plain) {
        if (!isOwn) doubt(asks(statement));
        return null;
      }
      return this.options.type === 'SELECT' || /^SHOW|^DESCRIBE/.test(this.options.type || '') ? rows : [rows, isOwn ? {} : watched({}, asks(statement))];
    }
  }
  sequelize.dialect.Query = Recorder;
  sequelize.connectionManager.getConnection = async () => ({ uuid: 'none' });
  sequelize.connectionManager.releaseConnection = async () => undefined;
  sequelize.connectionManager._refreshDynamicOIDs = async () => undefined;
  const queries = sequelize.getQueryInterface();
  for (const name of ASKING) askingIn(queries, name);
  return async (module, direction) => {
    if (config.note) doubt(config.note + ', and it may change the names in its SQL');
    const migration = module && (module[direction] ? module : module.default);
    const run = migration[direction];
    together(false);
    if (run.length > 2) return require('util').promisify(run).call(migration, queries, Sequelize);
    return run.length === 1 && /^[^(]*\(\s*\{/.test(Function.prototype.toString.call(run))
      ? run.call(migration, Object.assign(Object.create(queries), { context: queries, name: 'none' }))
      : run.call(migration, queries, Sequelize);
  };
};
`;
