import type { Rule } from "../../rule.ts";
import { newDomain } from "../../domains.ts";
import { keyOf } from "../../schema.ts";
import { NEW, withType } from "../../user-types.ts";

export const createDomain: Rule<"create-domain"> = {
  effect: NEW,
  after: (change, schema) =>
    withType(schema, keyOf(schema, change.type), {
      of: "domain",
      labels: [],
      uses: [change.base.name],
      text: "",
      domain: newDomain(change),
    }),
};
