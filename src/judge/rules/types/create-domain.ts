import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { newDomain } from "../../types/domains.ts";
import { NEW, withType } from "../../types/user-types.ts";

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
