import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists the folders of prisma/migrations, or of wherever prisma.config or package.json put it, each with the text of
 * its migration.sql, and of the down.sql in it where there is one.
 */
export function prismaListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return nodeListing({ tool: "Prisma", lacking: "neither Prisma nor its schema", script: SCRIPT }, toolSettings);
}

/** @prisma/config loads prisma.config.*; packages/internals/src/cli/directoryConfig.ts puts migrations beside the schema. */
const SCRIPT = String.raw`
const EXTENSIONS = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts'];
const configFile = () => EXTENSIONS.map((extension) => 'prisma.config.' + extension)
  .concat(EXTENSIONS.map((extension) => '.config/prisma.' + extension)).find((name) => fs.existsSync(name));
const readConfig = async () => {
  const file = configFile();
  if (!file) return {};
  try {
    const loaded = await inTime(loadModule(path.resolve(file)));
    return { file, config: (loaded && loaded.default) || loaded || {} };
  } catch (error) {
    const text = fs.readFileSync(file, 'utf8');
    const schema = /^\s*schema\s*:\s*(['"])([^'"]+)\1/m.exec(text);
    const config = { schema: schema ? schema[2] : undefined, migrations: { path: literalIn(text, 'path') } };
    return { file, config, note: file + ' did not load here (' + firstLine(error) + '), so only its text was read' };
  }
};
const schemaInPackage = () => {
  try {
    return (JSON.parse(fs.readFileSync('package.json', 'utf8')).prisma || {}).schema;
  } catch (_) {
    return undefined;
  }
};
const isDirectory = (name) => fs.existsSync(name) && fs.statSync(name).isDirectory();
const beside = (schema) => (isDirectory(schema) ? schema : path.dirname(schema));
const placeOf = ({ file, config = {} }) => {
  const base = file ? path.dirname(path.resolve(file)).replace(/\/\.config$/, '') : process.cwd();
  if (config.migrations && config.migrations.path) return path.resolve(base, config.migrations.path);
  const named = config.schema ? path.resolve(base, config.schema) : schemaInPackage();
  const schemas = named ? [named] : ['schema.prisma', 'prisma/schema.prisma', 'prisma/schema', 'prisma'];
  const found = schemas.find((name) => fs.existsSync(name));
  const places = [found || 'prisma', path.dirname(found || 'prisma')].map((name) => path.join(beside(name), 'migrations'));
  return path.resolve(places.find((name) => fs.existsSync(name)) || places[0]);
};
const textOf = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);
const look = async (told) => {
  const read = told === undefined ? await readConfig() : {};
  const isHere = told !== undefined || read.file || schemaInPackage() || hasPackage('prisma') ||
    fs.existsSync('prisma/schema.prisma') || fs.existsSync('schema.prisma') || fs.existsSync('prisma/migrations/migration_lock.toml');
  if (!isHere) return { kind: 'not-here', looked: process.cwd() };
  const directory = told === undefined ? placeOf(read) : path.resolve(told);
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory, note: read.note };
  const files = fs.readdirSync(directory).sort(byCodeUnits)
    .filter((name) => fs.existsSync(path.join(directory, name, 'migration.sql')))
    .map((name) => ({
      name,
      text: textOf(path.join(directory, name, 'down.sql')),
      upFile: path.join(directory, name, 'migration.sql'),
    }));
  return { kind: 'listing', listing: { directory, files: withUps(files), settings: read.note ? { note: read.note } : {} } };
};
`;
