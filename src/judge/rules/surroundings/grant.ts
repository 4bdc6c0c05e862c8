import type { Rule } from "../../rule.ts";
import { withoutObject } from "../../edit-objects.ts";
import { privilegeKey } from "../../privileges.ts";
import { effect } from "../../rule.ts";
import { withMark } from "../../surroundings.ts";

export const grant: Rule<"grant"> = {
  effect: ({ text }) => effect(`more is allowed: ${text}`),
  after: ({ on, to, privileges }, schema) => {
    const key = privilegeKey(schema, { on, to, privileges });
    return schema.surroundings.has(`revoked ${key}`)
      ? withoutObject(schema, "surroundings", `revoked ${key}`)
      : withMark(schema, key, "yes");
  },
};
