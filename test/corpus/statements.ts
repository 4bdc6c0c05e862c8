import { plain } from "./contents.ts";

/** The statements of a script in which each but the last ends its line with a semicolon. */
export function statementsOf(script: string): readonly string[] {
  return script.split(/;\s*(?:\n|$)/).filter((statement) => statement.trim() !== "");
}

/** The rows as text, in an order that can be compared. */
export function inOrder(statement: string, rows: readonly (readonly unknown[])[]): readonly string[] {
  const lines = rows.map((row) => JSON.stringify(row.map((value) => (value === null ? null : plain(textOf(value))))));
  return /\border by\b/i.test(statement) ? lines : lines.toSorted();
}

/** A number is the same number in another type. */
function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
