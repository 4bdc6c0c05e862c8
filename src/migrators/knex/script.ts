// Scripts for Node 12 and later, run with `node -e` inside an image. They find the knexfile as knex' own CLI does
// (bin/cli.js): in the working directory or above it, the section of NODE_ENV, directories against the working one.

/**
 * `readKnexfile()`: the section that applies, or what can be read off the text when the file does not load.
 * Wants LOAD_SCRIPT before it.
 */
export const KNEXFILE_SCRIPT: string = String.raw`
const KNEXFILES = ['js', 'mjs', 'cjs', 'ts'].map((extension) => 'knexfile.' + extension);
const findKnexfile = (directory) => {
  const found = KNEXFILES.map((name) => path.join(directory, name)).find((file) => fs.existsSync(file));
  const above = path.dirname(directory);
  return found || (above === directory ? undefined : findKnexfile(above));
};
const readOffText = (file) => {
  const text = fs.readFileSync(file, 'utf8');
  const migrations = {};
  for (const key of ['directory', 'tableName', 'schemaName']) migrations[key] = literalIn(text, key);
  return { migrations };
};
const readKnexfile = async () => {
  const file = findKnexfile(process.cwd());
  if (!file) return { section: {}, note: 'no knexfile in ' + process.cwd() + ' or above it' };
  try {
    let config = await loadModule(file);
    if (config && config.default) config = config.default;
    if (typeof config === 'function') config = await config();
    const environment = process.env.NODE_ENV || 'development';
    return { file, section: (config && (config[environment] || config)) || {} };
  } catch (error) {
    const note = file + ' did not load here (' + firstLine(error) + '), so only its text was read';
    return { file, section: readOffText(file), note, failed: true };
  }
};
const tableOf = (migrations) => {
  const table = migrations.tableName || 'knex_migrations';
  return migrations.schemaName ? migrations.schemaName + '.' + table : table;
};
`;
