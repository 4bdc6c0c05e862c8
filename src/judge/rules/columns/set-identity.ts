import type { Rule } from "../../rule.ts";
import { findColumn } from "../../on-column.ts";
import { effect } from "../../rule.ts";
import { isNoIdentity, withIdentity } from "../../schema/identity.ts";
import { identityEffect } from "./add-identity.ts";

export const setIdentity: Rule<"set-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    if (isNoIdentity(at.before, change, found.column))
      return effect(`${found.shown} is no identity`, { succeeds: "no" });
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => withIdentity(schema, change, change),
};
