import type { ChangeOf } from "../../../model/change.ts";
import type { TriggerEffects } from "../../../model/change/code.ts";
import type { Name } from "../../../model/definition.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { clientColumn, clientTable, effect, impact, UNDETERMINED } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { clientView } from "../../schema/known.ts";
import { plainText } from "../../schema/same-text.ts";
import { columnIn, keyOf, tableIn } from "../../schema/schema.ts";
import { withTie } from "../../schema/ties.ts";
import { mayReadMalformed } from "../../sqlite/malformed-json.ts";
import { BUILT_IN_TRIGGERS } from "../../triggers/built-in.ts";
import { calledBy } from "../../triggers/called.ts";
import { shownOnView, triggerOnView } from "../../triggers/of-views.ts";
import { refusedWrite } from "../../triggers/refused-writes.ts";
import { worstImpact } from "../../worst.ts";

/** What a trigger does is in its body: it can refuse a write, change what is written, or do something beside it. */
export const createTrigger: Rule<"create-trigger"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    if (isTaken(change, before) && !change.orReplace) return existing(change);
    const hazard = hazardOf(before, "SHARE ROW EXCLUSIVE");
    if ((table === undefined ? clientView(at, key) : clientTable(at, change.table)) === undefined)
      return effect(`${key} is not known to this code`, { hazard });
    return { ...effectOn(change, at), hazard };
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.table);
    // Only a view has one of those.
    if (schema.views.has(key) || change.timing === "instead-of") {
      const routine = change.routine === null ? "" : keyOf(schema, change.routine);
      return withObject(schema, "surroundings", {
        key: triggerOnView(change.name),
        make: () => shownOnView(change, { view: key, routine, body: bodyOf(change, schema) }),
      });
    }
    if (change.ifNotExists === true && isTaken(change, schema)) return schema;
    const made = withTable(schema, change.table, (table) => ({
      ...table,
      triggers: new Map(table.triggers).set(change.name, {
        events: change.events,
        timing: change.timing,
        routine: change.routine === null ? null : keyOf(schema, change.routine),
        body: bodyOf(change, schema),
        effects: effectsOf(change, schema),
        ...(change.condition !== undefined && { condition: plainText(change.condition) }),
        ...(change.updatesOf !== undefined && { updatesOf: change.updatesOf }),
      }),
    }));
    return withTie(made, change.table, { key: `trigger ${change.name}`, names: change.watches });
  },
};

/** PostgreSQL's triggers have their names from their tables, the others' from the whole schema. */
function isTaken({ name, table }: ChangeOf<"create-trigger">, schema: Schema): boolean {
  const tables = schema.dialect === "postgresql" ? [tableIn(schema, table)] : [...schema.tables.values()];
  return tables.some((known) => known?.triggers.has(name) === true);
}

/** What it does from now on with each write. */
function effectOn(change: ChangeOf<"create-trigger">, at: At): Effect {
  const effects = effectsOf(change, at.before);
  const isRead = effects !== null && !effects.raises && effects.calls === undefined;
  const refusal = isRead ? refusalOf(effects, change, at) : undefined;
  const impacted = worstImpact([impactOf(effects, change, at), ...(refusal === undefined ? [] : [MAY_FAIL])]);
  const when = at.side === "down" && impacted.verdict === "behaviour_change" ? "always" : impacted.when;
  const because =
    refusal === undefined
      ? reasonOf(change.name, effects)
      : `trigger ${change.name} writes what may be refused: ${refusal}`;
  return effect(because, { impact: { ...impacted, when } });
}

function existing({ name, ifNotExists }: ChangeOf<"create-trigger">): Effect {
  return ifNotExists === true
    ? effect(`trigger ${name} exists already, so nothing is made`)
    : effect(`trigger ${name} exists already`, { succeeds: "no" });
}

