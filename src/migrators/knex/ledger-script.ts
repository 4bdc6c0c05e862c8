/**
 * For Node 12 and later, and every knex since 0.16, of which only `raw` and `transaction` are used. `settingsOf(section)`:
 * a knexfile's section for one quiet connection; `readLedger(knex, table)`: an answer as `knexSeenIn` wants it, in a
 * transaction that reads only; `withoutPassword(text, settings)`.
 */
export const KNEX_LEDGER_SCRIPT: string = String.raw`
const settingsOf = (section) => Object.assign({}, section, {
  pool: Object.assign({}, section.pool, { min: 0, max: 1 }),
  acquireConnectionTimeout: 15000,
  postProcessResponse: undefined,
  wrapIdentifier: undefined,
  log: { warn() {}, error() {}, debug() {}, deprecate() {} },
});
const rowsOf = (response, dialect) => {
  if (dialect.rows) return dialect.rows(response);
  return Array.isArray(response) ? response[0] : response.rows;
};
const lower = (row) => {
  const result = {};
  for (const key of Object.keys(row)) result[key.toLowerCase()] = row[key];
  return result;
};
const DIALECTS = {
  postgresql: {
    begin: ['set transaction read only', "set local statement_timeout = '15s'"],
    seen: "select current_setting('server_version') as version, current_database() as name, " +
      "array_to_string(current_schemas(false), ', ') as path",
    onPath: 'table_schema = any (current_schemas(false))',
    seconds: 'extract(epoch from migration_time)',
  },
  mysql: {
    begin: [],
    before: ['set session transaction read only'],
    seen: "select version() as version, database() as name, database() as path",
    onPath: 'table_schema = database()',
    seconds: 'unix_timestamp(migration_time)',
  },
  sqlite3: {
    begin: [],
    before: ['pragma query_only = 1'],
    seen: "select sqlite_version() as version, file as name, '' as path from pragma_database_list where name = 'main'",
    columns: 'select name as column_name from pragma_table_info(?)',
    seconds: "case when typeof(migration_time) in ('integer', 'real') then migration_time / 1000.0 end",
    rows: (response) => response,
  },
};
const columnsOf = async (ask, dialect, table) => {
  const dot = table.indexOf('.');
  const name = table.slice(dot + 1);
  if (dialect.columns) return (await ask(dialect.columns, [name])).map((row) => String(row.column_name).toLowerCase());
  const text = 'select column_name from information_schema.columns where table_name = ? and ';
  const rows = dot === -1
    ? await ask(text + dialect.onPath, [name])
    : await ask(text + 'table_schema = ?', [name, table.slice(0, dot)]);
  return rows.map((row) => String(row.column_name).toLowerCase());
};
const readLedger = async (knex, table) => {
  const dialect = DIALECTS[knex.client.dialect];
  if (!dialect) return { kind: 'dialect', message: String(knex.client.dialect) };
  for (const statement of dialect.before || []) await knex.raw(statement);
  return knex.transaction(async (transaction) => {
    const ask = async (text, values) => rowsOf(await transaction.raw(text, values || []), dialect).map(lower);
    for (const statement of dialect.begin) await transaction.raw(statement);
    const seen = (await ask(dialect.seen))[0];
    const columns = await columnsOf(ask, dialect, table);
    const readable = columns.indexOf('migration_time') !== -1 && columns.indexOf('name') !== -1;
    const order = columns.indexOf('id') === -1 ? '' : ' order by id';
    const rows = readable ? await ask('select name, ' + dialect.seconds + ' as seconds from ??' + order, [table]) : [];
    const hasLock = readable && (await columnsOf(ask, dialect, table + '_lock')).indexOf('is_locked') !== -1;
    const locks = hasLock ? await ask('select is_locked from ??', [table + '_lock']) : [];
    const version = String(seen.version);
    const kind = /mariadb/i.test(version) ? 'mariadb' : knex.client.dialect.replace('sqlite3', 'sqlite');
    const place = knex.client.connectionSettings || {};
    return {
      kind: 'ledger', table, columns, searchPath: String(seen.path || ''),
      database: {
        dialect: kind, version: version.split(/[ -]/)[0],
        host: String(place.host || place.socketPath || 'localhost'), name: String(seen.name || ''),
      },
      applied: rows.map((row) => ({
        name: String(row.name),
        appliedAt: row.seconds === null ? null : new Date(Math.round(Number(row.seconds) * 1000)).toISOString(),
      })),
      isLocked: locks.some((row) => Number(row.is_locked) === 1),
    };
  });
};
const withoutPassword = (text, settings) => {
  const password = settings && settings.password;
  return typeof password === 'string' && password ? text.split(password).join('***') : text;
};
`;
