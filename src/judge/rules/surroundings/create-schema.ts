import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { withObjectOwner } from "../../schema/owners.ts";
import { MADE, PERHAPS_OLDER, withMark } from "../../schema/surroundings.ts";

export const createSchema: Rule<"create-schema"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    if (!before.surroundings.has(`schema ${name}`)) return effect(`schema ${name} is new`);
    return effect(`schema ${name} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ name, ifNotExists, owner }, schema) => {
    // What lists the schema of MySQL is of one database, and says nothing of others.
    const mayBeOlder = ifNotExists && !(schema.complete && schema.dialect === "postgresql");
    const made = withMark(schema, `schema ${name}`, mayBeOlder ? PERHAPS_OLDER : MADE);
    return owner === undefined ? made : withObjectOwner(made, name, owner);
  },
};
