import type { ChangeOf } from "../../model/change.ts";
import type { OnTable } from "../../model/definition.ts";
import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";
import { columnIn, keyOf } from "../schema/schema.ts";
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
    return isForGood ? withoutFilled(one, change, after) : one;
  });
}

/** What triggers overwrite meanwhile was there. */
function withoutFilled(one: Done, { table, assignments }: ChangeOf<"update">, after: Schema): Done {
  const filled = assignments.map(({ column }) => `values:${keyOf(after, table)}.${column}`);
  // Each loss of the effect stands in the same place under its first name; what the session's end adds comes behind.
  const firstNames = new Set(one.loses.filter((_, place) => filled.includes(one.effect.loses[place] ?? "")));
  const loses = one.loses.filter((loss) => !firstNames.has(loss));
  const effect = { ...one.effect, loses: one.effect.loses.filter((loss) => !filled.includes(loss)) };
  return { ...one, loses, effect: loses.length === 0 ? { ...effect, restorable: "nothing_lost" } : effect };
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
