import type { Node } from "libpg-query";
import { wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/**
 * The first column that a default reads, which none may (src/backend/parser/parse_expr.c, transformColumnRef): a text in
 * the quotes of a word processor, or without any. Null where there is none.
 */
export function columnInDefault(node: Node): string | null {
  const made = allOf(node, "Constraint").filter(({ contype }) => contype === "CONSTR_DEFAULT");
  const set = allOf(node, "AlterTableCmd").filter(({ subtype }) => subtype === "AT_ColumnDefault");
  const [column] = allOf([made.map(({ raw_expr }) => raw_expr), set.map(({ def }) => def)], "ColumnRef");
  return column === undefined ? null : wordsOf(column.fields).join(".");
}
