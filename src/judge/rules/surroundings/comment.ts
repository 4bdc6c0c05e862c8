import type { ChangeOf } from "../../../model/change.ts";
import type { At, Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { clientColumn, clientTable, effect } from "../../rule.ts";
import { withComment } from "../../schema/comments.ts";
import { columnIn, keyOf, tableIn } from "../../schema/schema.ts";

export const comment: Rule<"comment"> = {
  effect: (change, at) => {
    const hazard = locks("SHARE UPDATE EXCLUSIVE");
    return isOnNew(change, at)
      ? effect("a comment on something new", { hazard })
      : effect("a comment", { restorable: "full", hazard });
  },
  after: (change, schema) => withComment(schema, change),
};

/** Nobody misses the comment that was there before. */
function isOnNew({ on, of }: ChangeOf<"comment">, at: At): boolean {
  if (of !== undefined) return isNewThing(of, at);
  if (on === undefined) return false;
  const { relation, column } = on;
  if (column === null) return tableIn(at.before, relation) !== undefined && clientTable(at, relation) === undefined;
  return columnIn(at.before, relation, column) !== undefined && clientColumn(at, relation, column) === undefined;
}

/** Of overloads, all must be new. */
function isNewThing({ family, name }: NonNullable<ChangeOf<"comment">["of"]>, { before, client }: At): boolean {
  const key = keyOf(before, name);
  const isNamed = (each: string): boolean => each === key || each.startsWith(`${key}(`);
  const found = [...before[family]].filter(([each]) => isNamed(each)).map(([, { id }]) => id);
  const known = new Set([...client[family].values()].map(({ id }) => id));
  return found.length > 0 && found.every((id) => !known.has(id));
}
