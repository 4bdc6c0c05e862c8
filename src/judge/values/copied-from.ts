import type { Value } from "../../model/value.ts";

/** The column whose value is taken as it is, however its name is written; null for what is computed. */
export function copiedFrom(value: Value): string | null {
  if (value.from === "constant") return null;
  const [read, second] = value.reads;
  if (read === undefined || second !== undefined || unquoted(value.text) !== unquoted(read)) return null;
  return read.slice(read.lastIndexOf(".") + 1);
}

function unquoted(name: string): string {
  return name.replaceAll(/["`[\]\s]/g, "").toLowerCase();
}
