import { plain } from "./contents.ts";

/** The rows as text, in an order that can be compared. */
export function inOrder(statement: string, rows: readonly (readonly unknown[])[]): readonly string[] {
  const lines = rows.map((row) => JSON.stringify(row.map((value) => (value === null ? null : plain(textOf(value))))));
  return /\border by\b/i.test(statement) ? lines : lines.toSorted();
}

/** A number is the same number in another type. */
function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : `${value as string | number | bigint | boolean | null}`;
}
