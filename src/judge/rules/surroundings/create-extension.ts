import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { MADE, extensionIn, withMark } from "../../schema/surroundings.ts";
import { EXTENSION_TYPES } from "../../types/extensions.ts";

export const createExtension: Rule<"create-extension"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    if (!before.surroundings.has(`extension ${name}`)) return effect(`extension ${name} is new`);
    return effect(`extension ${name} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ name, schema: home = "public" }, schema) => {
    const key = `extension ${name}`;
    if (schema.surroundings.has(key)) return schema;
    const brought = new Set((EXTENSION_TYPES[name] ?? []).map((type) => `types:${type}`));
    const dropped = new Set([...schema.dropped].filter((each) => !brought.has(each)));
    return withMark({ ...schema, dropped }, key, home === "public" ? MADE : extensionIn(home));
  },
};
