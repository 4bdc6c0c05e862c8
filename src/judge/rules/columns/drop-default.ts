import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition, OnColumn } from "../../../model/definition.ts";
import type { Found } from "../../on-column.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { withDefinition, withGiven, withTable } from "../../schema/edit-table.ts";
import { ownValueOf } from "../../schema/own-value.ts";
import { isSerial } from "../../schema/serial.ts";
import { refusedBy } from "../../values/new-default.ts";
import { isRequired } from "./add-column.ts";

export const dropDefault: Rule<"drop-default"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const own = ownValueOf(change, found.column, at.before);
    return own === null
      ? withoutDefault(change, at, found)
      : effect(`${found.shown} is ${own}, which has no default`, { succeeds: "no" });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      withGiven(
        withDefinition(table, change.column, (known) => ({
          ...known,
          default: { kind: "none", ...(insists(known, schema) && { demanded: true as const }) },
          identity: isSerial(schema, change.table, change.column) ? "none" : known.identity,
        })),
        change.column,
        { kind: "none" },
      ),
    ),
};

function withoutDefault(
  change: ChangeOf<"drop-default">,
  at: At,
  { shown, isNew, isOfNewTable, column }: Extract<Found, { readonly kind: "found" }>,
): Effect {
  const frame = { hazard: hazardOn(at.before, BRIEF), restorable: "full" } as const;
  const { definition } = column;
  if (definition === null)
    return effect(`whether ${shown} may be null is not known without the schema`, { ...frame, impact: UNDETERMINED });
  if (!isFilled(definition, at.before, change)) return effect(`${shown} has no default`, frame);
  if (isOfNewTable) return effect(`${shown} is not known to this code`, { hazard: frame.hazard });
  return definition.nullable && !insists(definition, at.before)
    ? leftNull(change, at, { shown, isNew })
    : leftOpen(definition, { shown, isNew }, frame.hazard);
}

interface Shown {
  readonly shown: string;
  readonly isNew: boolean;
}

function leftNull(change: ChangeOf<"drop-default">, at: At, { shown, isNew }: Shown): Effect {
  const hazard = hazardOn(at.before, BRIEF);
  if (!isNew)
    return effect(`rows that leave out ${shown} get null`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
      hazard,
    });
  const refused = refusedBy(change, at, { kind: "none" });
  return refused ?? effect(`${shown} is not known to this code, and may be null`, { hazard });
}

function leftOpen(definition: ColumnDefinition, { shown, isNew }: Shown, hazard: Effect["hazard"]): Effect {
  const [known, left] = definition.nullable ? ["has", ", not even null"] : ["is required and has", ""];
  return effect(`${shown} ${known} no default any more${left}: inserts that do not name it fail`, {
    impact: impact("writes_break", isNew || isCounter(definition) ? "always" : "if_referenced"),
    restorable: isNew ? "nothing_lost" : "full",
    hazard,
  });
}

function isFilled(definition: ColumnDefinition, schema: Schema, { table, column }: OnColumn): boolean {
  if (insists(definition, schema)) return !isRequired(definition);
  return definition.default.kind !== "none" || isSerial(schema, table, column);
}

/** MySQL goes on with no default at all where MariaDB goes on with null, but for an ENUM: "doesn't have a default value". */
function insists({ nullable, type }: ColumnDefinition, { dialect }: Schema): boolean {
  return dialect === "mysql" && nullable && type?.name !== "enum";
}

/** A key that the database numbered: hardly any insert gives it. */
function isCounter({ default: value, identity }: ColumnDefinition): boolean {
  if (identity !== "none") return true;
  return "sequence" in value && value.sequence !== undefined;
}
