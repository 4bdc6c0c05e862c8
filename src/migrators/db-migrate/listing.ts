import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { nodeListing } from "../runtimes/node-listing.ts";

/**
 * Lists ./migrations, or the directory that .db-migraterc names, with the scopes in it, whose names have their folder
 * before them. An up or a down that only runs the file in sqls/ has that file's text. The listing's `settings`: `table` where
 * .db-migraterc names one.
 */
export function dbMigrateListing(toolSettings: ToolSettings): Probe<ImageListing> {
  const lacking = "neither db-migrate nor a database.json";
  return nodeListing({ tool: "db-migrate", lacking, script: DB_MIGRATE_LISTING_SCRIPT }, toolSettings);
}

/** The functions that load an SQL file are those of the templates in lib/migration.js, and of older ones. */
export const DB_MIGRATE_LISTING_SCRIPT: string = String.raw`
const readRc = () => {
  const file = ['.db-migraterc', path.join('..', '.db-migraterc')].find((name) => fs.existsSync(name));
  if (!file) return {};
  const text = fs.readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (_) {
    const settings = {};
    for (const [, key, value] of text.matchAll(/^\s*([\w-]+)\s*=\s*(.*?)\s*$/gm)) settings[key] = value;
    return settings;
  }
};
const CALLBACK = /^(?:async )?(?:function ?[\w$]* ?)?\w* ?\( ?[\w$]+ ?, ?([\w$]+) ?\)/;
const onlyCallsBack = (source, body) => {
  const parameters = CALLBACK.exec(source);
  return parameters !== null && body.replace(/^return /, '').replace(/[\s;]/g, '').replace('null', '') === parameters[1] + '()';
};
const sqlFileOf = (body) => {
  const files = Array.from(body.matchAll(/['"/]sqls(?:', ?'|", ?"|\/)([^'"/]+-(?:up|down)\.sql)['"]/g));
  const uses = body.match(/\bdb ?\./g) || [];
  const reads = body.match(/\breadFile\b/g) || [];
  const isLoader = files.length === 1 && uses.length === 1 && reads.length === 1 && /\bdb\.runSql\( ?data\b/.test(body);
  return isLoader ? files[0][1] : undefined;
};
const sqlOf = (file, run) => {
  if (typeof run !== 'function') return undefined;
  const name = sqlFileOf(bodyOf(tidy(Function.prototype.toString.call(run))) || '');
  return name && path.join(path.dirname(file), 'sqls', name);
};
const lookAt = async (directory, name) => {
  const file = path.join(directory, name);
  let migration = {};
  const judgedIt = await judged(name, async () => (migration = await loadModule(file)));
  const { up, down } = migration || {};
  const upFile = sqlOf(file, up);
  const looked = upFile && fs.existsSync(upFile) ? Object.assign(judgedIt, { upFile }) : judgedIt;
  if (looked.down.kind !== 'code' || typeof down !== 'function') return looked;
  const source = tidy(Function.prototype.toString.call(down));
  const body = bodyOf(source) || '';
  const absent = (because) => Object.assign(looked, { down: { kind: 'absent', because } });
  if (onlyCallsBack(source, body)) return absent('its down only calls back');
  const sql = sqlOf(file, down);
  if (!sql) return looked;
  if (!fs.existsSync(sql)) return absent('its down reads a file that is not there');
  return { name, text: fs.readFileSync(sql, 'utf8'), upFile: looked.upFile };
};
const EXTENSIONS = ['.js', '.ts', '.coffee'];
const scopesIn = (directory) => fs.readdirSync(directory, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'sqls' && entry.name !== 'node_modules' && entry.name[0] !== '.')
  .map((entry) => entry.name);
const look = async (told) => {
  const rc = told === undefined ? readRc() : {};
  const isHere = told !== undefined || hasPackage('db-migrate') || fs.existsSync('database.json');
  if (!isHere) return { kind: 'not-here', looked: process.cwd() };
  const directory = path.resolve(told || rc['migrations-dir'] || rc.m || 'migrations');
  if (!fs.existsSync(directory)) return { kind: 'no-directory', looked: directory };
  const names = namesIn(directory, EXTENSIONS).concat(...scopesIn(directory)
    .map((scope) => namesIn(path.join(directory, scope), EXTENSIONS).map((name) => scope + '/' + name)));
  const files = [];
  for (const name of names) files.push(await lookAt(directory, name));
  const table = rc.table || rc['migration-table'] || rc.t;
  return { kind: 'listing', listing: { directory, files: withUps(files), settings: table ? { table } : {} } };
};
`;
