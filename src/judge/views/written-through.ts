import type { ChangeOf } from "../../model/change.ts";
import type { Loss } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Schema, View } from "../schema/schema.ts";
import { UNKNOWN_HAZARD } from "../hazards/hazards.ts";
import { UNDETERMINED, effect } from "../rule.ts";
import { existence } from "../schema/existence.ts";
import { keyOf } from "../schema/schema.ts";
import { ofItsOwn } from "../sqlite/counters.ts";
import { hasTriggerOn } from "../triggers/of-views.ts";
import { takesWrites } from "./lost-writes.ts";

type Written = ChangeOf<"insert"> | ChangeOf<"update"> | ChangeOf<"delete">;

/** What is written to what is no table of the schema's. */
export function ofNoTable(change: Written, schema: Schema): Effect {
  const key = keyOf(schema, change.table);
  return (
    throughView(change, schema) ?? ofItsOwn(key, schema, change.kind) ?? existence(schema, { family: "tables", key })
  );
}

/** A view that takes it: the table behind it has it, or a trigger. Undefined for any other. */
function throughView(change: Written, schema: Schema): Effect | undefined {
  const key = keyOf(schema, change.table);
  const view = schema.views.get(key);
  const isTaken = hasTriggerOn(key, schema) || (view !== undefined && takesWrites(view) && schema.dialect !== "sqlite");
  if (view === undefined || !isTaken) return undefined;
  const loses = view.reads.flatMap((table) => lossesIn(table, change, view));
  return effect(`${key} is a view, and what is written through it is not followed`, {
    impact: UNDETERMINED,
    succeeds: "undetermined",
    loses,
    restorable: loses.length > 0 ? "none" : "full",
    hazard: UNKNOWN_HAZARD,
  });
}

function lossesIn(table: string, change: Written, { columns, sources }: View): readonly Loss[] {
  if (change.kind === "delete") return [`rows:${table}`];
  if (change.kind === "insert") return [];
  return change.assignments.map(({ column }): Loss => {
    const source = sources?.[columns?.indexOf(column) ?? -1];
    return `values:${table}.${source ?? column}`;
  });
}
