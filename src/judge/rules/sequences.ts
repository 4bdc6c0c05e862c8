import type { Effect, Rule } from "../rule.ts";
import type { Schema } from "../schema.ts";
import { withObject, withoutObject, withRenamed } from "../edit.ts";
import { existence } from "../existence.ts";
import { effect, impact } from "../rule.ts";
import { keyOf } from "../schema.ts";

export const createSequence: Rule<"create-sequence"> = {
  effect: ({ sequence, ifNotExists }, { before }) => {
    const key = keyOf(before, sequence);
    if (!before.sequences.has(key)) return effect(`sequence ${key} is new`);
    return effect(`sequence ${key} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ sequence, ownedBy }, schema) => {
    const key = keyOf(schema, sequence);
    if (schema.sequences.has(key)) return schema;
    const owner = ownedBy === null ? null : `${keyOf(schema, ownedBy.table)}.${ownedBy.column}`;
    return withObject(schema, "sequences", { key, make: (id) => ({ id, ownedBy: owner, text: "" }) });
  },
};

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
    const loses = [`sequence:${key}`];
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    return effect(`sequence ${key} is gone`, {
      impact: impact("writes_break", users.length > 0 ? "always" : "if_referenced"),
      loses,
      restorable: "structure_only",
      hazard: ON_SEQUENCE,
    });
  },
  after: ({ sequence }, schema) => withoutObject(schema, "sequences", keyOf(schema, sequence)),
};

function usersOf(schema: Schema, key: string): readonly string[] {
  const escaped = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const named = new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, "i");
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([, { definition }]) => {
        const value = definition?.default;
        return value !== undefined && "text" in value && named.test(value.text);
      })
      .map(([column]) => `${table}.${column}`),
  );
}

const ON_SEQUENCE = { level: "brief_block", lock: "SHARE ROW EXCLUSIVE", rewrite: false, scan: false } as const;

/** A lower limit is refused where the counter is past it, and stops it later. */
function limited(key: string, text: string): Effect {
  const isNarrower = /\bas\s+(?:integer|int|int4|smallint|int2)\b|(?<!no\s)\bmaxvalue\b/i.test(text);
  if (!isNarrower) return effect(`sequence ${key} counts in another way`, { restorable: "full", hazard: ON_SEQUENCE });
  return effect(`sequence ${key} ends earlier`, {
    impact: impact("writes_break", "if_data"),
    succeeds: "data_dependent",
    restorable: "full",
    hazard: ON_SEQUENCE,
  });
}

/** Options by their names; what is the default again is not said. */
function optionsAfter(known: string, text: string): string {
  const options = new Map<string, string>(JSON.parse(known === "" ? "[]" : known) as [string, string][]);
  for (const [, name = "", value = ""] of text.matchAll(OPTION)) {
    if (DEFAULTS.has(`${name} ${value}`.toLowerCase())) options.delete(name.toLowerCase());
    else options.set(name.toLowerCase(), value.toLowerCase());
  }
  return options.size === 0 ? "" : JSON.stringify([...options].toSorted());
}

const OPTION = /\b(increment|cache|minvalue|maxvalue|as|start)\s+(?:by\s+|with\s+)?(-?\d+|[a-z]\w*)/gi;

const DEFAULTS: ReadonlySet<string> = new Set(["increment 1", "cache 1", "minvalue 1", "as bigint", "as int8"]);

/** A counter that is set back gives numbers again that are in use. */
export const alterSequence: Rule<"alter-sequence"> = {
  effect: ({ sequence, restart, value, text }, { before, client }) => {
    const key = keyOf(before, sequence);
    const known = before.sequences.get(key);
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    if (!restart) return limited(key, text);
    return effect(`sequence ${key} goes on from ${value ?? "another number"}: numbers in use may come again`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      hazard: ON_SEQUENCE,
    });
  },
  after: ({ sequence, text, restart }, schema) => {
    const key = keyOf(schema, sequence);
    const known = schema.sequences.get(key);
    if (known === undefined || restart) return schema;
    return {
      ...schema,
      sequences: new Map(schema.sequences).set(key, { ...known, text: optionsAfter(known.text, text) }),
    };
  },
};

export const renameSequence: Rule<"rename-sequence"> = {
  effect: ({ sequence, to }, { before }) =>
    effect(`sequence ${keyOf(before, sequence)} is called ${keyOf(before, to)} now; defaults follow`, {
      impact: impact("writes_break", "if_referenced"),
      restorable: "full",
    }),
  after: ({ sequence, to }, schema) =>
    withRenamed(schema, "sequences", { from: keyOf(schema, sequence), to: keyOf(schema, to) }),
};
