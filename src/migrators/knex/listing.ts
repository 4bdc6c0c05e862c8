import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";
import { KNEXFILE_SCRIPT } from "./script.ts";

/**
 * Lists the migrations as the image's own Node sees them, without credentials and without a network.
 * The listing's `settings`: `table` (possibly `schema.table`) where a knexfile was found, `unknown` where that lets knex
 * pass over rows without a file, and `note` when it did not load or there is none.
 */
export function knexListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing(
    { tool: "knex", lacking: "neither knex nor a knexfile", script: KNEX_LISTING_SCRIPT },
    toolSettings,
  );
}

/** Defines `look`, as `nodeListing` wants it. knex' own extensions are those of lib/migrations/common/MigrationsLoader.js. */
export const KNEX_LISTING_SCRIPT: string = String.raw`${KNEXFILE_SCRIPT}
const EXTENSIONS = ['.co', '.coffee', '.eg', '.iced', '.js', '.cjs', '.litcoffee', '.ls', '.ts'];
const filesIn = (directories, migrations) => {
  const extensions = migrations.loadExtensions || EXTENSIONS;
  const files = [];
  for (const directory of directories) {
    const names = fs.readdirSync(directory).filter((name) => extensions.indexOf(path.extname(name)) !== -1);
    for (const name of names.sort()) files.push({ name, load: () => loadModule(path.join(directory, name)) });
  }
  if (migrations.sortDirsSeparately) return files;
  return files.sort((a, b) => byCodeUnits(a.name, b.name));
};
const fromSource = async (source, extensions) => {
  const found = await source.getMigrations(extensions || EXTENSIONS);
  return found.map((one) => ({ name: source.getMigrationName(one), load: async () => source.getMigration(one) }));
};
const look = async (told) => {
  const read = told === undefined ? await readKnexfile() : { section: {} };
  if (told === undefined && !read.file && !hasPackage('knex')) return { kind: 'not-here', looked: process.cwd() };
  const migrations = read.section.migrations || {};
  const directories = [].concat(told || migrations.directory || './migrations').map((one) => path.resolve(one));
  const source = told === undefined && migrations.migrationSource;
  const missing = source ? undefined : directories.find((one) => !fs.existsSync(one));
  if (missing) return { kind: 'no-directory', looked: missing, note: read.note };
  const found = source ? await fromSource(source, migrations.loadExtensions) : filesIn(directories, migrations);
  const files = await judgedAll(found);
  const settings = {};
  if (read.file) settings.table = tableOf(migrations);
  if (migrations.disableMigrationsListValidation === true) settings.unknown = 'disableMigrationsListValidation in ' + read.file;
  if (read.note) settings.note = read.note;
  return { kind: 'listing', listing: { directory: directories.join(', '), files, settings } };
};
`;
