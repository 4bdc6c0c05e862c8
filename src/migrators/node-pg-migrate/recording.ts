import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { NODE_PG_MIGRATE_LISTING_SCRIPT } from "./listing.ts";

/**
 * Has the tool's own class run each migration with a database that writes down, its inferred downs as well. The row that
 * it would add to the ledger or take from it is left out.
 */
export function nodePgMigrateRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "node-pg-migrate", listing: NODE_PG_MIGRATE_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: ["NODE_ENV"] });
}

/**
 * src/migration.ts (apply, _getMarkAsRun) and src/db.ts; shorthands of types hold for all that come later. A migration
 * that wants no transaction is one whose statements begin with an end of the tool's own.
 */
const SCRIPT = String.raw`
const loadTool = async () => {
  const paths = { paths: [process.cwd()] };
  const tool = await loadModule(require.resolve('node-pg-migrate', paths));
  return tool.Migration || require(require.resolve('node-pg-migrate/dist/migration', paths)).Migration;
};
const actionsIn = (loaded) => ('up' in loaded || 'down' in loaded ? loaded : loaded.default || loaded);
const shorthandsUpTo = async (file) => {
  const shorthands = {};
  for (const [name, load] of LOADERS) {
    Object.assign(shorthands, actionsIn(await load().catch(() => ({}))).shorthands);
    if (name === file) return shorthands;
  }
  return shorthands;
};
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const recorder = async ({ dialect }) => {
  const config = readConfig();
  const Migration = await loadTool();
  const options = {
    migrationsTable: 'pgmigrations',
    migrationsSchema: 'public',
    schema: config.schema || 'public',
    decamelize: Boolean(config.decamelize),
    singleTransaction: true,
    logger: silent,
  };
  let isFirst = true;
  const isOwn = (statement) => /^(?:BEGIN|COMMIT);$/.test(statement) || statement.indexOf('"public"."pgmigrations"') !== -1;
  const ask = async (given, values) => {
    const statement = typeof given === 'string' ? given : given.text;
    if (statement === 'COMMIT;') together(isFirst ? false : null);
    isFirst = false;
    if (!isOwn(statement)) write(filled(statement, values || given.values, dialect));
    return watched({ rows: [], rowCount: 0 }, asks(statement));
  };
  const select = async (given, values) => watched((await ask(given, values), []), asks(given.text || given));
  const db = { query: ask, select, column: select, connected: () => true };
  return async (loaded, direction, { file }) => {
    const { up, down } = actionsIn(loaded);
    together(true);
    isFirst = true;
    await new Migration(db, path.resolve(file), { up, down }, options, await shorthandsUpTo(file), silent).apply(direction);
  };
};
`;
