import type { ChangeOf } from "../../../model/change.ts";
import type { ConstraintDefinition } from "../../../model/definition.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { At, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { deferralImpact } from "../../constraints/deferral.ts";
import { COPY, INSTANT, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

export const alterConstraint: Rule<"alter-constraint"> = {
  effect: (change, at) => {
    const { table, name, enforced } = change;
    const kind = definitionOf(change, at.before)?.kind ?? "foreign-key";
    if (change.deferral !== undefined && kind !== "foreign-key")
      return effect(`${name} is no foreign key, and nothing else is altered like that`, { succeeds: "no" });
    const hazard = hazardOn(at.before, {
      postgresql: locks("ACCESS EXCLUSIVE"),
      mysql: enforced === true ? COPY : INSTANT,
      sqlite: SQLITE_ROWS,
    });
    if (clientTable(at, table) === undefined)
      return effect(`${keyOf(at.before, table)} is not known to this code`, { hazard: NO_HAZARD });
    if (enforced === true)
      return effect(`${name} is enforced now`, {
        impact: impact("writes_break", "if_data"),
        succeeds: "data_dependent",
        restorable: "full",
        hazard,
      });
    return effect(`${name} is checked at another moment, or not any more`, {
      impact:
        change.deferral === undefined
          ? impact("behaviour_change", "if_data")
          : laterOrEarlier(change.deferral, change, at),
      restorable: "full",
      hazard,
    });
  },
  after: (change, schema) =>
    change.deferral === undefined ? schema : withDeferral(schema, { ...change, deferral: change.deferral }),
};

/** To code that knows the constraint, as far as it is listed. */
function laterOrEarlier(now: Deferral, { table, name }: ChangeOf<"alter-constraint">, at: At): Impact {
  const current = tableIn(at.before, table)?.constraints.find(({ definition }) => definition.name === name);
  const known = clientTable(at, table)?.constraints.find(({ id }) => id === current?.id);
  if (current !== undefined && known === undefined) return impact("behaviour_change", "if_data");
  return deferralImpact(known?.definition, now);
}

type Deferral = NonNullable<ChangeOf<"alter-constraint">["deferral"]>;

function definitionOf({ table, name }: ChangeOf<"alter-constraint">, schema: Schema): ConstraintDefinition | undefined {
  return tableIn(schema, table)?.constraints.find(({ definition }) => definition.name === name)?.definition;
}

type Deferred = ChangeOf<"alter-constraint"> & Pick<Required<ChangeOf<"alter-constraint">>, "deferral">;

function withDeferral(schema: Schema, { table, name, deferral }: Deferred): Schema {
  return withTable(schema, table, (known) => ({
    ...known,
    constraints: known.constraints.map((constraint) => {
      const { deferred: _, ...definition } = constraint.definition;
      return definition.name === name ? { ...constraint, definition: { ...definition, ...deferral } } : constraint;
    }),
  }));
}
