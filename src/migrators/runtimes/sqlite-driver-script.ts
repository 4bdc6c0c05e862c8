/**
 * `withoutDatabases()`: from here on no driver for SQLite opens a file, and none is made: in the place of the drivers that
 * are addons, and of Node's own, stands something that answers every call with itself. A configuration may open its
 * database with it; a migration that does is a doubt. `inert` is that something. Wants TAPE_SCRIPT around it.
 */
export const SQLITE_DRIVER_SCRIPT: string = String.raw`
const SQLITE_DRIVERS = ['better-sqlite3', 'sqlite3'];
const used = () => {
  if (!isOn) return inert;
  doubt('it opens a database by itself, which nothing did while its SQL was recorded');
  throw new Error('it may not do that here');
};
const inert = new Proxy(function () {}, {
  get: (own, key) => (key in own ? own[key] : key === 'then' || typeof key === 'symbol' ? undefined : inert),
  apply: used,
  construct: used,
});
const isDriver = (file) => /sqlite|libsql/i.test(file.slice(file.lastIndexOf('node_modules')));
const withoutDatabases = () => {
  const Module = require('module');
  for (const name of SQLITE_DRIVERS.filter(hasPackage)) {
    const file = require.resolve(name, { paths: [process.cwd()] });
    require.cache[file] = Object.assign(new Module(file), { exports: inert, filename: file, loaded: true });
  }
  const own = process.dlopen;
  process.dlopen = function (module, file, ...more) {
    if (!isDriver(file)) return own.call(this, module, file, ...more);
    module.exports = inert;
  };
  const builtin = process.getBuiltinModule && process.getBuiltinModule('node:sqlite');
  if (builtin) builtin.DatabaseSync = inert;
};
`;
