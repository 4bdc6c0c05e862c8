// Formatted SQL, by the patterns of liquibase/parser/core/formattedsql/FormattedSqlChangeLogParser.java.
import type { Down } from "../../model/migration.ts";
import type { ChangeSet, Changelog } from "./changelog.ts";
import { isCommentOnly } from "../sections/sql-text.ts";
import { upOf } from "../sections/up-text.ts";
import { inTransaction } from "./changelog.ts";

/** undefined for SQL without the first line that makes it a changelog: Liquibase takes that for one changeset. */
export function formattedSql(text: string): Changelog | undefined {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = lines.find((line) => line.trim() !== "") ?? "";
  if (!/^\s*--\s*liquibase\s+formatted/i.test(header)) return undefined;
  const starts = lines.flatMap((line, at) => (CHANGESET.test(line) ? [at] : []));
  return {
    logicalPath: attribute(header, "logicalFilePath"),
    entries: starts.map((start, at) => changeSetOf(lines.slice(start, starts[at + 1]))),
  };
}

function changeSetOf([first = "", ...rest]: readonly string[]): ChangeSet {
  const [, author = "", id = ""] = CHANGESET.exec(first) ?? [];
  const rollback = rollbackIn(rest);
  return {
    kind: "changeset",
    id: unquoted(id),
    author: unquoted(author),
    logicalPath: attribute(first, "logicalFilePath"),
    down: downOf(rollback, first),
    changes: {
      up: ["sql"],
      down: NAMES_ANOTHER.test(rollback ?? "") ? ["changeSetId"] : ["sql"],
      ...inTransaction(attribute(first, "runInTransaction")),
    },
    ...upIn(rest, first),
  };
}

/** All but its own lines, which are comments to the database; one that is for some databases only may do nothing. */
function upIn(lines: readonly string[], first: string): Pick<ChangeSet, "up"> {
  const text = lines.filter((line) => !/^\s*--\s*rollback\s/i.test(line)).join("\n");
  return /\b(?:dbms|endDelimiter)\s*:/i.test(first) || text.includes("${") ? {} : upOf(text);
}

/** Lines of their own, or the block comment `liquibase rollback`. */
function rollbackIn(lines: readonly string[]): string | undefined {
  const single = lines.flatMap((line) => /^\s*--\s*rollback\s(.*)$/i.exec(line)?.[1] ?? []);
  const blocks = [...lines.join("\n").matchAll(/^\s*\/\*\s*liquibase\s+rollback\s*\n([\s\S]*?)\*\//gim)];
  const texts = [...single, ...blocks.map(([, block = ""]) => block)];
  return texts.length === 0 ? undefined : texts.join("\n");
}

function downOf(rollback: string | undefined, first: string): Down {
  if (rollback === undefined)
    return { kind: "absent", because: "it has no rollback, and Liquibase makes none for SQL" };
  if (/^\s*(?:not required|empty)\b/i.test(rollback) || isCommentOnly(rollback))
    return { kind: "absent", because: "its rollback is empty" };
  if (onlyLiquibaseKnows(rollback, first)) return { kind: "code" };
  return { kind: "sql", text: rollback, transaction: attribute(first, "runInTransaction") !== "false" };
}

/** Another changeset named as the way back, properties to be replaced, and delimiters that no server knows. */
function onlyLiquibaseKnows(rollback: string, first: string): boolean {
  return NAMES_ANOTHER.test(rollback) || rollback.includes("${") || /\b(?:rollback)?endDelimiter\s*:/i.test(first);
}

const NAMES_ANOTHER = /\bchangesetid\s*:/i;

function attribute(line: string, name: string): string | undefined {
  const value = new RegExp(String.raw`\b${name}:("[^"]*"|\S+)`, "i").exec(line)?.[1];
  return value === undefined ? undefined : unquoted(value);
}

function unquoted(text: string): string {
  return text.trim().replace(/^"(.*)"$/, "$1");
}

const CHANGESET = /^\s*--\s*changeset\s+("[^"]+"|[^:]+):\s*("[^"]+"|\S+)/i;
