import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists the migrations where MikroORM's own CLI would look for them, without credentials and without a network.
 * The listing's `settings`: `table` (possibly `schema.table`) where a configuration was found, and `note` when it did
 * not load or there is none.
 */
export function mikroOrmListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing(
    { tool: "MikroORM", lacking: "neither MikroORM nor a mikro-orm.config file", script: MIKRO_ORM_LISTING_SCRIPT },
    toolSettings,
  );
}

/**
 * The configuration's places are those of getConfigPaths in the CLI (6: core/utils/ConfigurationLoader.js, 7:
 * cli/CLIHelper.js); variables win over it. With `pathTs` the CLI looks there even when only compiled files were
 * shipped, and then finds nothing to revert, so such an image is not listed from elsewhere.
 */
export const MIKRO_ORM_LISTING_SCRIPT: string = String.raw`
const isFalse = (text) => text !== undefined && ['true', 't', '1'].indexOf(text.toLowerCase()) === -1;
const packageSettings = () => {
  try {
    return JSON.parse(fs.readFileSync('package.json', 'utf8'))['mikro-orm'] || {};
  } catch (_) {
    return {};
  }
};
const configFile = () => {
  const built = ['dist', 'build'].find((name) => fs.existsSync(name)) || 'src';
  const places = [process.env.MIKRO_ORM_CLI_CONFIG].concat(packageSettings().configPaths || [],
    './src/mikro-orm.config.ts', './mikro-orm.config.ts', './' + built + '/mikro-orm.config.js', './mikro-orm.config.js');
  const found = places.filter(Boolean).map((place) => path.resolve(place)).filter((place) => fs.existsSync(place));
  return prefersTs() ? found[0] : found.filter((place) => !/\.[mc]?ts$/.test(place))[0];
};
const prefersTs = () => {
  const told = [process.env.MIKRO_ORM_CLI_PREFER_TS, process.env.MIKRO_ORM_CLI_USE_TS_NODE];
  if (told.some((text) => text !== undefined)) return !told.some(isFalse);
  return packageSettings().preferTs !== false && packageSettings().useTsNode !== false;
};
const readOffText = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const migrations = {};
  for (const key of ['tableName', 'path', 'pathTs', 'glob', 'schema']) migrations[key] = literalIn(text, key);
  const schema = /\bschema\s*:\s*(['"])([^'"]+)\1/.exec(text.replace(/migrations\s*:\s*\{[^{}]*\}/g, ''));
  return { schema: schema ? schema[2] : undefined, migrations };
};
const isNamed = (one, name) => one && typeof one === 'object' && (one.contextName || 'default') === name;
const chosen = async (exported) => {
  const name = process.env.MIKRO_ORM_CONTEXT_NAME || 'default';
  const all = [].concat(exported);
  const ready = all.find((one) => isNamed(one, name));
  if (ready) return ready;
  for (const one of all.filter((candidate) => typeof candidate === 'function')) {
    const made = await one(name);
    if (made && (!made.contextName || made.contextName === name)) return made;
  }
  throw new Error('it holds no configuration named ' + name);
};
let reading;
const readConfig = () => (reading = reading || readAnew());
const readAnew = async () => {
  const file = configFile();
  if (!file) return { config: {}, note: 'no mikro-orm.config file in ' + process.cwd() };
  try {
    const loaded = await loadModule(file);
    return { file, config: await inTime(chosen(await (loaded.default || loaded))) };
  } catch (error) {
    const note = file + ' did not load here (' + firstLine(error) + '), so only its text was read';
    return { file, config: readOffText(file), note };
  }
};
const placesIn = (config, told) => {
  const migrations = config.migrations || {};
  const base = config.baseDir || process.cwd();
  const compiled = process.env.MIKRO_ORM_MIGRATIONS_PATH || migrations.path;
  const source = process.env.MIKRO_ORM_MIGRATIONS_PATH_TS || migrations.pathTs;
  const at = (directory) => path.resolve(base, directory);
  if (told !== undefined) return [path.resolve(told)];
  if (prefersTs() && source) return [at(source)];
  if (compiled || source || fs.existsSync(at('migrations')) || !fs.existsSync(at('src'))) return [at(compiled || 'migrations')];
  const built = ['dist', 'build'].find((name) => fs.existsSync(at(name))) || 'src';
  return [prefersTs() ? at('src/migrations') : at(built + '/migrations')];
};
const noteFor = (directory, config, note) => {
  const migrations = config.migrations || {};
  const elsewhere = migrations.path && path.resolve(config.baseDir || process.cwd(), migrations.path);
  return elsewhere && elsewhere !== directory && fs.existsSync(elsewhere)
    ? 'MikroORM reverts from its pathTs, which is not there; there is ' + elsewhere
    : note;
};
const tableIn = (config) => {
  const migrations = config.migrations || {};
  const table = process.env.MIKRO_ORM_MIGRATIONS_TABLE_NAME || migrations.tableName || 'mikro_orm_migrations';
  const schema = migrations.schema || process.env.MIKRO_ORM_SCHEMA || config.schema;
  return table.indexOf('.') !== -1 || !schema || schema === '*' ? table : schema + '.' + table;
};
const patternOf = (migrations) => process.env.MIKRO_ORM_MIGRATIONS_GLOB || migrations.glob || '!(*.d).{js,ts,cjs}';
const extensionsOf = (pattern) => {
  const braces = /\{([^{}]*)\}$/.exec(pattern);
  return (braces ? braces[1].split(',') : [pattern.slice(pattern.lastIndexOf('.') + 1)]).map((name) => '.' + name.trim());
};
const filesBelow = (directory, pattern) => {
  const own = namesIn(directory, extensionsOf(pattern)).map((name) => path.join(directory, name));
  if (pattern.indexOf('/') === -1) return own;
  const inner = fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return own.concat(...inner.map((entry) => filesBelow(path.join(directory, entry.name), pattern))).sort(byCodeUnits);
};
const prototypeOf = (module) => {
  const found = Object.values(module).find((one) => typeof one === 'function');
  return found ? found.prototype : undefined;
};
const listed = (list) => list.map((one) => {
  const migration = typeof one === 'function' ? { class: one } : one;
  return { name: migration.name || migration.class.name, load: async () => migration.class.prototype };
});
const look = async (told) => {
  const read = await readConfig();
  if (told === undefined && !read.file && !hasPackage('@mikro-orm/core')) return { kind: 'not-here', looked: process.cwd() };
  const migrations = read.config.migrations || {};
  const settings = {};
  if (read.file) settings.table = tableIn(read.config);
  if (read.note) settings.note = read.note;
  if (told === undefined && migrations.migrationsList) {
    const files = await judgedAll(listed(migrations.migrationsList));
    return { kind: 'listing', listing: { directory: read.file, files, settings } };
  }
  const [directory] = placesIn(read.config, told);
  const note = noteFor(directory, read.config, read.note);
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory, note };
  const found = filesBelow(directory, patternOf(migrations)).filter((file) => !/\.d\.[cm]?ts$/.test(file));
  const files = await judgedAll(found.map((file) => (
    { name: path.basename(file), load: async () => prototypeOf(await loadModule(file)) })));
  return { kind: 'listing', listing: { directory, files, settings } };
};
`;
