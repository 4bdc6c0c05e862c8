import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists ./migrations, or the directory in the section `db` of the `config` package where the image has that. The
 * listing's `settings`: `table` (possibly `schema.table`) where that section names one. Flags in package.json's scripts
 * are not looked at: the operator names the directory then.
 */
export function nodePgMigrateListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing(
    { tool: "node-pg-migrate", lacking: "no node-pg-migrate", script: NODE_PG_MIGRATE_LISTING_SCRIPT },
    toolSettings,
  );
}

/** bin/node-pg-migrate.ts: what the config says goes before flags. */
export const NODE_PG_MIGRATE_LISTING_SCRIPT: string = String.raw`
const readConfig = () => {
  if (!hasPackage('config')) return {};
  process.env.SUPPRESS_NO_CONFIG_WARNING = 'yes';
  try {
    const config = require(require.resolve('config', { paths: [process.cwd()] }));
    const section = config.has('db') ? config.get('db') : {};
    return section && typeof section === 'object' ? section : {};
  } catch (_) {
    return {};
  }
};
const tableOf = (config) => {
  const schema = config['migrations-schema'] || [].concat(config.schema || [])[0];
  const table = config['migrations-table'] || (schema && 'pgmigrations');
  return schema ? schema + '.' + table : table;
};
const judgedCode = async (name, load) => {
  LOADERS.set(name, load);
  try {
    const loaded = await inTime(load());
    const migration = 'up' in loaded || 'down' in loaded ? loaded : loaded.default || loaded;
    if (migration.down === false) return { name, down: { kind: 'refused', because: 'its down is false' } };
    if (migration.down !== undefined) return { name, down: downOf(migration) };
    const up = downOf({ down: migration.up });
    const empty = { kind: 'absent', because: 'it exports no down, and its up is empty' };
    return { name, down: up.kind === 'absent' ? empty : { kind: 'code' } };
  } catch (_) {
    return { name, down: { kind: 'code' } };
  }
};
const look = async (told) => {
  if (told === undefined && !hasPackage('node-pg-migrate')) return { kind: 'not-here', looked: process.cwd() };
  const config = told === undefined ? readConfig() : {};
  const directory = path.resolve(told || config['migrations-dir'] || 'migrations');
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory };
  const names = namesIn(directory, ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.sql']);
  const files = [];
  for (const name of names) {
    const file = path.join(directory, name);
    if (name.endsWith('.sql')) files.push({ name, text: fs.readFileSync(file, 'utf8') });
    else files.push(await judgedCode(name, () => loadModule(file)));
  }
  const table = tableOf(config);
  return { kind: 'listing', listing: { directory, files, settings: table ? { table } : {} } };
};
`;
