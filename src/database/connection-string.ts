// Connection strings of .NET, as Npgsql ("Connection String Parameters") and MySqlConnector ("Connection Options")
// document them: pairs such as `Host=db;Database=shop`, in any case, with spaces or without.
import type { Dialect } from "../model/situation.ts";
import type { ParsedUrl } from "./url.ts";
import { defaultPort, isPort } from "./url.ts";

/** Its pairs end in semicolons; libpq's, such as `host=db dbname=shop`, do not. */
export function isConnectionString(text: string): boolean {
  return (
    /^\s*[a-z][a-z ]*=(?:"[^"]*"|'[^']*'|[^;="']*)\s*;/i.test(text) &&
    /(?:^|;)\s*(?:host|server|data ?source)\s*=/i.test(text)
  );
}

/** Nothing of the string is repeated in a reason. */
export function parseConnectionString(text: string): ParsedUrl {
  const pairs = pairsIn(text);
  const value = (...names: readonly string[]): string => names.map((name) => pairs.get(name)).find(Boolean) ?? "";
  const [, host = "", inHost = ""] = /^(?:tcp:|tcp:\/\/)?([^,]*?)(?:[,:](\d+))?$/.exec(value(...PLACES)) ?? [];
  if (host === "") return { kind: "malformed", because: "it names no host, or several" };
  const told = value("port") || inHost;
  const dialect = dialectOf(pairs, told);
  if (dialect === undefined)
    return { kind: "malformed", because: "it does not tell whether it is for PostgreSQL, MySQL or another database" };
  const port = told === "" ? defaultPort(dialect) : Number(told);
  if (!isPort(port)) return { kind: "malformed", because: "its port is not a number between 1 and 65535" };
  const login = {
    user: value("username", "userid", "user", "uid"),
    password: value("password", "pwd"),
    name: value("database", "initialcatalog", "db"),
  };
  return { kind: "parsed", parts: { dialect, ...login, host, port, parameters: parametersOf(pairs) } };
}

const PLACES = ["host", "server", "datasource", "address", "addr"];

/** A value may be quoted, and a doubled quote in it stands for one. Names lose their case and spaces. */
function pairsIn(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/([^=;]+)=\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|([^;]*))\s*(?:;|$)/g)];
  return new Map(
    pairs.map(([, name = "", double, single, plain]) => [
      name.toLowerCase().replaceAll(/\s/g, ""),
      double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'") ?? plain?.trim() ?? "",
    ]),
  );
}

/** The port tells, then keys that only one of the drivers has. */
function dialectOf(pairs: ReadonlyMap<string, string>, port: string): Dialect | undefined {
  if (port === "5432") return "postgresql";
  if (port === "3306") return "mysql";
  const has = (...names: readonly string[]): boolean => names.some((name) => pairs.has(name));
  if (has("trustservercertificate", "integratedsecurity", "initialcatalog", "multipleactiveresultsets"))
    return undefined;
  if (has("searchpath", "includeerrordetail", "gssencryptionmode")) return "postgresql";
  if (has("uid", "allowuservariables", "treattinyasboolean", "guidformat")) return "mysql";
  return has("host") && has("username") ? "postgresql" : undefined;
}

function parametersOf(pairs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const mode = pairs.get("sslmode")?.toLowerCase();
  const path = pairs.get("searchpath");
  return new Map([
    ...(mode === undefined ? [] : [["sslmode", MODES.get(mode) ?? mode] as const]),
    ...(path === undefined ? [] : [["search_path", path] as const]),
  ]);
}

/** As they are called in URLs. */
const MODES: ReadonlyMap<string, string> = new Map([
  ["verifyca", "verify-ca"],
  ["verifyfull", "verify-full"],
  ["none", "disable"],
  ["preferred", "prefer"],
  ["required", "require"],
]);
