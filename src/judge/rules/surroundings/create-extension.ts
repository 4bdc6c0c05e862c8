import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { withMark } from "../../schema/surroundings.ts";

export const createExtension: Rule<"create-extension"> = {
  effect: ({ name }) => effect(`extension ${name} is new`),
  after: ({ name }, schema) => withMark(schema, `extension ${name}`, "yes"),
};
