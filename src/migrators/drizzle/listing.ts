import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists the migrations of either layout, each under the hash by which the ledger knows it and with the text of the
 * team's down: `<tag>.down.sql` beside `<tag>.sql` (releases 0), `down.sql` beside `migration.sql` (releases 1). The
 * listing's `settings`: `table`, with its schema on PostgreSQL, where configuration or files tell which database it is.
 */
export function drizzleListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing({ tool: "Drizzle", lacking: "neither Drizzle nor its migrations", script: SCRIPT }, toolSettings);
}

/** drizzle-orm/src/migrator.ts, of 0.45 and of 1.0: the hash is over the text as it was decoded. */
const SCRIPT = String.raw`
const CONFIGS = ['ts', 'js', 'mjs', 'cjs', 'json'].map((extension) => 'drizzle.config.' + extension);
const literal = (text, key) => (new RegExp('\\b' + key + '\\s*:\\s*([\'"])([^\'"]+)\\1').exec(text) || [])[2];
const readConfig = async () => {
  const file = CONFIGS.find((name) => fs.existsSync(name));
  if (!file) return {};
  try {
    const loaded = await inTime(loadModule(path.resolve(file)));
    return { file, config: (loaded && loaded.default) || loaded || {} };
  } catch (error) {
    const text = fs.readFileSync(file, 'utf8');
    const migrations = { table: literalIn(text, 'table'), schema: literalIn(text, 'schema') };
    const config = { out: literal(text, 'out'), dialect: literal(text, 'dialect'), migrations };
    return { file, config, note: file + ' did not load here (' + firstLine(error) + '), so only its text was read' };
  }
};
const hashOf = (text) => require('crypto').createHash('sha256').update(text).digest('hex');
const textOf = (file) => (fs.existsSync(file) ? fs.readFileSync(file).toString() : undefined);
const fileOf = (name, up, down) => ({ name, recordedAs: hashOf(textOf(up)), text: textOf(down), upFile: up });
const jsonIn = (file) => JSON.parse(textOf(file).replace(/^\uFEFF/, ''));
const journalOf = (directory) => path.join(directory, 'meta', '_journal.json');
const byJournal = (directory) => {
  const { entries = [], dialect } = jsonIn(journalOf(directory));
  const at = (tag, ending) => path.join(directory, tag + ending);
  const missing = entries.find(({ tag }) => !fs.existsSync(at(tag, '.sql')));
  if (missing) throw new Error('the journal names ' + missing.tag + '.sql, which is not there');
  const files = entries.map(({ tag }) => fileOf(tag + '.sql', at(tag, '.sql'), at(tag, '.down.sql')));
  return { files, dialect };
};
const foldersIn = (directory) => fs.readdirSync(directory)
  .filter((name) => fs.existsSync(path.join(directory, name, 'migration.sql')))
  .sort((left, right) => left.localeCompare(right));
const byFolder = (directory) => {
  const names = foldersIn(directory);
  const snapshot = names.map((name) => path.join(directory, name, 'snapshot.json')).find((file) => fs.existsSync(file));
  const files = names.map((name) =>
    fileOf(name, path.join(directory, name, 'migration.sql'), path.join(directory, name, 'down.sql')));
  return { files, dialect: snapshot && jsonIn(snapshot).dialect };
};
const tableOf = (migrations, dialect) => {
  const table = migrations.table || '__drizzle_migrations';
  if (/^(?:postgres(?:ql)?|cockroach(?:db)?)$/.test(dialect)) return (migrations.schema || 'drizzle') + '.' + table;
  return dialect ? table : undefined;
};
const PLACES = ['drizzle', 'migrations', 'drizzle/migrations', 'db/migrations', 'src/db/migrations', 'src/drizzle', 'dist/drizzle'];
const isPlace = (directory) => fs.existsSync(journalOf(directory)) || (fs.existsSync(directory) && foldersIn(directory).length > 0);
const look = async (told) => {
  const { file, config = {}, note } = told === undefined ? await readConfig() : {};
  const isHere = told !== undefined || file || hasPackage('drizzle-orm') || fs.existsSync(journalOf('drizzle'));
  if (!isHere) return { kind: 'not-here', looked: process.cwd() };
  const directory = path.resolve(told || config.out || PLACES.find(isPlace) || 'drizzle');
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory, note };
  const { files, dialect } = fs.existsSync(journalOf(directory)) ? byJournal(directory) : byFolder(directory);
  const table = tableOf(config.migrations || {}, config.dialect || dialect);
  const settings = Object.assign({}, table ? { table } : {}, note ? { note } : {});
  return { kind: 'listing', listing: { directory, files: withUps(files), settings } };
};
`;
