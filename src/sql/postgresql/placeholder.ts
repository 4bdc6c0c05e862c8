import type { Node } from "libpg-query";
import { kindOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** Says so if a value is left to be filled in (`$1`), which a script cannot; null if not. */
export function placeholderIn(node: Node): string | null {
  // The body of a function calls its own arguments so.
  if (kindOf(node) === "CreateFunctionStmt") return null;
  const [parameter] = allOf(node, "ParamRef");
  return parameter === undefined ? null : `a value is left to be filled in: $${parameter.number ?? ""}`;
}
