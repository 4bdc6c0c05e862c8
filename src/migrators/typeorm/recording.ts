import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { TYPEORM_LISTING_SCRIPT } from "./listing.ts";

/**
 * Runs the migrations with a query runner of TypeORM's own whose queries are written down instead of sent. What it would
 * have to read first, as it does before it changes a table by its name, it cannot go on with: that is a doubt.
 */
export function typeormRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "TypeORM", listing: TYPEORM_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * src/driver/postgres/PostgresQueryRunner.ts and src/driver/mysql/MysqlQueryRunner.ts: query, connect. In which
 * transaction a migration runs is in src/migration/MigrationExecutor.ts, and for the way back in `typeormRevert`.
 */
const SCRIPT = String.raw`
const TYPES = { postgresql: ['postgres'], mysql: ['mysql', 'mariadb'], mariadb: ['mariadb', 'mysql'], sqlite: ['better-sqlite3', 'sqlite'] };
const firstOf = ([type, ...others], make) => {
  try {
    return make(type);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstOf(others, make);
  }
};
const recorder = async ({ dialect, version }) => {
  const found = await findDataSource().catch((error) => ({ note: firstLine(error) }));
  const own = found.dataSource ? found.dataSource.options : {};
  const { DataSource } = require(require.resolve('typeorm', { paths: [process.cwd()] }));
  const { schema, namingStrategy, entityPrefix, entities } = own;
  const named = JSON.parse(JSON.stringify({ schema, entityPrefix }));
  const make = (type) => new DataSource(Object.assign({ type, logging: false, namingStrategy, entities }, named));
  const dataSource = firstOf(TYPES[dialect].filter((name) => name === own.type).concat(TYPES[dialect]), make);
  dataSource.driver.version = version;
  dataSource.driver.isGeneratedColumnsSupported = true;
  let isSilent = false;
  const silently = async (run) => {
    isSilent = true;
    await run();
    isSilent = false;
  };
  const openRunner = () => {
    const runner = dataSource.driver.createQueryRunner('master');
    runner.connect = async () => ({ query: () => { throw new Error('there is no database'); } });
    runner.query = async (statement, values, isStructured) => {
      if (!isSilent) write(filled(statement, values, dialect));
      const rows = watched([], asks(statement));
      return isStructured ? { raw: rows, records: rows, affected: 0 } : rows;
    };
    return runner;
  };
  dataSource.createQueryRunner = openRunner;
  return async (instance, direction) => {
    const isOne = instance.transaction !== false && own.migrationsTransactionMode !== 'none';
    together(found.dataSource ? isOne : null);
    if (found.note) doubt(found.note + ', and it may change the names in its SQL');
    const runner = openRunner();
    if (isOne) await silently(() => runner.startTransaction());
    await instance[direction](runner);
  };
};
`;
