// sql-migrate's files, by the rules of its own parser, sqlparse/sqlparse.go.
import type { Down } from "../../model/migration.ts";
import { STATEMENT_BEGIN, endOfBlock } from "../sections/marked-statements.ts";
import { isCommentOnly } from "../sections/sql-text.ts";

/** The way back in one file: everything after its `-- +migrate Down` lines. What the tool refuses to parse is absent. */
export function downIn(text: string): Down {
  const lines = linesOf(text);
  const commands = lines.map(commandIn);
  if (commands.every((command) => command?.word !== "Up" && command?.word !== "Down"))
    return { kind: "absent", because: "it has no '-- +migrate Up' or Down line, without which the tool refuses it" };
  const parts = partsIn("Down", lines, commands);
  if (parts.length === 0) return { kind: "absent", because: "it has no '-- +migrate Down' part" };
  const statements = parts.join("\n");
  if (isCommentOnly(statements)) return { kind: "absent", because: "its '-- +migrate Down' part is empty" };
  const optsOut = commands.some((command) => command?.word === "Down" && command.options.includes("notransaction"));
  return { kind: "sql", text: statements, transaction: !optsOut };
}

/** A line that begins with `-- +migrate `. */
interface MigrateCommand {
  readonly word: string;
  readonly options: readonly string[];
}

function commandIn(line: string): MigrateCommand | undefined {
  if (!line.startsWith("-- +migrate ")) return undefined;
  const [word = "", ...options] = line.slice("-- +migrate ".length).split(/\s+/);
  return { word, options };
}

/** The way there; undefined where the file has none. */
export function upIn(text: string): string | undefined {
  const lines = linesOf(text);
  const commands = lines.map(commandIn);
  if (commands.every((command) => command?.word !== "Up")) return undefined;
  return partsIn("Up", lines, commands).join("\n");
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}

function partsIn(
  wanted: "Up" | "Down",
  lines: readonly string[],
  commands: readonly (MigrateCommand | undefined)[],
): readonly string[] {
  const parts: string[] = [];
  let direction: string | undefined;
  lines.forEach((line, index) => {
    const word = commands[index]?.word;
    direction = word === "Up" || word === "Down" ? word : direction;
    if (direction === wanted) parts.push(...linesFor(word, line, parts));
  });
  return parts;
}

function linesFor(word: string | undefined, line: string, before: readonly string[]): readonly string[] {
  switch (word) {
    case undefined:
      return [line];
    case "StatementBegin":
      return [STATEMENT_BEGIN];
    case "StatementEnd":
      return endOfBlock(before);
    default:
      return [""];
  }
}
