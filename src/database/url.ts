import type { Dialect } from "../model/situation.ts";
import { dialectCalled, dialects } from "./all.ts";
import { readDriverAddress } from "./driver-address.ts";
import { readFileUrl } from "./file-url.ts";

/** A database URL taken apart, everything percent-decoded. Empty strings stand for what it does not say. */
export interface UrlParts {
  readonly dialect: Dialect;
  readonly user: string;
  readonly password: string;
  /** A host name, an address without brackets, or the absolute path of a socket. */
  readonly host: string;
  /** 0 where the database is a file. */
  readonly port: number;
  /** The path where the database is a file. */
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The reason is a sentence that repeats nothing of the URL but its scheme. */
export type ParsedUrl =
  | { readonly kind: "parsed"; readonly parts: UrlParts }
  | { readonly kind: "malformed"; readonly because: string };

/**
 * Reads `scheme://user:password@host:port/name?parameters` as libpq, dbmate and the Node drivers do. More lenient
 * than the WHATWG parser, which these tools do not use: a password may contain `/`, `?`, `#`, `@` and stray `%`.
 * After a `+` in the scheme, SQLAlchemy names its driver; before it, JDBC puts its own name. A database in a file is
 * `scheme:path`. What Go's drivers take instead of a URL is read as well.
 */
export function parseUrl(text: string): ParsedUrl {
  const address = readDriverAddress(text.trim());
  if (address !== undefined) return isPort(address.port) ? { kind: "parsed", parts: address } : malformed(NO_PORT);
  const [, scheme = "", rest = ""] = URL_FORM.exec(text.trim()) ?? [];
  const dialect = dialectOf(scheme.toLowerCase().replace(/\+.*/, ""), rest);
  if (dialect !== undefined && isFile(dialect)) return fileFrom(dialect, rest);
  return rest.startsWith("//") ? serverFrom(dialect, scheme, rest.slice(2)) : malformed(NO_SCHEME);
}

function serverFrom(dialect: Dialect | undefined, scheme: string, rest: string): ParsedUrl {
  if (dialect === undefined) return malformed(`its scheme is ${scheme.toLowerCase()}://`);
  const split = splitUrl(rest);
  if (split === undefined)
    return malformed("its part between // and the database's name is not user:password@host:port");
  return partsFrom(dialect, split);
}

/** The same database as a URL that `parseUrl` reads back. */
export function formatUrl({ dialect, user, password, host, port, name, parameters }: UrlParts): string {
  const query = new URLSearchParams([...parameters]);
  if (isFile(dialect)) return `${dialect}:${encodePath(name)}${query.size === 0 ? "" : `?${query.toString()}`}`;
  const isSocket = host.startsWith("/");
  if (isSocket) query.set("socket", host);
  const login = user === "" && password === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const shownHost = host.includes(":") ? `[${host}]` : host;
  const place = isSocket ? "" : `${shownHost}:${port}`;
  const asked = query.size === 0 ? "" : `?${query.toString()}`;
  return `${dialect}://${login}${place}/${encodeURIComponent(name)}${asked}`;
}

function encodePath(path: string): string {
  return encodeURI(path).replaceAll(/[?#]/g, encodeURIComponent);
}

/** 0 where nothing listens. */
export function defaultPort(dialect: Dialect): number {
  return dialects[dialect].defaultPort ?? 0;
}

/** True where a database is a file, on whichever machine the program that opens it runs. */
export function isFile(dialect: Dialect): boolean {
  return dialects[dialect].defaultPort === null;
}

function fileFrom(dialect: Dialect, rest: string): ParsedUrl {
  const read = readFileUrl(rest);
  if ("because" in read) return malformed(read.because);
  const parts = { dialect, user: "", password: "", host: "", port: 0, name: decode(read.path) };
  return { kind: "parsed", parts: { ...parts, parameters: parametersOf(read.query) } };
}

/** Ecto's own scheme leaves it to the application which database it is, which then is PostgreSQL but for MySQL's port. */
function dialectOf(scheme: string, rest: string): Dialect | undefined {
  if (scheme === "ecto") return /:3306(?:\/|\?|$)/.test(rest) ? "mysql" : "postgresql";
  return dialectCalled(scheme, "schemes");
}

function partsFrom(dialect: Dialect, split: Split): ParsedUrl {
  const parameters = parametersOf(split.query);
  const host = socketOf(parameters) ?? decode(split.host);
  const port = Number(parameters.get("port") ?? (split.port || defaultPort(dialect)));
  if (!isPort(port)) return malformed(NO_PORT);
  if (host.includes(",")) return malformed("it names several hosts; only one can be asked");
  const { user, password, name } = split;
  const told = { user: decode(user), password: decode(password), name: decode(name) };
  return { kind: "parsed", parts: { dialect, ...withParameters(told, parameters), host, port, parameters } };
}

function malformed(because: string): ParsedUrl {
  return { kind: "malformed", because };
}

interface Split {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly name: string;
  readonly query: string;
}

/** First by the rule that the authority ends at the first `/`, `?` or `#`; if that is no host, by the last `@`. */
function splitUrl(rest: string): Split | undefined {
  const end = rest.search(/[/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const strict = splitAt(rest, authority.lastIndexOf("@"));
  return strict ?? splitAt(rest, rest.lastIndexOf("@"));
}

function splitAt(rest: string, at: number): Split | undefined {
  const login = at === -1 ? "" : rest.slice(0, at);
  const place = /^(\[[^\]]*\]|[^:/?#@]*)(?::(\d*))?(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/s.exec(rest.slice(at + 1));
  if (place === null) return undefined;
  const [, host = "", port = "", name = "", query = ""] = place;
  const colon = login.indexOf(":");
  const user = colon === -1 ? login : login.slice(0, colon);
  const password = colon === -1 ? "" : login.slice(colon + 1);
  return { user, password, host: host.replace(/^\[(.*)\]$/, "$1"), port, name, query };
}

function parametersOf(query: string): ReadonlyMap<string, string> {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      if (equals === -1) return [decode(pair), ""];
      return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1).replaceAll("+", " "))];
    }),
  );
}

/** libpq takes host, user, password and dbname as parameters too; dbmate and mysql2 call a socket `socket`. */
function socketOf(parameters: ReadonlyMap<string, string>): string | undefined {
  return ["socket", "socketPath", "host"].map((key) => parameters.get(key)).find((value) => value);
}

interface Login {
  readonly user: string;
  readonly password: string;
  readonly name: string;
}

function withParameters({ user, password, name }: Login, parameters: ReadonlyMap<string, string>): Login {
  return {
    user: user || (parameters.get("user") ?? ""),
    password: password || (parameters.get("password") ?? ""),
    name: name || (parameters.get("dbname") ?? ""),
  };
}

/** Decodes what is percent-encoded UTF-8 and leaves a stray `%` as it stands. */
function decode(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

const URL_FORM = /^(?:jdbc:(?:aws-wrapper:)?)?([a-z][a-z0-9+.-]*):(.*)$/is;

const NO_SCHEME = "it does not begin with a scheme such as postgres://";

const NO_PORT = "its port is not a number between 1 and 65535";
