import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { NEW, withType } from "../../user-types.ts";

export const createDomain: Rule<"create-domain"> = {
  effect: NEW,
  after: ({ type, base, nullable, default: value, checks }, schema) =>
    withType(schema, keyOf(schema, type), {
      of: "domain",
      labels: [],
      uses: [base.name],
      domain: { base, nullable, default: value, checks },
      text: JSON.stringify([base, nullable, value, checks]),
    }),
};
