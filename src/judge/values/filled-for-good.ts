import type { OnTable } from "../../model/definition.ts";
import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";
import { columnIn } from "../schema/schema.ts";
import { fillsNulls } from "./assigned.ts";

/** Nulls that are filled because the same statements forbid them are nothing that a way back would look for. */
export function withoutForbidden(done: readonly Done[], after: Schema): readonly Done[] {
  return done.map((one) => {
    const { change, effect } = one;
    if (change.kind !== "update" || effect.loses.length === 0) return one;
    const isForGood = change.assignments.every(
      ({ column }) =>
        fillsNulls(change, column) &&
        (columnIn(after, change.table, column)?.definition?.nullable === false || isForbidden(done, change, column)),
    );
    return isForGood ? { ...one, loses: [], effect: { ...effect, loses: [], restorable: "nothing_lost" } } : one;
  });
}

function isForbidden(done: readonly Done[], { table }: OnTable, column: string): boolean {
  return done.some(
    ({ change }) =>
      change.kind === "set-not-null" &&
      change.column === column &&
      change.table.name === table.name &&
      change.table.schema === table.schema,
  );
}
