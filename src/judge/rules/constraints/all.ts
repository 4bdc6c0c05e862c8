import type { ConstraintChange } from "../../../model/change/constraints.ts";
import type { RulesOf } from "../../rule.ts";
import { addConstraint } from "./add-constraint.ts";
import { alterConstraint } from "./alter-constraint.ts";
import { dropConstraint } from "./drop-constraint.ts";
import { renameConstraint } from "./rename-constraint.ts";
import { validateConstraint } from "./validate-constraint.ts";

export const CONSTRAINT_RULES: RulesOf<ConstraintChange["kind"]> = {
  "add-constraint": addConstraint,
  "drop-constraint": dropConstraint,
  "validate-constraint": validateConstraint,
  "rename-constraint": renameConstraint,
  "alter-constraint": alterConstraint,
};