/** null where what it calls is not in the text, or cannot be read. */
function effectsOf(change: ChangeOf<"create-trigger">, schema: Schema): TriggerEffects | null {
  const { routine, effects } = change;
  const own = routine === null ? withJson(effects, change, schema) : effectsOfRoutine(routine, schema);
  if (own?.calls === undefined) return own ?? null;
  const called = calledBy(own.calls, schema);
  const { calls: _, ...known } = own;
  return called === "unknown" ? own : { ...known, raises: own.raises || called === "may-raise" };
}

/** A function of SQLite's that reads JSON ends the write where a text of the row is none. */
function withJson(
  effects: TriggerEffects | null | undefined,
  { table: name, body, condition = "" }: ChangeOf<"create-trigger">,
  schema: Schema,
): TriggerEffects | null | undefined {
  const table = tableIn(schema, name);
  if (schema.dialect !== "sqlite" || !effects || table === undefined) return effects;
  const isOpen = mayReadMalformed(`${condition} ${body}`, effects.columns, [table]);
  return isOpen ? { ...effects, raises: true } : effects;
}

function effectsOfRoutine(routine: Name, schema: Schema): TriggerEffects | null | undefined {
  const known = schema.routines.get(keyOf(schema, routine));
  return known === undefined ? BUILT_IN_TRIGGERS.get(routine.name) : known.effects;
}

function bodyOf({ routine, body }: ChangeOf<"create-trigger">, schema: Schema): string {
  return routine === null ? body : (schema.routines.get(keyOf(schema, routine))?.body ?? "");
}

function impactOf(effects: TriggerEffects | null, change: ChangeOf<"create-trigger">, at: At): Impact {
  if (effects === null || effects.calls !== undefined) return UNDETERMINED;
  if (effects.raises) return MAY_FAIL;
  if (isElsewhere(effects, change, at)) return impact("compatible", "always");
  return setsNewOnly(effects, change, at) ? impact("compatible", "always") : impact("behaviour_change", "if_data");
}

/** It does nothing but set columns that this code does not know. */
function setsNewOnly(effects: TriggerEffects, { table, timing }: ChangeOf<"create-trigger">, at: At): boolean {
  const skips = timing !== "after" && effects.skips === true;
  const isNew = (column: string): boolean =>
    columnIn(at.before, table, column) !== undefined && clientColumn(at, table, column) === undefined;
  return !skips && effects.tables.length === 0 && effects.assigns.length > 0 && effects.assigns.every(isNew);
}

const MAY_FAIL: Impact = impact("writes_break", "if_data");

/** What one of the same name refused before is no news. */
function refusalOf(
  effects: TriggerEffects,
  { table: name, events, timing, name: trigger }: ChangeOf<"create-trigger">,
  at: At,
): string | undefined {
  const table = tableIn(at.before, name);
  if (table === undefined) return undefined;
  const was = clientTable(at, name)?.triggers.get(trigger);
  const isNew = (column: string): boolean => clientColumn(at, name, column) === undefined;
  const fired = { table, schema: at.before, isNew };
  const isOld = was?.effects && refusedWrite(was.effects, { ...fired, ...was }) !== undefined;
  return isOld ? undefined : refusedWrite(effects, { ...fired, events, timing });
}

/** After the write, it does nothing but write to tables that this code does not know; after a down, that code was used to its not running. */
function isElsewhere({ tables }: TriggerEffects, { timing }: ChangeOf<"create-trigger">, at: At): boolean {
  if (at.side === "down" || timing !== "after") return false;
  return tables.length > 0 && tables.every((table) => isNewTable(table, at));
}

function isNewTable(table: Name, at: At): boolean {
  return tableIn(at.before, table) !== undefined && clientTable(at, table) === undefined;
}

function reasonOf(name: string, effects: TriggerEffects | null): string {
  if (effects === null) return `what trigger ${name} calls is not in the text, or cannot be read`;
  if (effects.calls !== undefined) return `trigger ${name} calls what is not in the text: ${effects.calls.join(", ")}`;
  return effects.raises ? `trigger ${name} can refuse a write` : `trigger ${name} runs with each write`;
}
