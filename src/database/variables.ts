import type { Dialect } from "../model/situation.ts";
import type { Environment } from "../ports/secret.ts";
import type { UrlParts } from "./url.ts";
import { dialectCalled, dialects } from "./all.ts";
import { defaultPort, isFile } from "./url.ts";

/** What a family of separate variables says. `from` names the variables, never their values. */
export type Separate =
  | { readonly kind: "found"; readonly parts: UrlParts; readonly from: string }
  | { readonly kind: "unreadable"; readonly variable: string; readonly because: string }
  | { readonly kind: "dialect-unclear"; readonly hostVariable: string }
  | { readonly kind: "port-malformed"; readonly variable: string };

/**
 * The database that the container names by separate variables; undefined when it names a host in none of the
 * families known here: libpq's own, `DB_*`, and those of the official images, `POSTGRES_*` and `MYSQL_*`.
 */
export function separateVariables(environment: Environment): Separate | undefined {
  for (const family of FAMILIES) {
    const host = firstSet(environment, family.host);
    const file = family === DB_VARIABLES ? fileVariables(environment) : undefined;
    if (file !== undefined) return file;
    if (host !== undefined) return readFamily(environment, family, host);
  }
  return undefined;
}

/** What one family of variables says, and which of them says which part; one that is not set is named all the same. */
export interface Naming {
  readonly parts: UrlParts;
  readonly variables: Readonly<Record<"host" | "port" | "user" | "password" | "name", string>>;
  /** Variables that stand for a parameter of the URL. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every family that names a database on a server, though `separateVariables` goes by the first alone. */
export function namingsIn(environment: Environment): readonly Naming[] {
  return FAMILIES.flatMap((family) => {
    const host = firstSet(environment, family.host);
    const read = host === undefined ? undefined : readFamily(environment, family, host);
    if (host === undefined || read?.kind !== "found") return [];
    const named = (field: "port" | "user" | "password" | "name"): string =>
      firstSet(environment, family[field])?.variable ?? family[field][0];
    const variables = {
      ...{ host: host.variable, port: named("port"), user: named("user") },
      ...{ password: named("password"), name: named("name") },
    };
    return [{ parts: read.parts, variables, parameters: family.parameters }];
  });
}

/** Of a database in a file there is only its path, e.g. Laravel's `DB_CONNECTION=sqlite`, `DB_DATABASE=/data/shop.db`. */
function fileVariables(environment: Environment): Separate | undefined {
  const told = firstSet(environment, DB_VARIABLES.dialect);
  const name = firstSet(environment, DB_VARIABLES.name);
  const dialect = told === undefined ? undefined : dialectOf(told.value, undefined);
  if (name === undefined || dialect === undefined || !isFile(dialect)) return undefined;
  if (name.unread !== undefined) return { kind: "unreadable", variable: name.variable, because: name.unread };
  const parts = { dialect, user: "", password: "", host: "", port: 0, name: name.value, parameters: new Map() };
  return { kind: "found", parts, from: `${name.variable} of the container` };
}

/** A variable that is set to something, or that could not be read. */
interface Found {
  readonly variable: string;
  readonly value: string;
  readonly unread: string | undefined;
}

/** The first of these names that the container sets; an empty value counts as not set. */
export function firstSet({ variables, unresolved }: Environment, names: readonly string[]): Found | undefined {
  for (const variable of names) {
    const unread = unresolved.get(variable);
    const value = variables.get(variable)?.reveal() ?? "";
    if (unread !== undefined || value !== "") return { variable, value, unread };
  }
  return undefined;
}

function readFamily(environment: Environment, family: Family, host: Found): Separate {
  const [port, user, password, name, told] = FIELDS.map((field) => firstSet(environment, family[field]));
  const set = [host, port, user, password, name].filter((one) => one !== undefined);
  const unread = [...set, told].find((one) => one?.unread !== undefined);
  if (unread?.unread !== undefined) return { kind: "unreadable", variable: unread.variable, because: unread.unread };
  const number = portOf(port?.value);
  if (port !== undefined && number === undefined) return { kind: "port-malformed", variable: port.variable };
  const dialect = family.fixed ?? dialectOf(told?.value, number);
  if (dialect === undefined) return { kind: "dialect-unclear", hostVariable: host.variable };
  const login = { user: valueOf(user), password: valueOf(password), name: valueOf(name) };
  const place = { host: host.value, port: number ?? defaultPort(dialect) };
  const parts: UrlParts = { dialect, ...login, ...place, parameters: parametersOf(environment, family) };
  return { kind: "found", parts, from: `${set.map(({ variable }) => variable).join(", ")} of the container` };
}

function valueOf(found: Found | undefined): string {
  return found?.value ?? "";
}

function parametersOf(environment: Environment, { parameters }: Family): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(parameters).flatMap(([variable, parameter]) => {
      const set = firstSet(environment, [variable]);
      return set === undefined || set.unread !== undefined ? [] : [[parameter, set.value] as const];
    }),
  );
}

