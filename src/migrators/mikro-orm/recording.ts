import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeRecording } from "../runtimes/node-recording.ts";
import { MIKRO_ORM_LISTING_SCRIPT } from "./listing.ts";

/**
 * Collects what the migrations add, which MikroORM itself would send afterwards. A migration that uses the connection or
 * an entity manager says more than that: this is a doubt.
 */
export function mikroOrmRecording(
  migrations: readonly KnownMigration[],
  database: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const recorder = { tool: "MikroORM", listing: MIKRO_ORM_LISTING_SCRIPT, recorder: SCRIPT };
  return nodeRecording(recorder, { migrations, database, toolSettings, settingVariables: [] });
}

/**
 * Migration.ts of @mikro-orm/migrations, releases 6 and 7; before them `addSql` took the same. In which transaction it
 * runs is in MigrationRunner.ts.
 */
const SCRIPT = String.raw`
const nothing = new Proxy({}, {
  get: (_, key) => {
    const why = 'it uses the connection (' + String(key) + '), which it has not here';
    doubt(why);
    throw new Error(why);
  },
});
const textOf = (query, dialect) => {
  if (typeof query === 'string') return query;
  if (query && typeof query.sql === 'string') return filled(query.sql, query.params || query.bindings, dialect);
  if (query && typeof query.toQuery === 'function') return query.toQuery();
  doubt('it builds a query that does not show its SQL');
  return '';
};
const recorder = async ({ dialect }) => {
  const marks = dialect === 'sqlite' ? 'sqlite' : 'mysql';
  const { config, note } = await readConfig();
  const { transactional } = config.migrations || {};
  return async (prototype, direction) => {
    const migration = new prototype.constructor(nothing, nothing);
    migration.execute = async (query, values) => {
      const statement = typeof query === 'string' ? filled(query, values, marks) : textOf(query, marks);
      write(statement);
      return watched([], asks(statement));
    };
    together(note ? null : transactional !== false && migration.isTransactional());
    await migration[direction]();
    for (const query of migration.getQueries()) write(textOf(query, marks));
  };
};
`;
