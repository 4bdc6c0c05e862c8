import type { Rule } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";
import { NEW, withType } from "../../types/user-types.ts";

export const createEnum: Rule<"create-enum"> = {
  effect: NEW,
  after: ({ type, labels }, schema) =>
    withType(schema, keyOf(schema, type), { of: "enum", labels, text: "", uses: [] }),
};
