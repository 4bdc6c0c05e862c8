import type { Statement } from "../model/change.ts";
import type { Dialect } from "../model/situation.ts";
import { withoutPasswords } from "./passwords.ts";
import { withoutUnfilled } from "./unfilled.ts";

/** How names that ignore case were spelled first, by their lower-case form (SQLite: after `table` or `column`). */
export type Spellings = Map<string, string>;

/**
 * A script's statements in their order, by the database's own grammar. What is not understood is `opaque`. Scripts about
 * the same schema share `spellings`, for MySQL's columns and indexes, and SQLite's names, whose case does not matter. The
 * texts are for showing: passwords are left out of them.
 */
export async function statementsOf(
  dialect: Dialect,
  text: string,
  spellings: Spellings = new Map<string, string>(),
): Promise<readonly Statement[]> {
  return (await parsed(dialect, text, spellings)).map(withoutUnfilled).map(withoutPasswords);
}

/** Text as UTF-8. Bytes that are none are said, and make the text one statement that is not understood. */
export async function statementsIn(
  dialect: Dialect,
  bytes: Uint8Array,
  spellings: Spellings = new Map<string, string>(),
): Promise<readonly Statement[]> {
  const text = decoded(bytes);
  return text === null ? [NOT_UTF_8] : statementsOf(dialect, text, spellings);
}

async function parsed(dialect: Dialect, text: string, spellings: Spellings): Promise<readonly Statement[]> {
  switch (dialect) {
    case "postgresql":
      return (await import("./postgresql/parse.ts")).parsePostgresql(text);
    case "mysql":
    case "mariadb":
      return (await import("./mysql/parse.ts")).parseMysql(text, dialect, spellings);
    case "sqlite":
      return (await import("./sqlite/parse.ts")).parseSqlite(text, spellings);
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const NOT_UTF_8: Statement = { text: "", changes: [{ kind: "opaque", because: "the file is not UTF-8" }] };
