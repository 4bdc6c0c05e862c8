import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { withObjectOwner } from "../../schema/owners.ts";
import { MADE, withMark } from "../../schema/surroundings.ts";

export const createSchema: Rule<"create-schema"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    if (!before.surroundings.has(`schema ${name}`)) return effect(`schema ${name} is new`);
    return effect(`schema ${name} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ name, ifNotExists, owner }, schema) => {
    const mayBeOlder = ifNotExists && !schema.complete;
    const made = withMark(schema, `schema ${name}`, mayBeOlder ? "perhaps older" : MADE);
    return owner === undefined ? made : withObjectOwner(made, name, owner);
  },
};
