import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Rule } from "../rule.ts";
import type { Schema } from "../schema.ts";
import { withObject, withoutObject, withRenamed } from "../edit.ts";
import { existence } from "../existence.ts";
import { clientRoutine, isBegun } from "../known.ts";
import { effect, impact, unchanged } from "../rule.ts";
import { keyOf } from "../schema.ts";

/** What a routine does is not judged: another body is another behaviour. */
export const createRoutine: Rule<"create-routine"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.routine);
    const current = before.routines.get(key);
    if (current === undefined && change.orReplace && !isBegun(before, "routines", key))
      return effect(`${key} may have had another body before`, {
        impact: impact("behaviour_change", "if_referenced"),
        restorable: "full",
      });
    if (current === undefined) return effect(`${change.of} ${key} is new`);
    if (!change.orReplace && current.signature === change.signature)
      return effect(`${change.of} ${key} exists already`, { succeeds: "no" });
    if (clientRoutine(at, key) === undefined) return effect(`${key} is not known to this code`);
    if (current.signature === change.signature && sameText(current.body, change.body))
      return effect(`${key} stays as it is`);
    return effect(`${key} has another body`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ routine, signature, body }, schema) => {
    const key = keyOf(schema, routine);
    const current = schema.routines.get(key);
    return withObject(schema, "routines", { key, make: (id) => ({ id: current?.id ?? id, signature, body }) });
  },
};

export const dropRoutine: Rule<"drop-routine"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.routine);
    if (!before.routines.has(key)) {
      if (before.complete) return existence(before, { family: "routines", key, ifExists: change.ifExists });
      return effect(`${change.of} ${key} is gone`, {
        impact: impact("reads_and_writes_break", "if_referenced"),
        restorable: "full",
      });
    }
    const user = change.cascade ? undefined : userOf(before, change);
    if (user !== undefined) return effect(`${key} is used by ${user}`, { succeeds: "no" });
    const known = clientRoutine(at, key);
    if (known === undefined) return effect(`${key} is not known to this code`);
    if (/\btrigger\W*$/i.test(known.signature))
      return effect(`${key} is for triggers: no statement calls it`, { restorable: "full" });
    return effect(`${change.of} ${key} is gone`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "routine", routine: key },
    });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.routine);
    const without = withoutObject(schema, "routines", key);
    if (!change.cascade) return without;
    const tables = [...without.tables].map(([name, table]): [string, typeof table] => [
      name,
      { ...table, triggers: new Map([...table.triggers].filter(([, { routine }]) => routine !== key)) },
    ]);
    return { ...without, tables: new Map(tables) };
  },
};

/** What keeps PostgreSQL's functions where they are; MySQL's bodies name theirs without anybody minding. */
function userOf(schema: Schema, { routine }: ChangeOf<"drop-routine">): string | undefined {
  if (schema.dialect !== "postgresql") return undefined;
  const key = keyOf(schema, routine);
  const called = new RegExp(String.raw`(?<![\w$])${routine.name.replaceAll("$", String.raw`\$`)}"?\s*\(`, "i");
  for (const [table, known] of schema.tables) {
    for (const [name, trigger] of known.triggers) if (trigger.routine === key) return `trigger ${name} on ${table}`;
    const column = [...known.columns].find(([, { definition }]) => called.test(expressionsOf(definition)));
    if (column !== undefined) return `${table}.${column[0]}`;
    const text = [...known.constraints, ...known.indexes].map((each) => JSON.stringify(each.definition)).join(" ");
    if (called.test(text)) return `a check or an index of ${table}`;
  }
  return [...schema.views].find(([, view]) => called.test(view.text))?.[0];
}

function expressionsOf(definition: ColumnDefinition | null): string {
  if (definition === null) return "";
  const { generated, default: value } = definition;
  return `${generated?.text ?? ""} ${"text" in value ? value.text : ""}`;
}

export const renameRoutine: Rule<"rename-routine"> = {
  effect: ({ routine, to }, at) => {
    const key = keyOf(at.before, routine);
    if (at.before.routines.has(key) && clientRoutine(at, key) === undefined)
      return effect(`${key} is not known to this code`);
    return effect(`${key} is called ${keyOf(at.before, to)} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "routine", routine: key },
    });
  },
  after: ({ routine, to }, schema) =>
    withRenamed(schema, "routines", { from: keyOf(schema, routine), to: keyOf(schema, to) }),
};

export const alterRoutine: Rule<"alter-routine"> = {
  effect: ({ routine }, { before }) =>
    effect(`${keyOf(before, routine)} runs with other settings or under another name`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    }),
  after: unchanged,
};

export function sameText(first: string, second: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim().toLowerCase();
  return plain(first) === plain(second);
}
