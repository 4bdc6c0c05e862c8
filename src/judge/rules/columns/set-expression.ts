import type { Hazards } from "../../hazards/hazards.ts";
import type { Rule } from "../../rule.ts";
import type { Column, Table } from "../../schema/schema.ts";
import { BRIEF, COPY, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { withDefinition, withTable } from "../../schema/edit-table.ts";
import { constrains } from "../../schema/names.ts";

/** ATExecSetExpression in src/backend/commands/tablecmds.c: a virtual column is only looked at where a rule checks it. */
function hazardOf({ constraints }: Table, column: string, { definition }: Column): Hazards {
  const isChecked = constraints.some((constraint) => constrains(constraint.definition, column));
  return definition?.generated?.kind === "virtual" && !isChecked ? BRIEF : REWRITTEN;
}

const REWRITTEN = { postgresql: locks("ACCESS EXCLUSIVE", "rewrite"), mysql: COPY, sqlite: SQLITE_ROWS } as const;

export const setExpression: Rule<"set-expression"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return effect(`${found.shown} is computed differently`, {
      impact: impact("behaviour_change", "always"),
      restorable: "full",
      hazard: hazardOn(at.before, hazardOf(found.table, change.column, found.column)),
    });
  },
  after: ({ table, column, text, names }, schema) =>
    withTable(schema, table, (known) =>
      withDefinition(known, column, (definition) => ({
        ...definition,
        generated: { kind: definition.generated?.kind ?? "stored", text, ...(names !== undefined && { names }) },
      })),
    ),
};
