import type { Environment } from "../ports/secret.ts";
import { firstSet } from "./variables.ts";

interface Login {
  readonly user: string;
  readonly password: string;
  readonly unread: { readonly variable: string; readonly because: string } | undefined;
}

/** From variables named like the URL's own, as JDBC's programs have them: FLYWAY_URL, FLYWAY_USER, FLYWAY_PASSWORD. */
export function loginBeside(urlVariable: string, environment: Environment): Login {
  const names = loginVariablesOf(urlVariable);
  const user = firstSet(environment, names.user);
  const password = firstSet(environment, names.password);
  const unread = [user, password].flatMap((one) =>
    one?.unread === undefined ? [] : [{ variable: one.variable, because: one.unread }],
  )[0];
  return { user: user?.value ?? "", password: password?.value ?? "", unread };
}

/** How these variables are called. */
export function loginVariablesOf(urlVariable: string): Readonly<Record<"user" | "password", readonly string[]>> {
  const family = urlVariable.replace(/(?:_JDBC)?_URL$/, "");
  return { user: [`${family}_USER`, `${family}_USERNAME`], password: [`${family}_PASSWORD`] };
}
