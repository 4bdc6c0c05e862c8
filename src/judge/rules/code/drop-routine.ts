import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition, Named } from "../../../model/definition.ts";
import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { clientRoutine } from "../../known.ts";
import { callsRoutine } from "../../names.ts";
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
    if (known.signature.endsWith(" returns trigger"))
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
  const { name } = routine;
  for (const [table, known] of schema.tables) {
    for (const [trigger, made] of known.triggers) if (made.routine === key) return `trigger ${trigger} on ${table}`;
    const column = [...known.columns].find(([, { definition }]) =>
      namedIn(definition).some((names) => callsRoutine(names, name)),
    );
    if (column !== undefined) return `${table}.${column[0]}`;
    const parts = [...known.constraints, ...known.indexes].map(({ definition }) => definition);
    if (parts.some((part) => "names" in part && callsRoutine(part.names, name)))
      return `a check or an index of ${table}`;
  }
  return [...schema.views].find(([, { names }]) => callsRoutine(names, name))?.[0];
}

function namedIn(definition: ColumnDefinition | null): readonly (Named | undefined)[] {
  if (definition === null) return [];
  const { generated, default: value } = definition;
  return [generated?.names, "names" in value ? value.names : undefined];
}
