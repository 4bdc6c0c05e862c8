import type { Migrator } from "../../ports/migrator.ts";
import type { LedgerReading } from "../ledger/reading.ts";
import { ledgerProbe } from "../ledger/probe.ts";
import { DATABASE_PLACE_SCRIPT } from "./node-database-place.ts";
import { LOAD_SCRIPT } from "./node-script.ts";
import { ANSWER_SCRIPT } from "./probe-output.ts";

/**
 * Reads the ledger of any tool of Node's with the application's own driver (`pg`, `mysql2`, `mariadb`), at the database
 * that the container's variables name: the tool's own settings are code, which differs from project to project.
 */
export function nodeLedgerProbe(
  reading: LedgerReading,
  urlVariables: readonly string[],
): NonNullable<Migrator["ledgerProbe"]> {
  return ledgerProbe(reading, SCRIPT, urlVariables);
}

/**
 * For Node 12 and later. `answersOf(run, statements)`: what `ledgerProbe` wants of statements, of which `run(text)` gives the
 * rows; `rowsIn(response)`: those of a driver's; `without(text, secret)`. Wants LOAD_SCRIPT before it.
 */
export const ANSWERS_SCRIPT: string = String.raw`
const rowsIn = (response) => (Array.isArray(response) ? Array.from(response) : []);
const without = (text, secret) => (secret ? text.split(secret).join('***') : text);
const answersOf = async (run, statements) => {
  const answers = {};
  try {
    for (const one of statements) {
      if (one.when === undefined || (answers[one.when] || []).length > 0) answers[one.name] = await run(one.text);
    }
    return { answers, error: null };
  } catch (error) {
    return { answers, error: firstLine(error) };
  }
};
`;

/** `Z` is how our own connections read MySQL's times, which have no zone. */
const CONNECT_SCRIPT = String.raw`
const requireOf = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const TIMEOUT_MS = 10000;
const openPg = async (pg, place, ssl) => {
  const client = new pg.Client({
    host: place.host, port: place.port, user: place.user, password: place.password, database: place.name,
    ssl, options: place.options, application_name: 'safe-rollback', connectionTimeoutMillis: TIMEOUT_MS,
  });
  client.on('error', () => {});
  await client.connect();
  return async (text) => (await client.query(text)).rows;
};
const openMysql = async (mysql, place, ssl) => {
  const at = place.host[0] === '/' ? { socketPath: place.host } : { host: place.host, port: place.port };
  return mysql.createConnection(Object.assign(at, {
    user: place.user, password: place.password, database: place.name, connectTimeout: TIMEOUT_MS, timezone: 'Z',
  }, ssl ? { ssl } : {}));
};
const openMysql2 = async (mysql, place, ssl) => {
  const connection = await openMysql(mysql, place, ssl);
  return async (text) => rowsIn((await connection.query(text))[0]);
};
const openMariadb = async (mariadb, place, ssl) => {
  const connection = await openMysql(mariadb, place, ssl);
  return async (text) => rowsIn(await connection.query(text));
};
const DRIVERS = {
  postgresql: [{ name: 'pg', open: openPg }],
  mysql: [{ name: 'mysql2/promise', open: openMysql2 }, { name: 'mariadb', open: openMariadb }],
};
const NO_TLS = ['28000', 'HANDSHAKE_NO_SSL_SUPPORT', 'ER_SERVER_SSL_DISABLED'];
const hasNoTls = ({ message, code }) => message === 'The server does not support SSL connections' || NO_TLS.includes(code);
const openAny = async ({ open, module }, place) => {
  const wishes = wishesOf(place);
  for (let at = 0; ; at += 1) {
    try {
      return await open(module, place, wishes[at]);
    } catch (error) {
      if (at === wishes.length - 1 || !hasNoTls(error)) throw error;
    }
  }
};
const driverFor = (family) => {
  for (const { name, open } of DRIVERS[family]) {
    try {
      return { open, module: requireOf(name) };
    } catch (_) {
      continue;
    }
  }
  return undefined;
};
const look = async (told) => {
  const place = databasePlace(told.urlVariables);
  if (place.missing) return { kind: 'no-settings', message: place.missing };
  const driver = driverFor(place.family);
  if (!driver) {
    const names = DRIVERS[place.family].map(({ name }) => name.split('/')[0]);
    return { kind: 'no-program', message: 'there is no ' + names.join(' and no ') + ' in ' + process.cwd() };
  }
  try {
    const run = await openAny(driver, place);
    return Object.assign({ kind: 'answers', family: place.family, host: place.host },
      await answersOf(run, told.statements[place.family]));
  } catch (error) {
    const code = error.code ? ' (' + error.code + ')' : '';
    return { kind: 'failed', message: without(firstLine(error), place.password) + code };
  }
};
look(JSON.parse(process.argv[1])).then(answer, (error) => answer({ kind: 'failed', message: firstLine(error) }));
`;

const WHOLE = `(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${DATABASE_PLACE_SCRIPT}${ANSWERS_SCRIPT}${CONNECT_SCRIPT}})()`;

const SCRIPT = {
  by: "the image's own driver",
  command: (told: string) => ({ argv: ["node", "-e", WHOLE, "--", told], environment: {} }),
} as const;
