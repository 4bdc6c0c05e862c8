import type { MysqlDialect } from "./token.ts";

/** What a server does with the inside of a comment; `unsettled` where that hangs on a version that is not known here. */
export interface CommentReading {
  readonly reading: "comment" | "code" | "unsettled";
  /** Where the comment's inside begins. */
  readonly inside: number;
}

/**
 * How the comment that starts at `at` is read: `/*!50003 … *\/` is code from that version on, `/*M! … *\/` on MariaDB
 * only, and MariaDB leaves out what is meant for MySQL 5.7 to 9.x (both manuals, "Comments" and "Comment Syntax").
 */
export function readingOf(text: string, at: number, dialect: MysqlDialect): CommentReading {
  const forMariaDb = text.startsWith("/*M!", at) || text.startsWith("/*m!", at);
  if (!forMariaDb && !text.startsWith("/*!", at)) return { reading: "comment", inside: at + 2 };
  const digitsAt = at + (forMariaDb ? 4 : 3);
  const digits = digitsAtMostSix(text, digitsAt);
  const inside = digitsAt + digits.length;
  if (forMariaDb && dialect === "mysql") return { reading: "comment", inside };
  if (digits === "") return { reading: "code", inside };
  if (digits === NO_VERSION) return { reading: "comment", inside };
  return { reading: dialect === "mysql" ? onMysql(Number(digits)) : onMariaDb(Number(digits), forMariaDb), inside };
}

function onMysql(version: number): CommentReading["reading"] {
  return version <= LAST_OF_MYSQL_8_0 ? "code" : "unsettled";
}

function onMariaDb(version: number, forMariaDb: boolean): CommentReading["reading"] {
  if (!forMariaDb && version >= 50_700 && version <= 99_999) return "comment";
  return version <= LAST_OF_MARIADB_10_6 ? "code" : "unsettled";
}

function digitsAtMostSix(text: string, at: number): string {
  let end = at;
  while (end < at + 6 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  return end - at < 5 ? "" : text.slice(at, end);
}

/** mariadb-dump's first line, a word to the client alone, is for this one. */
const NO_VERSION = "999999";

/** The oldest servers that are supported; what needs a later one may or may not run. */
const LAST_OF_MYSQL_8_0 = 80_099;
const LAST_OF_MARIADB_10_6 = 100_699;
