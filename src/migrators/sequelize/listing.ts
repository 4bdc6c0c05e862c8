import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists the migrations where `.sequelizerc` says, else in ./migrations. The listing's `settings`: `table` (possibly
 * `schema.table`) where the section of NODE_ENV names one, and `note` when a configuration did not load.
 */
export function sequelizeListing(toolSettings: ToolSettings): Probe<ImageListing> {
  const lacking = "no .sequelizerc and neither sequelize-cli nor umzug with Sequelize";
  return nodeListing({ tool: "Sequelize", lacking, script: SEQUELIZE_LISTING_SCRIPT }, toolSettings);
}

/** lib/core/yargs.js, lib/helpers/config-helper.js and path-helper.js of sequelize-cli. */
export const SEQUELIZE_LISTING_SCRIPT: string = String.raw`
const settingsFile = () => path.resolve('.sequelizerc');
const option = (settings, dashed) =>
  settings[dashed] || settings[dashed.replace(/-(.)/g, (_, letter) => letter.toUpperCase())];
const readSettings = () => {
  const file = settingsFile();
  if (!fs.existsSync(file)) return { settings: {} };
  try {
    return { settings: JSON.parse(JSON.stringify(require(file))) };
  } catch (error) {
    return { settings: {}, note: file + ' did not load here (' + firstLine(error) + ')' };
  }
};
const configFile = (settings) => {
  const told = option(settings, 'config');
  if (told) return path.resolve(told);
  return ['config/config.js', 'config/config.json'].map((file) => path.resolve(file)).find((file) => fs.existsSync(file));
};
const readConfig = async (file) => {
  if (!file) return { section: {} };
  try {
    let config = await loadModule(file);
    if (config && config.default) config = await config.default;
    if (typeof config === 'function')
      config = await (config.length === 1 ? require('util').promisify(config)() : config());
    return { section: (config && (config[process.env.NODE_ENV || 'development'] || config)) || {} };
  } catch (error) {
    return { section: {}, note: file + ' did not load here (' + firstLine(error) + ')' };
  }
};
const tableOf = (section) => {
  const table = section.migrationStorageTableName || 'SequelizeMeta';
  return section.migrationStorageTableSchema ? section.migrationStorageTableSchema + '.' + table : table;
};
const isSequelize = () =>
  fs.existsSync(settingsFile()) || hasPackage('sequelize-cli') || (hasPackage('sequelize') && hasPackage('umzug'));
const look = async (told) => {
  if (told === undefined && !isSequelize()) return { kind: 'not-here', looked: process.cwd() };
  const read = readSettings();
  const file = configFile(read.settings);
  const config = await readConfig(file);
  const directory = path.resolve(told || option(read.settings, 'migrations-path') || 'migrations');
  const note = read.note || config.note;
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory, note };
  const names = namesIn(directory, ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts']).filter((name) => !/\.d\.[cm]?ts$/.test(name));
  const files = await judgedAll(names.map((name) => ({ name, load: () => loadModule(path.join(directory, name)) })));
  const settings = {};
  if (file && !config.note) settings.table = tableOf(config.section);
  if (note) settings.note = note;
  return { kind: 'listing', listing: { directory, files, settings } };
};
`;
