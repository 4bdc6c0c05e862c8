import type { Down } from "../model/migration.ts";
import type { ImageListing, MigrationFile, Probe, ToolSettings } from "../ports.ts";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";
import { DOWN_SCRIPT, KNEXFILE_SCRIPT } from "./knex-script.ts";
import { ANSWER_SCRIPT, markedJson } from "./probe-output.ts";

/**
 * Lists the migrations as the image's own Node sees them, without credentials and without a network.
 * The listing's `settings`: `table` (possibly `schema.table`) where a knexfile was found, and `note` when it did not
 * load or there is none.
 */
export function knexListing({ migrationsDir, variables }: ToolSettings): Probe<ImageListing> {
  const environment = variables["NODE_ENV"];
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: {
      argv: ["node", "-e", SCRIPT, "--", ...(migrationsDir === undefined ? [] : [migrationsDir])],
      environment: environment === undefined ? {} : { NODE_ENV: environment },
    },
    parse: (output) => listingOf(markedJson(output, PURPOSE)),
  };
}

type Answer =
  | { readonly kind: "listing"; readonly listing: ImageListing }
  | { readonly kind: "no-directory"; readonly looked: string; readonly note?: string }
  | { readonly kind: "not-knex"; readonly looked: string }
  | { readonly kind: "failed"; readonly message: string };

function listingOf(value: unknown): ImageListing {
  const answer = value as Answer;
  switch (answer.kind) {
    case "listing":
      return {
        ...answer.listing,
        files: answer.listing.files.map(({ name, down }): MigrationFile => ({ name, text: null, down: down as Down })),
      };
    case "no-directory":
      throw failure("image-not-readable", `there is no migrations directory ${answer.looked}`, {
        facts: answer.note === undefined ? [] : [answer.note],
        next: [choose("--migrations-dir PATH", "where the migrations are in the image")],
      });
    case "not-knex":
      throw failure("image-not-readable", `${answer.looked} has neither knex nor a knexfile`, {
        next: [choose("--tool NAME", "the migration tool, if it is another one")],
      });
    case "failed":
      throw failure("image-not-readable", `the migrations could not be listed: ${answer.message}`);
  }
}

const PURPOSE = "listing the knex migrations";

/** knex' own extensions are those of lib/migrations/common/MigrationsLoader.js. */
const SCRIPT = String.raw`(() => {${ANSWER_SCRIPT}${KNEXFILE_SCRIPT}${DOWN_SCRIPT}
const EXTENSIONS = ['.co', '.coffee', '.eg', '.iced', '.js', '.cjs', '.litcoffee', '.ls', '.ts'];
const LOADING_MS = 5000;
const inTime = (promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error('it did not load in time')), LOADING_MS)),
]);
const judged = async (name, load) => {
  try {
    return { name, down: downOf(await inTime(load())) };
  } catch (_) {
    return { name, down: { kind: 'code' } };
  }
};
const filesIn = (directories, migrations) => {
  const extensions = migrations.loadExtensions || EXTENSIONS;
  const files = [];
  for (const directory of directories) {
    const names = fs.readdirSync(directory).filter((name) => extensions.indexOf(path.extname(name)) !== -1);
    for (const name of names.sort()) files.push({ name, load: () => loadModule(path.join(directory, name)) });
  }
  if (migrations.sortDirsSeparately) return files;
  return files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};
const fromSource = async (source, extensions) => {
  const found = await source.getMigrations(extensions || EXTENSIONS);
  return found.map((one) => ({ name: source.getMigrationName(one), load: async () => source.getMigration(one) }));
};
const hasKnex = () => {
  try {
    return Boolean(require.resolve('knex', { paths: [process.cwd()] }));
  } catch (_) {
    return false;
  }
};
const look = async (told) => {
  const read = told === undefined ? await readKnexfile() : { section: {} };
  if (told === undefined && !read.file && !hasKnex()) return { kind: 'not-knex', looked: process.cwd() };
  const migrations = read.section.migrations || {};
  const directories = [].concat(told || migrations.directory || './migrations').map((one) => path.resolve(one));
  const source = told === undefined && migrations.migrationSource;
  const missing = source ? undefined : directories.find((one) => !fs.existsSync(one));
  if (missing) return { kind: 'no-directory', looked: missing, note: read.note };
  const found = source ? await fromSource(source, migrations.loadExtensions) : filesIn(directories, migrations);
  const files = [];
  for (const one of found) files.push(await judged(one.name, one.load));
  const settings = {};
  if (read.file) settings.table = tableOf(migrations);
  if (read.note) settings.note = read.note;
  return { kind: 'listing', listing: { directory: directories.join(', '), files, settings } };
};
look(process.argv[1]).then(answer, (error) => answer({ kind: 'failed', message: firstLine(error) }));
})()`;
