import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { MARK, markedLines } from "./probe-output.ts";

/** A look for a table that has one row, with the digits at the end of the table's name. */
export interface SignedTable {
  readonly tool: string;
  readonly table: string;
  readonly purpose: string;
  /** How the tool shows such a row, on one line. */
  readonly row: RegExp;
}

export function digitsOf(table: string): string {
  return /\d+$/.exec(table)?.[0] ?? "";
}

/**
 * Understands what SHOWN_SCRIPT printed.
 * @throws ledger-not-found when the tool shows no such row, image-not-readable, database-unreachable when it shows nothing
 */
export function signedTableIn(
  output: string,
  { tool, table, purpose, row }: SignedTable,
): { readonly ledger: { readonly table: string } } {
  const lines = markedLines(output, purpose);
  const all = (tag: string): readonly string[] => lines.filter((line) => line.tag === tag).map(({ rest }) => rest);
  const [obstacle] = all("obstacle");
  if (obstacle !== undefined) throw failure("image-not-readable", obstacle);
  const shown = all("shown").map((line) => line.trim());
  if (shown.some((line) => row.test(line))) return { ledger: { table } };
  if (all("exit")[0] === "0") throw failure("ledger-not-found", `${tool} sees no table ${table} where it connects`);
  const said = shown.findLast((line) => /error/i.test(line)) ?? shown.findLast((line) => line !== "") ?? "nothing";
  throw failure("database-unreachable", `${tool} shows nothing`, { facts: [`it printed: ${maskCredentials(said)}`] });
}

/**
 * POSIX sh. `obstacle WHY` ends the script; `show COMMAND…` runs a command and prints what it printed, line by line
 * (`shown`), and how it ended (`exit`).
 */
export const SHOWN_SCRIPT: string = String.raw`
say() { printf '%s\n' "${MARK}$1"; }
obstacle() {
  say "obstacle $1"
  say end
  exit
}
show() {
  shown=$("$@" 2>&1)
  say "exit $?"
  printf '%s\n' "$shown" | while IFS= read -r line; do say "shown $line"; done
  say end
}
`;
