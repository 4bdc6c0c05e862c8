import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf } from "../../schema/schema.ts";

/** Rows that are there are looked through; new ones were held to it already. */
export const validateConstraint: Rule<"validate-constraint"> = {
  effect: ({ table, name }, { before }) =>
    effect(`${name} on ${keyOf(before, table)} was enforced for new rows already`, {
      succeeds: "data_dependent",
      hazard: locks("SHARE UPDATE EXCLUSIVE", "scan"),
    }),
  after: ({ table, name }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      constraints: known.constraints.map((constraint) =>
        constraint.definition.name === name
          ? { ...constraint, definition: { ...constraint.definition, enforcement: "valid" } }
          : constraint,
      ),
    })),
};
