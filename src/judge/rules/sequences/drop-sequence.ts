import type { Rule } from "../../rule.ts";
import type { Column, Schema } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { ON_SEQUENCE } from "../../sequence-hazard.ts";

/** Its position is gone: a new one begins anew, and numbers that are in use come again. */
export const dropSequence: Rule<"drop-sequence"> = {
  effect: (change, { before, client }) => {
    const key = keyOf(before, change.sequence);
    const known = before.sequences.get(key);
    if (known === undefined && before.complete)
      return existence(before, { family: "sequences", key, ifExists: change.ifExists });
    const users = usersOf(before, key);
    if (users.length > 0 && !change.cascade && before.dialect === "postgresql")
      return effect(`sequence ${key} is the default of ${users.join(", ")}`, { succeeds: "no" });
    const isSure = before.complete || (known !== undefined && known.id > 0);
    const loses = [`sequence:${key}`];
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    return effect(`sequence ${key} is gone`, {
      impact: impact("writes_break", users.length > 0 || !isSure ? "always" : "if_referenced"),
      succeeds: isSure || change.cascade ? "yes" : "undetermined",
      loses,
      restorable: "structure_only",
      hazard: ON_SEQUENCE,
    });
  },
  after: ({ sequence }, schema) => withoutObject(schema, "sequences", keyOf(schema, sequence)),
};

function usersOf(schema: Schema, key: string): readonly string[] {
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns].filter(([, known]) => isCountedBy(known, schema, key)).map(([column]) => `${table}.${column}`),
  );
}

function isCountedBy({ definition, given }: Column, schema: Schema, key: string): boolean {
  const value = definition?.default ?? given;
  return (
    value !== undefined && "sequence" in value && value.sequence !== undefined && keyOf(schema, value.sequence) === key
  );
}
