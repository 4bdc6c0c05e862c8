// goose's SQL files, by the rules of its own parser, internal/sqlparser/parser.go.
import type { Down } from "../../model/migration.ts";
import { STATEMENT_BEGIN, endOfBlock } from "../sections/marked-statements.ts";
import { isCommentOnly } from "../sections/sql-text.ts";

/**
 * The way back in one file. `NO TRANSACTION` holds for both directions, wherever it stands. With `ENVSUB ON` goose puts
 * its own variables into the text, so that only goose itself can run it.
 */
export function downIn(text: string): Down {
  const lines = linesOf(text);
  const commands = lines.map(commandIn);
  const start = commands.indexOf("DOWN");
  if (!commands.includes("UP")) return refused("it has no '-- +goose Up' line");
  const unknown = commands.find((command) => command !== undefined && !KNOWN.has(command));
  if (unknown !== undefined) return refused(`it says '-- +goose ${unknown}'`);
  if (start === -1) return { kind: "absent", because: "it has no '-- +goose Down' part" };
  if (start < commands.indexOf("UP") || commands.lastIndexOf("DOWN") !== start)
    return refused("its '-- +goose Down' line does not stand once and after '-- +goose Up'");
  const statements = partBetween(start, lines.length, { lines, commands });
  if (isCommentOnly(statements)) return { kind: "absent", because: "its '-- +goose Down' part is empty" };
  if (commands.includes("ENVSUB ON")) return { kind: "code" };
  return { kind: "sql", text: statements, transaction: !commands.includes("NO TRANSACTION") };
}

/** The way there; undefined where goose refuses the file, or puts its own variables into it. */
export function upIn(text: string): string | undefined {
  const lines = linesOf(text);
  const commands = lines.map(commandIn);
  const start = commands.indexOf("UP");
  const end = commands.indexOf("DOWN");
  const isUnderstood = commands.every((command) => command === undefined || KNOWN.has(command));
  if (start === -1 || !isUnderstood || commands.includes("ENVSUB ON")) return undefined;
  return partBetween(start, end === -1 ? lines.length : end, { lines, commands });
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r?\n/);
}

interface Commanded {
  readonly lines: readonly string[];
  readonly commands: readonly (string | undefined)[];
}

function partBetween(start: number, end: number, { lines, commands }: Commanded): string {
  const part: string[] = [];
  lines.slice(start + 1, end).forEach((line, index) => {
    const command = commands[start + 1 + index];
    if (command === undefined) part.push(line);
    else if (command === "STATEMENTBEGIN") part.push(STATEMENT_BEGIN);
    else if (command === "STATEMENTEND") part.push(...endOfBlock(part));
  });
  return part.join("\n");
}

/** The annotation on a line, in capitals; undefined for any other line. */
function commandIn(line: string): string | undefined {
  if (!line.trim().startsWith("--") || !line.includes("+goose")) return undefined;
  return line.replaceAll("--", "").replace("+goose", "").trim().toUpperCase();
}

function refused(why: string): Down {
  return { kind: "absent", because: `${why}, so goose refuses the file` };
}

const KNOWN: ReadonlySet<string> = new Set([
  "UP",
  "DOWN",
  "STATEMENTBEGIN",
  "STATEMENTEND",
  "NO TRANSACTION",
  "ENVSUB ON",
  "ENVSUB OFF",
]);
