import type { UrlParts } from "./url.ts";

/**
 * Addresses that are no URLs, as programs in Go are given them: data source names of go-sql-driver/mysql (its README,
 * "DSN"), before which golang-migrate has `mysql://`, and keyword/value strings of libpq (its documentation,
 * "Connection Strings"), which lib/pq takes. undefined for anything else.
 */
export function readDriverAddress(text: string): UrlParts | undefined {
  return dataSourceName(text) ?? keywordString(text);
}

/** `user:password@tcp(host:port)/name?parameters`. Only behind a scheme are user and password percent-encoded. */
function dataSourceName(text: string): UrlParts | undefined {
  const found = DATA_SOURCE_NAME.exec(text)?.groups;
  if (found === undefined) return undefined;
  const { scheme, login = "", protocol, place = "", name = "", query = "" } = found;
  return {
    dialect: "mysql",
    ...loginIn(login, scheme === undefined ? (part) => part : decoded),
    ...(protocol === "unix" ? { host: place, port: MYSQL_PORT } : placeIn(place)),
    name: decoded(name),
    parameters: new Map(new URLSearchParams(query)),
  };
}

function loginIn(login: string, read: (part: string) => string): Pick<UrlParts, "user" | "password"> {
  const [, user = "", password = ""] = /^([^:]*):?(.*)$/s.exec(login) ?? [];
  return { user: read(user), password: read(password) };
}

function placeIn(place: string): Pick<UrlParts, "host" | "port"> {
  const [, host = "", port = MYSQL_PORT] = /^(.*?)(?::(\d+))?$/s.exec(place) ?? [];
  return { host: host.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
}

/** `host=db user=shop password='it\'s' dbname=shop`, in any order. */
function keywordString(text: string): UrlParts | undefined {
  const pairs = [...text.matchAll(PAIR)];
  if (pairs.length === 0 || text.replaceAll(PAIR, "").trim() !== "") return undefined;
  const {
    host = "",
    port = "5432",
    user = "",
    password = "",
    dbname = "",
    ...rest
  } = Object.fromEntries(
    pairs.map(([, key = "", quoted, bare = ""]) => [key.toLowerCase(), (quoted ?? bare).replaceAll(/\\(.)/gs, "$1")]),
  ) as Readonly<Partial<Record<string, string>>>;
  if (host === "" && dbname === "") return undefined;
  const parameters = new Map(Object.entries(rest).map(([key, value]) => [key, value ?? ""]));
  return { dialect: "postgresql", user, password, host, port: Number(port), name: dbname, parameters };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const MYSQL_PORT = 3306;

const DATA_SOURCE_NAME =
  /^(?<scheme>mysql:\/\/)?(?:(?<login>.*)@)?(?<protocol>tcp|unix)\((?<place>[^()]*)\)\/(?<name>[^/?]*)(?:\?(?<query>.*))?$/s;

const PAIR = /([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)+))(?:\s+|$)/gis;
