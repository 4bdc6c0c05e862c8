// Parts of scripts for Node 12 and later, run with `node -e` inside an image. TypeORM's commands must be told the file
// with the data source, which nothing in a cluster tells, so it is looked for.

/**
 * `findDataSource()`: `{ dataSource, file }`, or `{ note }` when none was found or loaded; throws on several. Looks at
 * the file that a script in package.json names with `-d`, then at files named after a data source in the working
 * directory, then below each usual output directory. Wants LOAD_SCRIPT before it.
 */
export const DATA_SOURCE_SCRIPT: string = String.raw`
const ROOTS = ['dist', 'build', 'out', 'lib', 'src', '.'];
const DEPTH = 5;
const isCode = (name) => /\.[cm]?[jt]s$/.test(name) && !/\.d\.[cm]?ts$|\.(?:spec|test)\./.test(name);
const entriesOf = (directory) => {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (_) {
    return [];
  }
};
const below = (directory, depth) => entriesOf(directory).flatMap((entry) => {
  const place = path.join(directory, entry.name);
  if (!entry.isDirectory()) return [place];
  return depth === 0 || entry.name === 'node_modules' || entry.name[0] === '.' ? [] : below(place, depth - 1);
});
const filesBelow = (root) => below(path.resolve(root), root === '.' ? 0 : DEPTH);
const named = (file) => isCode(file) && /data-?source|typeorm|orm-?config/i.test(path.basename(file));
const toldByScripts = () => {
  try {
    const scripts = Object.values(JSON.parse(fs.readFileSync('package.json', 'utf8')).scripts || {});
    const matches = scripts.map((script) => /typeorm.*\s(?:-d|--dataSource)[ =]+["']?([^\s"']+)/.exec(script));
    return Array.from(new Set(matches.filter(Boolean).map((match) => path.resolve(match[1])))).filter(fs.existsSync);
  } catch (_) {
    return [];
  }
};
const isDataSource = (value) => Boolean(value) && value['@instanceof'] === Symbol.for('DataSource');
const dataSourcesIn = async (file) => {
  const loaded = await loadModule(file);
  const exported = await Promise.all([loaded].concat(Object.values(loaded), Object.values(loaded.default || {})));
  return Array.from(new Set(exported.filter(isDataSource)));
};
let finding;
const findDataSource = () => (finding = finding || searchDataSource());
const searchDataSource = async () => {
  const notes = [];
  for (const files of [toldByScripts()].concat(ROOTS.map((root) => filesBelow(root).filter(named)))) {
    const found = [];
    for (const file of files) {
      try {
        for (const dataSource of await dataSourcesIn(file)) found.push({ dataSource, file });
      } catch (error) {
        notes.push(file + ' did not load here (' + firstLine(error) + ')');
      }
    }
    if (found.length > 1)
      throw new Error('there are several data sources: ' + found.map((one) => one.file).join(', '));
    if (found.length === 1) return found[0];
  }
  return { note: notes[0] || 'no file with a data source was found' };
};
const classesIn = (loaded) => Array.from(new Set(Object.values(loaded || {}).concat(Object.values((loaded || {}).default || {}), (loaded || {}).default)))
  .filter((one) => typeof one === 'function' && one.prototype && typeof one.prototype.up === 'function');
const nameOf = (instance) => instance.name || instance.constructor.name;
`;

/**
 * `openDataSource()`: the data source that is found, connected, so that nothing of it runs by itself; throws where there is
 * none. Wants DATA_SOURCE_SCRIPT before it.
 */
export const OPEN_SCRIPT: string = String.raw`
const options = { subscribers: [], synchronize: false, migrationsRun: false, dropSchema: false, logging: ['error', 'schema'] };
const openDataSource = async () => {
  const { dataSource, note } = await findDataSource();
  if (!dataSource) throw new Error(note);
  dataSource.setOptions(options);
  await dataSource.initialize();
  return dataSource;
};
`;
