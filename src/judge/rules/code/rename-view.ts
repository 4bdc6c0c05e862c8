import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withRenamed } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { clientView } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";
import { existsAlready, isTaken } from "../../schema/taken-names.ts";
import { withoutView } from "../../views/lost-writes.ts";

export const renameView: Rule<"rename-view"> = {
  effect: ({ view, to, said }, at) => {
    const key = keyOf(at.before, view);
    if (!at.before.views.has(key)) return existence(at.before, { family: "views", key });
    if (isTaken(at.before, to)) return existsAlready(keyOf(at.before, to));
    const known = clientView(at, key);
    if (known === undefined) return effect(`view ${key} is not known to this code`);
    return effect(`view ${key} is called ${keyOf(at.before, to)} now`, {
      impact:
        said === "materialized view" ? impact("reads_break", "if_referenced") : withoutView(known, key, at.client),
      restorable: "full",
      hazard: hazardOn(at.before, BRIEF),
      takes: { kind: "table", table: key },
    });
  },
  after: ({ view, to }, schema) => withRenamed(schema, "views", { from: keyOf(schema, view), to: keyOf(schema, to) }),
};
