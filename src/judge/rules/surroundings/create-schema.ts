import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { MADE, withMark } from "../../schema/surroundings.ts";

export const createSchema: Rule<"create-schema"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    if (!before.surroundings.has(`schema ${name}`)) return effect(`schema ${name} is new`);
    return effect(`schema ${name} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ name, ifNotExists }, schema) => {
    const mayBeOlder = ifNotExists && !schema.complete;
    return withMark(schema, `schema ${name}`, mayBeOlder ? "perhaps older" : MADE);
  },
};
