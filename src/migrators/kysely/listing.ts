import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists the folder that kysely-ctl's configuration names, or ./migrations. The listing's `settings`: `table` (possibly
 * `schema.table`) where a configuration was found, and `note` when it did not load. An application that migrates with a
 * script of its own has no configuration: the operator names the directory.
 */
export function kyselyListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing(
    { tool: "Kysely", lacking: "neither kysely nor a kysely.config", script: KYSELY_LISTING_SCRIPT },
    toolSettings,
  );
}

/** kysely-ctl's src/config/get-config.mts; Kysely's src/migration/file-migration-provider.ts. */
export const KYSELY_LISTING_SCRIPT: string = String.raw`
const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const findConfig = (directory) => {
  const names = EXTENSIONS.flatMap((extension) => ['.config/kysely.config' + extension, 'kysely.config' + extension]);
  const found = names.map((name) => path.join(directory, name)).find((file) => fs.existsSync(file));
  const above = path.dirname(directory);
  return found || (above === directory ? undefined : findConfig(above));
};
const readOffText = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const migrations = {};
  for (const key of ['migrationFolder', 'migrationTableName', 'migrationTableSchema'])
    migrations[key] = literalIn(text, key);
  return migrations;
};
const readConfig = async (file) => {
  if (!file) return { migrations: {} };
  try {
    const loaded = await inTime(loadModule(file));
    const config = loaded.default || loaded;
    return { config, migrations: config.migrations || {} };
  } catch (error) {
    const note = file + ' did not load here (' + firstLine(error) + '), so only its text was read';
    return { migrations: readOffText(file), note };
  }
};
const tableOf = (migrations) => {
  const table = migrations.migrationTableName || 'kysely_migration';
  return migrations.migrationTableSchema ? migrations.migrationTableSchema + '.' + table : table;
};
const directoryOf = (told, file, migrations) => {
  if (told) return path.resolve(told);
  if (!file) return path.resolve('migrations');
  const place = path.dirname(file);
  const usual = path.basename(place) === '.config' ? '../migrations' : 'migrations';
  return path.resolve(place, migrations.migrationFolder || usual);
};
const migrationIn = (loaded) => [loaded && loaded.default, loaded].find((one) => one && typeof one.up === 'function');
const judgedFile = async (directory, name) => {
  const load = async () => migrationIn(await inTime(loadModule(path.join(directory, name))));
  LOADERS.set(name, load);
  try {
    const migration = await load();
    return migration && { name, down: downOf(migration) };
  } catch (_) {
    return { name, down: { kind: 'code' } };
  }
};
const filesIn = async (directory) => {
  const files = [];
  for (const name of namesIn(directory, EXTENSIONS).filter((one) => !/\.d\.[cm]?ts$/.test(one)))
    files.push(await judgedFile(directory, name));
  return files.filter(Boolean);
};
const fromProvider = async (provider) => {
  const found = await (typeof provider === 'function' ? await provider() : provider).getMigrations();
  for (const name of Object.keys(found)) LOADERS.set(name, async () => found[name]);
  return Object.keys(found).sort(byCodeUnits).map((name) => ({ name, recordedAs: name, down: downOf(found[name]) }));
};
const look = async (told) => {
  const file = told === undefined ? findConfig(process.cwd()) : undefined;
  if (told === undefined && !file && !hasPackage('kysely')) return { kind: 'not-here', looked: process.cwd() };
  const read = await readConfig(file);
  const { provider } = read.migrations;
  const directory = directoryOf(told, file, read.migrations);
  if (!provider && !fs.existsSync(directory)) return { kind: 'no-directory', looked: directory, note: read.note };
  const files = provider ? await fromProvider(provider) : await filesIn(directory);
  const settings = {};
  if (file) settings.table = tableOf(read.migrations);
  if (read.note) settings.note = read.note;
  return { kind: 'listing', listing: { directory, files, settings } };
};
`;
