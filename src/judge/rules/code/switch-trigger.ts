import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema, Table, Trigger } from "../../schema/schema.ts";
import { referencesTo } from "../../constraints/references.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { isListed, tableIn } from "../../schema/schema.ts";
import { ALWAYS, OFF } from "../../triggers/off.ts";
import { refusedWrite } from "../../triggers/refused-writes.ts";
import { stopped } from "../../triggers/stopped.ts";
import { worstImpact } from "../../worst.ts";

export const switchTrigger: Rule<"enable-trigger" | "disable-trigger"> = {
  effect: (change, { before }) => {
    const { kind, name } = change;
    const hazard = hazardOf(before, "SHARE ROW EXCLUSIVE");
    if (kind === "disable-trigger")
      return off(change, stopped(`trigger ${name} does not run any more`, hazard), before);
    const again = stopped(`trigger ${name} runs again`, hazard);
    if (!mayRefuseAgain(change, before)) return again;
    return {
      ...again,
      because: `${again.because}, and what it refuses is refused again`,
      impact: worstImpact([again.impact, impact("writes_break", "if_data")]),
    };
  },
  after: (change, schema) => withTable(schema, change.table, (table) => switched(table, change, schema)),
};

/** What it did is not known: writes may have needed it. */
function off(
  { name, table: named }: ChangeOf<"enable-trigger" | "disable-trigger">,
  own: Effect,
  schema: Schema,
): Effect {
  const table = tableIn(schema, named);
  const isKnown = table !== undefined && (table.triggers.has(name) || isListed(schema, table));
  return isKnown ? own : { ...own, impact: impact("writes_break", "if_data") };
}

function switched(
  table: Table,
  { kind, name, always }: ChangeOf<"enable-trigger" | "disable-trigger">,
  schema: Schema,
): Table {
  if (kind === "disable-trigger") return { ...table, settings: new Map(table.settings).set(`${OFF}${name}`, "off") };
  const isSwitchedOn = (setting: string): boolean =>
    MANY.has(name) ? setting.startsWith(OFF) && !isOfKeys(setting, name) : setting === `${OFF}${name}`;
  const settings = new Map([...table.settings].filter(([setting]) => !isSwitchedOn(setting)));
  settings.delete(`${ALWAYS}${name}`);
  if (always === true) settings.set(`${ALWAYS}${name}`, "on");
  if (name === "user" && table.settings.has(`${OFF}all`) && hasKeys(table, schema)) settings.set(OF_KEYS, "off");
  return { ...table, settings };
}

/** A write: what keeps keys may, and a trigger that raises an error, or writes to a table that refuses. */
function mayRefuseAgain(
  { name, table: named }: ChangeOf<"enable-trigger" | "disable-trigger">,
  schema: Schema,
): boolean {
  const table = tableIn(schema, named);
  if (table === undefined || !isListed(schema, table)) return true;
  if (name === "all" && hasKeys(table, schema)) return true;
  const switchedOn = [...table.triggers].filter(([trigger]) => MANY.has(name) || trigger === name);
  return switchedOn.some(([, trigger]) => mayRefuse(trigger, table, schema));
}

function mayRefuse({ effects, events, timing }: Trigger, table: Table, schema: Schema): boolean {
  if (effects === null || effects.raises || effects.calls !== undefined) return true;
  return refusedWrite(effects, { table, schema, events, timing, isNew: () => false }) !== undefined;
}

/** Foreign keys are kept by triggers, which are none of a user's; so are keys that are looked at late. */
const OF_KEYS = `${OFF}those of foreign keys`;

function isOfKeys(setting: string, name: string): boolean {
  return setting === OF_KEYS && name === "user";
}

function hasKeys({ name, constraints }: Table, schema: Schema): boolean {
  return (
    constraints.some(({ definition: { kind, deferrable } }) => kind === "foreign-key" || deferrable) ||
    referencesTo(schema, name).length > 0
  );
}

/** What PostgreSQL calls all triggers, and all but those of constraints. */
const MANY: ReadonlySet<string> = new Set(["all", "user"]);
