import type { Rule } from "../../rule.ts";
import { withDefinition, withTable } from "../../edit-table.ts";
import { COPY, SQLITE_ROWS, hazardOn, locks } from "../../hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";

const REWRITTEN = { postgresql: locks("ACCESS EXCLUSIVE", "rewrite"), mysql: COPY, sqlite: SQLITE_ROWS } as const;

export const setExpression: Rule<"set-expression"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return effect(`${found.shown} is computed differently`, {
      impact: impact("behaviour_change", "always"),
      restorable: "full",
      hazard: hazardOn(at.before, REWRITTEN),
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
