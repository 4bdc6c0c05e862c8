import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Table } from "../../schema/schema.ts";
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
  after: (change, schema) => withTable(schema, change.table, (table) => switched(table, change)),
};

function switched(table: Table, { kind, name }: ChangeOf<"enable-trigger" | "disable-trigger">): Table {
  if (kind === "disable-trigger") return { ...table, settings: new Map(table.settings).set(`${OFF}${name}`, "off") };
  const isSwitchedOn = (setting: string): boolean =>
    MANY.has(name) ? setting.startsWith(OFF) : setting === `${OFF}${name}`;
  return { ...table, settings: new Map([...table.settings].filter(([setting]) => !isSwitchedOn(setting))) };
}

/** What PostgreSQL calls all triggers, and all but those of constraints. */
const MANY: ReadonlySet<string> = new Set(["all", "user"]);
