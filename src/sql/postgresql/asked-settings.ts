// Settings that an expression reads and that a session need not have: `current_setting` fails then, unless it is told not to.
import { functionName } from "./functions.ts";
import { stringsIn, allOf } from "./walk.ts";

/** By name; those of PostgreSQL's own, which have no dot, are always there. */
export function settingsAskedBy(tree: unknown): readonly string[] {
  const calls = allOf(tree, "FuncCall").filter((call) => /^(?:pg_catalog\.)?current_setting$/.test(functionName(call)));
  const asked = calls.flatMap(({ args }) => (args?.length === 1 ? stringsIn(args) : []));
  return [...new Set(asked.filter((name) => name.includes(".")))];
}
