import type { Rule } from "../../rule.ts";
import { effect } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { newSequenceKey } from "../../schema/sequence-key.ts";
import { optionsAfter } from "../../schema/sequence-options.ts";
import { ownerKey } from "../../schema/serial.ts";
import { isTaken } from "../../schema/taken-names.ts";

export const createSequence: Rule<"create-sequence"> = {
  effect: (change, { before }) => {
    const key = newSequenceKey(change, before);
    const isThere = change.implicit === true ? before.sequences.has(key) : isTaken(before, change.sequence);
    if (!isThere) return effect(`sequence ${key} is new`);
    return effect(`${key} exists already`, { succeeds: change.ifNotExists ? "yes" : "no" });
  },
  after: (change, schema) => {
    const { ownedBy, options = [] } = change;
    const key = newSequenceKey(change, schema);
    if (schema.sequences.has(key)) return schema;
    const owner = ownerKey(ownedBy, schema);
    const anew = options.every(({ name }) => name !== "start");
    return withObject(schema, "sequences", {
      key,
      make: (id) => ({ id, ownedBy: owner, options: optionsAfter(new Map(), options), anew }),
    });
  },
};
