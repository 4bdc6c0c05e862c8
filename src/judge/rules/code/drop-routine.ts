import type { ChangeOf } from "../../../model/change.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, locks } from "../../hazards/hazards.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { effect, impact } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { clientRoutine } from "../../schema/known.ts";
import { routineKey } from "../../schema/routines.ts";
import { keyOf } from "../../schema/schema.ts";
import { withoutHolders } from "../../schema/unheld.ts";
import { callerOnView, withoutCallersOnViews } from "../../triggers/of-views.ts";
import { stopped } from "../../triggers/stopped.ts";
import { holdersOfRoutine } from "../../types/held.ts";

export const dropRoutine: Rule<"drop-routine"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = routineKey(before, change.routine, change.args);
    if (key === undefined || isOther(change, key, before)) return unlisted(change, at);
    const obstacle = isAmbiguous(change, before) ? "not the only one" : usedBy(before, key, change);
    if (obstacle !== undefined) return effect(`${key} is ${obstacle}`, { succeeds: "no" });
    const known = clientRoutine(at, key);
    const hazard = isHeld(before, change) ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
    if (known === undefined) return effect(`${key} is not known to this code`, { hazard });
    if (known.signature.endsWith(" returns trigger")) return triggerRoutineGone(key, at);
    return effect(`${change.of} ${key} is gone`, {
      hazard,
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "routine", routine: key },
    });
  },
  after: (change, schema) => {
    const found = routineKey(schema, change.routine, change.args);
    // One that is called with others is another one, and stays.
    if (found === undefined && overloadsOf(change.routine, schema) > 0) return schema;
    const key = found ?? keyOf(schema, change.routine);
    const without = withoutObject(schema, "routines", key);
    if (!change.cascade) return without;
    const tables = [...without.tables].map(([name, table]): [string, typeof table] => [
      name,
      { ...table, triggers: new Map([...table.triggers].filter(([, { routine }]) => routine !== key)) },
    ]);
    const unwatched = { ...withoutCallersOnViews(without, key), tables: new Map(tables) };
    if (overloadsOf(change.routine, schema) > 1) return unwatched;
    return withoutHolders(unwatched, ({ routines }) => routines.includes(change.routine.name));
  },
};

/** MySQL's functions and procedures have names of their own. */
function isOther({ of }: ChangeOf<"drop-routine">, key: string, schema: Schema): boolean {
  return isInnoDb(schema) && schema.routines.get(key)?.of !== of;
}

/** That it is there, only an up says. */
function unlisted({ routine, of, ifExists, cascade }: ChangeOf<"drop-routine">, { before, side }: At): Effect {
  const key = keyOf(before, routine);
  if (before.complete) return existence(before, { family: "routines", key, ifExists });
  const isPostgres = before.dialect === "postgresql";
  const isSure = isPostgres ? cascade && ifExists : side === "up" || ifExists;
  return effect(`${of} ${key} is gone`, {
    impact: impact("reads_and_writes_break", "if_referenced"),
    restorable: "full",
    succeeds: isSure ? "yes" : "undetermined",
    hazard: isPostgres && cascade ? UNKNOWN_HAZARD : NO_HAZARD,
  });
}

/** What triggers called goes with them, where `cascade` takes them. */
function triggerRoutineGone(key: string, { before, client, side }: At): Effect {
  const onView = callerOnView(before, key);
  if (onView !== undefined && client.surroundings.has(onView))
    return effect(`${onView} takes no writes any more`, {
      impact: impact("writes_break", "if_referenced"),
      restorable: "full",
      hazard: hazardOf(before, "ACCESS EXCLUSIVE"),
    });
  const tables = [...before.tables.values()].filter(({ triggers }) =>
    [...triggers.values()].some(({ routine }) => routine === key),
  );
  if (tables.length === 0) return effect(`${key} is for triggers: no statement calls it`, { restorable: "full" });
  const hazard = hazardOf(before, "ACCESS EXCLUSIVE");
  const known = tables.filter(({ id }) => tableById(client, id) !== undefined).map(({ name }) => name);
  if (known.length === 0) return effect(`${key} is called on tables that this code does not know`, { hazard });
  const gone = stopped(`${key} is not called on ${known.join(", ")} any more`, hazard);
  return side === "up" ? gone : { ...gone, impact: impact("behaviour_change", "if_data") };
}

/** What keeps PostgreSQL's functions where they are; MySQL's bodies name theirs without anybody minding. */
function usedBy(schema: Schema, key: string, { routine, cascade }: ChangeOf<"drop-routine">): string | undefined {
  if (schema.dialect !== "postgresql" || cascade) return undefined;
  for (const [table, { triggers }] of schema.tables)
    for (const [trigger, made] of triggers) if (made.routine === key) return `used by trigger ${trigger} on ${table}`;
  const caller = callerOnView(schema, key);
  if (caller !== undefined) return `used by ${caller}`;
  // What names an overload cannot be told from what names another.
  const [holder] = overloadsOf(routine, schema) > 1 ? [] : holdersOfRoutine(schema, routine);
  return holder === undefined ? undefined : `used by ${holder}`;
}

/** What `cascade` takes along stands on tables. */
function isHeld(schema: Schema, { routine, cascade }: ChangeOf<"drop-routine">): boolean {
  return schema.dialect === "postgresql" && cascade && holdersOfRoutine(schema, routine).length > 0;
}

function overloadsOf(routine: Name, schema: Schema): number {
  return [...schema.routines.values()].filter(({ name }) => name === keyOf(schema, routine)).length;
}

/** "function name "f" is not unique" */
function isAmbiguous({ routine, args }: ChangeOf<"drop-routine">, schema: Schema): boolean {
  return schema.dialect === "postgresql" && args === undefined && overloadsOf(routine, schema) > 1;
}
