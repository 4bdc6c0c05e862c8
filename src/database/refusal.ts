import type { SafeRollbackError } from "../errors.ts";
import type { NextAction } from "../model/trouble.ts";
import type { Tunnel } from "../ports/cluster.ts";
import type { Address } from "../ports/database.ts";
import { failure } from "../errors.ts";
import { createMask } from "../mask.ts";
import { choose, edit } from "../model/trouble.ts";
import { parseUrl } from "./url.ts";

/**
 * A driver's error in our words. `database-unreachable` when there is no network path (name, refusal, time-out),
 * `database-refused` when the server answered no. The driver's own text is masked and its object is not passed on,
 * because drivers attach the connection's settings to what they throw.
 */
export function refusalOf(error: unknown, address: Address, through: Tunnel | undefined): SafeRollbackError {
  const { code, message } = shapeOf(error);
  const place = placeOf(address);
  const facts = [
    `the address is from ${address.from}`,
    ...(through === undefined ? [] : [`it was tried through ${through.description}`]),
    `the driver said: ${maskFor(address)(message)}${code === "" ? "" : ` (${code})`}`,
  ];
  const path = NO_PATH.get(code) ?? pathFromMessage(message);
  if (path !== undefined) {
    const summary = `the database at ${place} cannot be reached from here: ${path}`;
    return failure("database-unreachable", summary, { facts, next: [otherWay] });
  }
  const refusal = REFUSALS.find(({ fits }) => fits(code, message));
  if (refusal === undefined) {
    return failure("database-refused", `the database at ${place} refused the connection`, { facts, next: [otherWay] });
  }
  return failure("database-refused", refusal.summary(address, place), { facts, next: refusal.next(address) });
}

/** An error that came after the connection stood: the server said no to a statement, or is gone. */
export function queryRefusalOf(error: unknown, address: Address): SafeRollbackError {
  const { code, message } = shapeOf(error);
  // knex writes the statement, which is ours, before the database's own words.
  const words = message.slice(message.indexOf(" - ") + 1).replace(/^- /, "");
  const facts = [`the database said: ${maskFor(address)(words)}${code === "" ? "" : ` (${code})`}`];
  if (NO_PATH.has(code) || pathFromMessage(message) !== undefined) {
    return failure("database-unreachable", `the connection to ${placeOf(address)} broke off`, { facts });
  }
  return failure("database-refused", `the database ${address.name} on ${address.host} refused a read-only query`, {
    facts,
    next: [choose("--database-url-file FILE", "log in as a user who may read the ledger")],
  });
}

function placeOf({ host, port, name }: Address): string {
  return port === 0 ? name : `${host}:${port}`;
}

/** Takes this address' credentials out of text. */
export function maskFor({ url }: Address): (text: string) => string {
  const parsed = parseUrl(url.reveal());
  return createMask([url.reveal(), ...(parsed.kind === "parsed" ? [parsed.parts.password] : [])]);
}

export function shapeOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const { code } = error as { code?: unknown };
  const causes = error instanceof AggregateError ? error.errors.map((one) => shapeOf(one).message) : [];
  return { code: typeof code === "string" ? code : "", message: error.message || causes.join("; ") || error.name };
}

function pathFromMessage(message: string): string | undefined {
  return NO_PATH_MESSAGES.find(({ pattern }) => pattern.test(message))?.path;
}

interface Refusal {
  readonly fits: (code: string, message: string) => boolean;
  readonly summary: (address: Address, place: string) => string;
  readonly next: (address: Address) => readonly NextAction[];
}

const otherWay = choose("--database-url-file FILE", "a file with another address of the same database");

/** System errors of connecting: https://nodejs.org/api/errors.html#common-system-errors */
const NO_PATH: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "its name is not known here"],
  ["EAI_AGAIN", "its name could not be looked up"],
  ["ECONNREFUSED", "nothing listens there"],
  ["ECONNRESET", "the connection was closed at once"],
  ["EPIPE", "the connection was closed at once"],
  ["ETIMEDOUT", "no answer in time"],
  ["EHOSTUNREACH", "there is no route to it"],
  ["ENETUNREACH", "there is no route to it"],
  ["EADDRNOTAVAIL", "there is no route to it"],
  ["ENOENT", "there is no such file on this machine"],
  ["PROTOCOL_CONNECTION_LOST", "the connection was closed at once"],
]);

/** pg and knex give their own time-outs and lost connections no code. */
const NO_PATH_MESSAGES = [
  { pattern: /timeout expired|timeout exceeded|Timeout acquiring a connection/i, path: "no answer in time" },
  { pattern: /Connection terminated/i, path: "the connection was closed at once" },
] as const;

/** PostgreSQL's error codes ("Appendix A") and MySQL's ("Server Error Message Reference"). */
const REFUSALS: readonly Refusal[] = [
  {
    fits: (code, message) =>
      ["28P01", "ER_ACCESS_DENIED_ERROR", "ER_ACCESS_DENIED_NO_PASSWORD_ERROR"].includes(code) ||
      message.startsWith("SASL:"),
    summary: ({ from }, place) => `the database at ${place} refused the user or password from ${from}`,
    next: () => [choose("--database-url-file FILE", "a file with a URL whose user and password are right")],
  },
  {
    fits: (code) => ["3D000", "ER_BAD_DB_ERROR", "ER_DBACCESS_DENIED_ERROR"].includes(code),
    summary: ({ name }, place) => `the server at ${place} has no database ${name} that this user may open`,
    next: ({ from }) => [
      choose("--database-url-file FILE", `another URL, as the one from ${from} names the wrong one`),
    ],
  },
  {
    fits: (code, message) =>
      /^(HANDSHAKE_|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code) ||
      /SSL|TLS|self-signed|certificate/i.test(message),
    summary: (_, place) => `no secure connection to the database at ${place}`,
    next: () => [
      choose("--database-url-file FILE", "a URL whose TLS parameters fit the server, e.g. sslmode and sslrootcert"),
    ],
  },
  {
    fits: (code) => ["28000", "ER_HOST_NOT_PRIVILEGED"].includes(code),
    summary: (_, place) => `the database at ${place} lets nobody in from here with this user`,
    next: () => [otherWay],
  },
  {
    fits: (code) => ["EACCES", "EPERM"].includes(code),
    summary: ({ name }) => `the file ${name} may not be opened by whoever runs this`,
    next: () => [otherWay],
  },
  {
    fits: (code, message) => code === SQLITE && /database is locked/.test(message),
    summary: ({ name }) => `another program keeps the file ${name} locked`,
    next: () => [edit("the same command, in a while", "when that program is done")],
  },
  {
    fits: (code, message) => code === SQLITE && /not a database/.test(message),
    summary: ({ name }) => `the file ${name} is no SQLite database`,
    next: ({ from }) => [choose("--database-url-file FILE", `another file, as the one from ${from} is not it`)],
  },
  {
    fits: (code) => ["53300", "57P03", "ER_CON_COUNT_ERROR", "ER_USER_LIMIT_REACHED"].includes(code),
    summary: (_, place) => `the database at ${place} takes no further connections now`,
    next: () => [edit("the same command, in a while", "when connections are free again")],
  },
];

/** What node:sqlite calls every error of SQLite's. */
const SQLITE = "ERR_SQLITE_ERROR";
