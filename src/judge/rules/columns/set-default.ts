import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { Found } from "../../on-column.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Table } from "../../schema/schema.ts";
import { isUniqueWithin } from "../../constraints/held-unique.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { withCounterOf } from "../../replaced/counter-behind.ts";
import { effect, impact } from "../../rule.ts";
import { withDefinition, withGiven, withTable } from "../../schema/edit-table.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { ownValueOf } from "../../schema/own-value.ts";
import { isListed, keyOf } from "../../schema/schema.ts";
import { isSerial } from "../../schema/serial.ts";
import { takesDefault } from "../../values/fitting-default.ts";
import { refusedBy } from "../../values/new-default.ts";
import { isRequired } from "./add-column.ts";
import { dropDefault } from "./drop-default.ts";

export const setDefault: Rule<"set-default"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, isNew, column } = found;
    const own = ownValueOf(change, column, at.before);
    if (own !== null) return effect(`${shown} is ${own}, which has no default`, { succeeds: "no" });
    const hazard = hazardOn(at.before, BRIEF);
    if (isNew) return refusedBy(change, at, change.default) ?? effect(`${shown} is not known to this code`, { hazard });
    if (change.default.kind === "null" && !isInnoDb(at.before))
      return dropDefault.effect({ ...change, kind: "drop-default" }, at);
    const isUnique = !isListed(at.before, found.table) || isUniqueWithin(found.table, [change.column]);
    if (isUnique && beginsAnew(change, at))
      return effect(`rows that leave out ${shown} get numbers from 1 on, which may be in use`, {
        hazard,
        restorable: "full",
        impact: impact("writes_break", "if_data"),
      });
    return omitted(change, at, found);
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      withCounterOf(
        withGiven(
          withDefinition(table, change.column, (known) => ({
            ...known,
            default: change.default,
            identity: isSerial(schema, change.table, change.column) ? "none" : known.identity,
          })),
          change.column,
          change.default,
        ),
        change,
        schema,
      ),
    ),
};

function omitted(
  change: ChangeOf<"set-default">,
  at: At,
  { shown, table, column: { definition } }: Extract<Found, { readonly kind: "found" }>,
): Effect {
  const frame = { restorable: "full", hazard: hazardOn(at.before, BRIEF) } as const;
  if (definition !== null && isRequired(definition)) return effect(`${shown} gets a default where it had none`, frame);
  if (isRepeated(change, table, definition))
    return effect(`of the rows that leave out ${shown}, one can have its default`, {
      ...frame,
      impact: impact("writes_break", "if_referenced"),
    });
  const taken = definition === null || takesDefault({ ...definition, default: change.default }, table, at.before);
  if (taken !== true)
    return effect(`rows that leave out ${shown} get a value that ${taken === false ? "is" : "may be"} refused`, {
      ...frame,
      impact: impact("writes_break", taken === false ? "if_referenced" : "if_data"),
    });
  return effect(`rows that leave out ${shown} get another value`, {
    ...frame,
    impact: impact("behaviour_change", "if_referenced"),
  });
}

/** The same value for all, where none may be there twice and each had its own, or none. */
function isRepeated(
  { column, default: next }: ChangeOf<"set-default">,
  table: Table,
  definition: ColumnDefinition | null,
): boolean {
  const isNew = definition !== null && definition.default.kind !== "constant";
  return isNew && next.kind === "constant" && isUniqueWithin(table, [column]);
}

/** The sequence that a down makes again, and that nothing has set to where it was. */
function beginsAnew({ default: given }: ChangeOf<"set-default">, { before, client, side }: At): boolean {
  if (side !== "down" || !("sequence" in given) || given.sequence === undefined) return false;
  const sequence = before.sequences.get(keyOf(before, given.sequence));
  return sequence !== undefined && sequence.id >= client.nextId;
}
