import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { NEW, withType } from "../../user-types.ts";

export const createDomain: Rule<"create-domain"> = {
  effect: NEW,
  after: ({ type, base, nullable, constrained }, schema) =>
    withType(schema, keyOf(schema, type), {
      of: "domain",
      labels: [],
      uses: [base.name],
      constrained: constrained || !nullable,
      text: JSON.stringify([base, nullable, constrained]),
    }),
};
