import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { referencesTo } from "../../constraints/references.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { withTable } from "../../schema/edit-table.ts";
import { OFF } from "../../triggers/fired.ts";
import { stopped } from "../../triggers/stopped.ts";

export const switchTrigger: Rule<"enable-trigger" | "disable-trigger"> = {
  effect: ({ kind, name }, { before }) =>
    stopped(
      `trigger ${name} ${kind === "enable-trigger" ? "runs again" : "does not run any more"}`,
      hazardOf(before, "SHARE ROW EXCLUSIVE"),
    ),
  after: (change, schema) => withTable(schema, change.table, (table) => switched(table, change, schema)),
};

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

const ALWAYS = "always on: ";

/** Foreign keys are kept by triggers, which are none of a user's. */
const OF_KEYS = `${OFF}those of foreign keys`;

function isOfKeys(setting: string, name: string): boolean {
  return setting === OF_KEYS && name === "user";
}

function hasKeys({ name, constraints }: Table, schema: Schema): boolean {
  return (
    constraints.some(({ definition: { kind } }) => kind === "foreign-key") || referencesTo(schema, name).length > 0
  );
}

/** What PostgreSQL calls all triggers, and all but those of constraints. */
const MANY: ReadonlySet<string> = new Set(["all", "user"]);