/** For a Service named like the database, Kubernetes itself sets e.g. `POSTGRES_PORT=tcp://10.0.0.7:5432`. */
function portOf(value: string | undefined): number | undefined {
  const [, digits] = /^(?:tcp:\/\/[^:]+:)?(\d+)$/.exec(value?.trim() ?? "") ?? [];
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function dialectOf(told: string | undefined, port: number | undefined): Dialect | undefined {
  const word = told?.trim().toLowerCase() ?? "";
  if (word !== "") return dialectCalled(word, "clients");
  return (Object.keys(dialects) as Dialect[]).find((dialect) => dialects[dialect].defaultPort === port);
}

type Names = readonly [string, ...string[]];

interface Family {
  readonly fixed?: Dialect;
  readonly host: Names;
  readonly port: Names;
  readonly user: Names;
  readonly password: Names;
  readonly name: Names;
  readonly dialect: readonly string[];
  /** Variables that stand for a parameter of the URL. */
  readonly parameters: Readonly<Record<string, string>>;
}

const FIELDS = ["port", "user", "password", "name", "dialect"] as const;

const DB_VARIABLES: Family = {
  host: ["DB_HOST", "DB_HOSTNAME"],
  port: ["DB_PORT"],
  user: ["DB_USER", "DB_USERNAME"],
  password: ["DB_PASSWORD", "DB_PASS"],
  name: ["DB_NAME", "DB_DATABASE"],
  dialect: ["DB_CLIENT", "DB_DIALECT", "DB_CONNECTION", "DB_TYPE"],
  parameters: { DB_SSLMODE: "sslmode" },
};

const FAMILIES: readonly Family[] = [
  {
    fixed: "postgresql",
    host: ["PGHOST"],
    port: ["PGPORT"],
    user: ["PGUSER"],
    password: ["PGPASSWORD"],
    name: ["PGDATABASE"],
    dialect: [],
    parameters: { PGSSLMODE: "sslmode", PGSSLROOTCERT: "sslrootcert", PGSSLCERT: "sslcert", PGSSLKEY: "sslkey" },
  },
  DB_VARIABLES,
  {
    fixed: "postgresql",
    host: ["POSTGRES_HOST"],
    port: ["POSTGRES_PORT"],
    user: ["POSTGRES_USER", "POSTGRES_USERNAME"],
    password: ["POSTGRES_PASSWORD"],
    name: ["POSTGRES_DB", "POSTGRES_DATABASE"],
    dialect: [],
    parameters: { POSTGRES_SSLMODE: "sslmode" },
  },
  {
    fixed: "mysql",
    host: ["MYSQL_HOST", "MARIADB_HOST"],
    port: ["MYSQL_PORT", "MARIADB_PORT"],
    user: ["MYSQL_USER", "MARIADB_USER"],
    password: ["MYSQL_PASSWORD", "MARIADB_PASSWORD"],
    name: ["MYSQL_DATABASE", "MARIADB_DATABASE"],
    dialect: [],
    parameters: {},
  },
];
