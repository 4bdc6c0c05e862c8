import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";
import { DATA_SOURCE_SCRIPT } from "./script.ts";

/**
 * Lists what the data source names, as TypeORM itself would load it; where that does not load without credentials, the
 * directories called `migrations` below the usual output directory. The listing's `settings`: `table` (possibly
 * `schema.table`) as the data source says, and `note` when it did not load.
 */
export function typeormListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing({ tool: "TypeORM", lacking: "no typeorm", script: TYPEORM_LISTING_SCRIPT }, toolSettings);
}

/** src/connection/ConnectionMetadataBuilder.ts: buildMigrations */
export const TYPEORM_LISTING_SCRIPT: string = String.raw`${DATA_SOURCE_SCRIPT}
const judgedClass = (file) => (instance) => {
  LOADERS.set(nameOf(instance), async () => instance);
  return { name: file, recordedAs: nameOf(instance), down: downOf(instance) };
};
const readOffText = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const match = /\bname\s*=\s*["']([^"']+\d{13})["']/.exec(text) || /\bclass\s+([\w$]+\d{13})\b/.exec(text);
  const empty = /\bdown ?\([^()]*\)[^{};]*\{ *\}/.test(tidy(text));
  const down = empty ? { kind: 'absent', because: 'its down is empty' } : { kind: 'code' };
  return match ? [{ name: path.basename(file), recordedAs: match[1], down }] : [];
};
const classesOf = async (file) => {
  try {
    const found = classesIn(await inTime(loadModule(file)));
    return found.map((one) => judgedClass(path.basename(file))(new one()));
  } catch (_) {
    return readOffText(file);
  }
};
const filesIn = async (files) => {
  const listed = [];
  for (const file of files.filter(isCode)) listed.push(...(await classesOf(file)));
  return listed;
};
const fileOf = (instance) => {
  const holder = Object.values(require.cache).find((one) => classesIn(one.exports).includes(instance.constructor));
  return holder ? path.basename(holder.filename) : nameOf(instance);
};
const fromDataSource = async (dataSource) => {
  const home = path.dirname(require.resolve('typeorm', { paths: [process.cwd()] }));
  const { ConnectionMetadataBuilder } = require(path.join(home, 'connection/ConnectionMetadataBuilder'));
  const told = dataSource.options.migrations || [];
  const instances = await new ConnectionMetadataBuilder(dataSource).buildMigrations(
    Array.isArray(told) ? told : Object.values(told),
  );
  return instances.map((instance) => judgedClass(fileOf(instance))(instance));
};
const tableOf = ({ options }) => {
  const table = options.migrationsTableName || 'migrations';
  return options.schema ? options.schema + '.' + table : table;
};
const inUsualPlaces = async (note) => {
  const isThere = (file) => /^migrations?$/i.test(path.basename(path.dirname(file)));
  const files = ROOTS.slice(0, -1).map((root) => filesBelow(root).filter(isThere)).find((found) => found.length > 0)
    || entriesOf('migrations').map((entry) => path.resolve('migrations', entry.name));
  const directory = Array.from(new Set(files.map((file) => path.dirname(file)))).join(', ');
  if (files.length === 0) return { kind: 'no-directory', looked: path.resolve('migrations'), note };
  return { kind: 'listing', listing: { directory, files: await filesIn(files), settings: { note } } };
};
const look = async (told) => {
  if (told !== undefined) {
    const directory = path.resolve(told);
    if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory };
    const files = await filesIn(below(directory, 0));
    return { kind: 'listing', listing: { directory, files, settings: {} } };
  }
  if (!hasPackage('typeorm')) return { kind: 'not-here', looked: process.cwd() };
  const found = await inTime(findDataSource());
  if (!found.dataSource) return inUsualPlaces(found.note);
  const files = await fromDataSource(found.dataSource);
  const settings = { table: tableOf(found.dataSource) };
  return { kind: 'listing', listing: { directory: path.dirname(found.file), files, settings } };
};
`;
