import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { withRenamed } from "../../schema/edit-objects.ts";
import { keyOf } from "../../schema/schema.ts";
import { existsAlready, isTypeTaken } from "../../schema/taken-names.ts";
import { withTypeFollowed } from "../../types/follow-rename.ts";
import { isKnown } from "../../types/user-types.ts";

export const renameType: Rule<"rename-type"> = {
  effect: ({ type, to }, at) => {
    const key = keyOf(at.before, type);
    if (isTypeTaken(at.before, to)) return existsAlready(keyOf(at.before, to));
    if (at.before.types.has(key) && !isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`type ${key} is called ${keyOf(at.before, to)} now: casts that name it fail`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ type, to }, schema) => {
    const [from, key] = [keyOf(schema, type), keyOf(schema, to)];
    return withRenamed(withTypeFollowed(schema, [from, key]), "types", { from, to: key });
  },
};
