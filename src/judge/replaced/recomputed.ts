// A table that is made anew computes a column that it did not, or by another expression.
import type { Impact } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { constrains } from "../schema/names.ts";
import { mayNotBeComputed } from "../values/added-column.ts";
import { isComputedOtherwise } from "./replacement.ts";

/** What writes meet that passed before: what cannot be computed from them, or is refused where it is computed to. */
export function recomputedImpacts(before: Table, now: Table, schema: Schema): readonly Impact[] {
  const columns = [...now.columns.values()].flatMap(({ definition }) => {
    const was = before.columns.get(definition?.name ?? "")?.definition ?? null;
    const isOther = was === null || (definition !== null && isComputedOtherwise(was, definition));
    return definition?.generated && isOther ? [{ definition, was }] : [];
  });
  const isRefused = columns.some(
    ({ definition, was }) =>
      mayNotBeComputed(definition, now, schema) || (was !== null && isHeld(definition.name, now)),
  );
  return isRefused ? [impact("writes_break", "if_data")] : [];
}

function isHeld(column: string, { constraints, indexes }: Table): boolean {
  const isUnique = indexes.some(({ definition: { unique, keys } }) => unique && keys.includes(column));
  return isUnique || constraints.some(({ definition }) => constrains(definition, column));
}
