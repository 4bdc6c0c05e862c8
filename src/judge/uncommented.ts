// Parts of tables that come back without what was said of them.
import type { Ways } from "./restored/ways.ts";
import { partCommented } from "./schema/part-comments.ts";

export function leavesUncommented({ before, downs }: Ways): boolean {
  const said = downs.flatMap(({ change }) => (change.kind === "comment" ? (partCommented(change) ?? []) : []));
  return downs.some(({ change }) => {
    const part = change.kind === "comment" ? undefined : partCommented(change);
    return part !== undefined && before.surroundings.has(part) && !said.includes(part);
  });
}
