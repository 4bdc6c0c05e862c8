import type { Environment } from "../../ports/secret.ts";
import type { UrlParts } from "../url.ts";
import { loginVariablesOf } from "../login-beside.ts";
import { firstSet } from "../variables.ts";

/**
 * What a program that connects by JDBC is told of the clone: the URL keeps its driver and what else it tells that driver;
 * who logs in is told by the variables beside it, where the container sets them, else in the URL.
 */
export function jdbcStandIns(
  [variable, text]: readonly [string, string],
  environment: Environment,
  clone: UrlParts,
): readonly (readonly [string, string])[] {
  const [start = ""] = JDBC_START.exec(text) ?? [];
  const { user, password } = loginVariablesOf(variable);
  const beside = [
    { name: firstSet(environment, user)?.variable, parameter: "user", value: clone.user },
    { name: firstSet(environment, password)?.variable, parameter: "password", value: clone.password },
  ];
  const parameters = parametersOf(text, clone);
  for (const { name, parameter, value } of beside) if (name === undefined) parameters.set(parameter, value);
  const host = clone.host.includes(":") ? `[${clone.host}]` : clone.host;
  const query = [...parameters].map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  const url = `${start}${host}:${clone.port}/${encodeURIComponent(clone.name)}${query === "" ? "" : `?${query}`}`;
  const login = beside.flatMap(({ name, value }): [string, string][] => (name === undefined ? [] : [[name, value]]));
  return [[variable, url], ...login];
}

export function isJdbc(text: string): boolean {
  return JDBC_START.test(text);
}

/** The live URL's own, but for who logs in there, and how the clone's says that PostgreSQL is spoken to. */
function parametersOf(text: string, clone: UrlParts): Map<string, string> {
  const [, query = ""] = /\?([^#]*)/.exec(text) ?? [];
  const own = [...new URLSearchParams(query)].filter(([key]) => !/^(?:user|password)$/i.test(key));
  const told = clone.dialect === "postgresql" ? [...clone.parameters].filter(([key]) => key.startsWith("ssl")) : [];
  return new Map([...own, ...told]);
}

const JDBC_START = /^jdbc:[a-z0-9+.:-]*:\/\//i;
