import type { Dialect } from "../model/situation.ts";
import { readDriverAddress } from "./driver-address.ts";

/** A database URL taken apart, everything percent-decoded. Empty strings stand for what it does not say. */
export interface UrlParts {
  readonly dialect: Dialect;
  readonly user: string;
  readonly password: string;
  /** A host name, an address without brackets, or the absolute path of a socket. */
  readonly host: string;
  readonly port: number;
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
 * After a `+` in the scheme, SQLAlchemy names its driver; before it, JDBC puts its own name. What Go's drivers take
 * instead of a URL is read as well.
 */
export function parseUrl(text: string): ParsedUrl {
  const address = readDriverAddress(text.trim());
  if (address !== undefined) return isPort(address.port) ? { kind: "parsed", parts: address } : malformed(NO_PORT);
  const [, scheme, rest] = /^(?:jdbc:(?:aws-wrapper:)?)?([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text.trim()) ?? [];
  if (scheme === undefined || rest === undefined)
    return malformed("it does not begin with a scheme such as postgres://");
  const dialect = dialectOf(scheme.toLowerCase().replace(/\+.*/, ""), rest);
  if (dialect === undefined) return malformed(`its scheme is ${scheme.toLowerCase()}://`);
  const split = splitUrl(rest);
  if (split === undefined)
    return malformed("its part between // and the database's name is not user:password@host:port");
  return partsFrom(dialect, split);
}

/** The same database as a URL that `parseUrl` reads back. */
export function formatUrl({ dialect, user, password, host, port, name, parameters }: UrlParts): string {
  const isSocket = host.startsWith("/");
  const query = new URLSearchParams([...parameters]);
  if (isSocket) query.set("socket", host);
  const login = user === "" && password === "" ? "" : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const shownHost = host.includes(":") ? `[${host}]` : host;
  const place = isSocket ? "" : `${shownHost}:${port}`;
  const asked = query.size === 0 ? "" : `?${query.toString()}`;
  return `${dialect}://${login}${place}/${encodeURIComponent(name)}${asked}`;
}

export function defaultPort(dialect: Dialect): number {
  return dialect === "postgresql" ? 5432 : 3306;
}

/** Ecto's own scheme leaves it to the application which database it is, which then is PostgreSQL but for MySQL's port. */
function dialectOf(scheme: string, rest: string): Dialect | undefined {
  if (scheme === "ecto") return /:3306(?:\/|\?|$)/.test(rest) ? "mysql" : "postgresql";
  return DIALECT_OF_SCHEME.get(scheme);
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

const DIALECT_OF_SCHEME: ReadonlyMap<string, Dialect> = new Map([
  ["postgres", "postgresql"],
  ["postgresql", "postgresql"],
  ["pg", "postgresql"],
  ["mysql", "mysql"],
  ["mysql2", "mysql"],
  ["mariadb", "mariadb"],
]);

const NO_PORT = "its port is not a number between 1 and 65535";
