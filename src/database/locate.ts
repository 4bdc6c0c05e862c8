import type { SafeRollbackError } from "../errors.ts";
import type { Settings } from "../model/settings.ts";
import type { UrlConventions } from "../model/url-conventions.ts";
import type { Address } from "../ports/database.ts";
import type { Environment, Secret } from "../ports/secret.ts";
import type { UrlParts } from "./url.ts";
import type { Separate } from "./variables.ts";
import { failure } from "../errors.ts";
import { choose, edit, run } from "../model/trouble.ts";
import { secretOf } from "../secret.ts";
import { isConnectionString, parseConnectionString } from "./connection-string.ts";
import { loginBeside } from "./login-beside.ts";
import { formatUrl, parseUrl } from "./url.ts";
import { firstSet, separateVariables } from "./variables.ts";

interface Sources {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly conventions: UrlConventions;
  /** A URL from outside the container: a file's content or this program's own environment. */
  readonly override: Secret | undefined;
}

/**
 * Where the workload's database is: the operator's own URL, then the variable the operator named, then the tool's
 * usual variables, then separate ones. The first that is set decides; none is tried because another one failed.
 * @throws database-url-missing when none is set or the one that decides may not be read,
 * setting-malformed when it holds no database URL; the messages name variables, never values
 */
export function locateDatabase({ environment, settings, conventions, override }: Sources): Address {
  if (override !== undefined) return addressFrom(override.reveal(), originOf(settings));
  const named = settings.databaseUrlEnv?.value;
  if (named !== undefined) return fromNamed(environment, named);
  const usual = firstSet(environment, conventions.urlVariables);
  if (usual?.unread !== undefined) throw unreadable(usual.variable, usual.unread);
  if (usual !== undefined) return fromVariable(usual, environment);
  const separate = separateVariables(environment);
  if (separate === undefined) throw nothingFound(environment, conventions);
  return fromSeparate(separate);
}

function fromNamed(environment: Environment, variable: string): Address {
  const set = firstSet(environment, [variable]);
  if (set?.unread !== undefined) throw unreadable(variable, set.unread);
  if (set !== undefined) return fromVariable(set, environment);
  throw failure("database-url-missing", `the container has no variable ${variable}`, {
    facts: namesLikeUrls(environment),
    next: [
      choose("--database-url-env NAME", "the container's variable that holds the database's URL"),
      choose("--database-url-file FILE", "or a file with the URL"),
    ],
  });
}

function fromSeparate(separate: Separate): Address {
  switch (separate.kind) {
    case "found":
      return addressOf(separate.parts, separate.from);
    case "unreadable":
      throw unreadable(separate.variable, separate.because);
    case "port-malformed":
      throw failure("setting-malformed", `${inContainer(separate.variable)} is not a port number`, {
        next: [choose("--database-url-file FILE", "a file with the whole URL instead")],
      });
    case "dialect-unclear":
      throw failure(
        "setting-malformed",
        `${inContainer(separate.hostVariable)} names a database host, but not whether it is PostgreSQL or MySQL`,
        {
          facts: ["neither DB_CLIENT, DB_DIALECT, DB_CONNECTION or DB_TYPE nor DB_PORT says so"],
          next: [choose("--database-url-file FILE", "a file with a URL: postgres://… or mysql://…")],
        },
      );
  }
}

/** @throws setting-malformed */
export function addressFrom(text: string, from: string): Address {
  const parsed = isConnectionString(text) ? parseConnectionString(text) : parseUrl(text);
  if (parsed.kind === "parsed") return addressOf(parsed.parts, from);
  throw failure("setting-malformed", `${from} does not hold the URL of a database`, {
    facts: [parsed.because, "its value is not shown, as it may contain a password"],
    next: [
      edit(from, "write it as postgres://user:password@host:port/name, or with mysql:// before it, or as sqlite:/path"),
      choose("--database-url-file FILE", "or a file with such a URL"),
    ],
  });
}

function addressOf(parts: UrlParts, from: string): Address {
  const { dialect, host, port } = parts;
  const name = parts.name || (dialect === "postgresql" ? parts.user : "");
  const shownHost = host === "" ? "localhost" : host;
  const url = secretOf(formatUrl({ ...parts, host: shownHost, name }));
  return { dialect, host: shownHost, port, name, url, from };
}

function fromVariable({ variable, value }: { variable: string; value: string }, environment: Environment): Address {
  const address = addressFrom(value, inContainer(variable));
  return value.trim().startsWith("jdbc:") ? withLogin(address, variable, environment) : completed(address, environment);
}

/** A JDBC URL seldom says who logs in. */
function withLogin(address: Address, variable: string, environment: Environment): Address {
  const parsed = parseUrl(address.url.reveal());
  if (parsed.kind === "malformed") return address;
  const { user, password, unread } = loginBeside(variable, environment);
  if (unread !== undefined) throw unreadable(unread.variable, unread.because);
  const { parts } = parsed;
  return addressOf({ ...parts, user: parts.user || user, password: parts.password || password }, address.from);
}

/** libpq takes what its URL leaves out from PGUSER and PGPASSWORD, so the container's programs do. */
function completed(address: Address, environment: Environment): Address {
  const parsed = parseUrl(address.url.reveal());
  if (address.dialect !== "postgresql" || parsed.kind === "malformed") return address;
  const { parts } = parsed;
  const user = parts.user || (environment.variables.get("PGUSER")?.reveal() ?? "");
  const password = parts.password || (environment.variables.get("PGPASSWORD")?.reveal() ?? "");
  return addressOf({ ...parts, user, password }, address.from);
}

function originOf({ databaseUrlFrom }: Settings): string {
  return databaseUrlFrom?.value === "file" ? "the file of --database-url-file" : "SAFE_ROLLBACK_DATABASE_URL";
}

function inContainer(variable: string): string {
  return `${variable} of the container`;
}

function unreadable(variable: string, because: string): SafeRollbackError {
  return failure("database-url-missing", `${inContainer(variable)} could not be read: ${because}`, {
    facts: [`${variable} says where the database is or how to log in`],
    next: [
      choose("--database-url-file FILE", "a file with the database's URL, which needs no permission in the cluster"),
      run("kubectl auth can-i get secrets", "whether you may read Secrets here"),
    ],
  });
}

function nothingFound(environment: Environment, conventions: UrlConventions): SafeRollbackError {
  return failure("database-url-missing", "the container does not say where its database is", {
    facts: [
      `variables looked for: ${conventions.urlVariables.join(", ")}, PGHOST, DB_HOST, POSTGRES_HOST, MYSQL_HOST`,
      ...namesLikeUrls(environment),
      ...[...environment.unresolved].map(([name, because]) => `${name} could not be read: ${because}`),
    ],
    next: [
      choose("--database-url-env NAME", "the container's variable that holds the database's URL"),
      choose("--database-url-file FILE", "or a file with the URL"),
    ],
  });
}

/** Names only. They help to find the right one, and a name is no secret. */
function namesLikeUrls({ variables, unresolved }: Environment): readonly string[] {
  const names = [...variables.keys(), ...unresolved.keys()].filter((name) => /ur[il]|dsn|connection/i.test(name));
  return names.length === 0 ? [] : [`variables of the container that may hold a URL: ${names.toSorted().join(", ")}`];
}
