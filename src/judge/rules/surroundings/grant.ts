import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { withGranted } from "../../schema/privileges.ts";

export const grant: Rule<"grant"> = {
  effect: ({ text }) => effect(`more is allowed: ${text}`),
  after: (change, schema) => withGranted(schema, change),
};
