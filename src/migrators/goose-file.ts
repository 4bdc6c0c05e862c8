// goose's SQL files, by the rules of its own parser, internal/sqlparser/parser.go.
import type { Down } from "../model/migration.ts";
import { isCommentOnly } from "./sql-text.ts";

/**
 * The way back in one file. `NO TRANSACTION` holds for both directions, wherever it stands. With `ENVSUB ON` goose puts
 * its own variables into the text, so that only goose itself can run it.
 */
export function downIn(text: string): Down {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const commands = lines.map(commandIn);
  const start = commands.indexOf("DOWN");
  if (!commands.includes("UP")) return refused("it has no '-- +goose Up' line");
  const unknown = commands.find((command) => command !== undefined && !KNOWN.has(command));
  if (unknown !== undefined) return refused(`it says '-- +goose ${unknown}'`);
  if (start === -1) return { kind: "absent", because: "it has no '-- +goose Down' part" };
  if (start < commands.indexOf("UP") || commands.lastIndexOf("DOWN") !== start)
    return refused("its '-- +goose Down' line does not stand once and after '-- +goose Up'");
  const statements = partAfter(start, lines, commands);
  if (isCommentOnly(statements)) return { kind: "absent", because: "its '-- +goose Down' part is empty" };
  if (commands.includes("ENVSUB ON")) return { kind: "code" };
  return { kind: "sql", text: statements, transaction: !commands.includes("NO TRANSACTION") };
}

/** A block between StatementBegin and StatementEnd is one statement, with or without a semicolon at its end. */
function partAfter(start: number, lines: readonly string[], commands: readonly (string | undefined)[]): string {
  const part = lines.slice(start + 1).map((line, index) => {
    const command = commands[start + 1 + index];
    if (command === undefined) return line;
    return command === "STATEMENTEND" && !/;\s*$/.test(lastIn(lines, start + index)) ? ";" : "";
  });
  return part.join("\n");
}

function lastIn(lines: readonly string[], before: number): string {
  return lines.slice(0, before + 1).findLast((line) => line.trim() !== "") ?? "";
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
