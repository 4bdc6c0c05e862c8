// What is said of parts of tables, where it is not said any more, or something else is.
import type { Ways } from "./restored/ways.ts";
import type { Done } from "./run.ts";
import { isPartComment, partCommented } from "./schema/part-comments.ts";

/** Of a part that a down makes again, and of one that has been there all the time. */
export function leavesUncommented({ before, reverted, ups, downs }: Ways): boolean {
  const [fresh, remade] = [partsMade(ups), partsMade(downs)];
  const said = new Set(downs.flatMap(({ change }) => (change.kind === "comment" ? (partCommented(change) ?? []) : [])));
  const all = [...before.surroundings.keys(), ...reverted.surroundings.keys()].filter(isPartComment);
  return all.some((part) => {
    if (remade.has(part)) return before.surroundings.has(part) && !said.has(part);
    return !fresh.has(part) && before.surroundings.get(part) !== reverted.surroundings.get(part);
  });
}

function partsMade(done: readonly Done[]): ReadonlySet<string> {
  return new Set(done.flatMap(({ change }) => (change.kind === "comment" ? [] : (partCommented(change) ?? []))));
}
