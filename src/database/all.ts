import type { Dialect } from "../model/situation.ts";
import type { DialectRules } from "./dialect.ts";
import { mariadb, mysql } from "./mysql.ts";
import { postgres } from "./postgres.ts";
import { sqlite } from "./sqlite.ts";

export const dialects: Readonly<Record<Dialect, DialectRules>> = { postgresql: postgres, mysql, mariadb, sqlite };

/** The dialect whose rules list this word, e.g. of a URL's scheme. */
export function dialectCalled(word: string, list: "schemes" | "clients"): Dialect | undefined {
  return (Object.keys(dialects) as Dialect[]).find((dialect) => dialects[dialect][list].includes(word));
}
