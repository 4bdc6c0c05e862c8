import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { clientRoutine } from "../../known.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

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
