import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { NEW, withType } from "../../types/user-types.ts";

export const createType: Rule<"create-type"> = {
  effect: NEW,
  after: ({ type, text, uses = [], parts = [] }, schema) =>
    withType(schema, keyOf(schema, type), { of: "other", labels: parts, text, uses }),
};
