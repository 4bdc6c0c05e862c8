import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { NEW, withType } from "../../user-types.ts";

export const createType: Rule<"create-type"> = {
  effect: NEW,
  after: ({ type, text }, schema) => withType(schema, keyOf(schema, type), { of: "other", labels: [], text }),
};
