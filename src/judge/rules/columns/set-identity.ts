import type { Rule } from "../../rule.ts";
import { withIdentity } from "../../identity.ts";
import { findColumn } from "../../on-column.ts";
import { identityEffect } from "./add-identity.ts";

export const setIdentity: Rule<"set-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => withIdentity(schema, change, change.identity),
};
