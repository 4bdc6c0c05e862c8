import type { Name } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Constraint } from "../schema/schema.ts";
import { clientTable } from "../rule.ts";

/** Whether the code has never met it; of one that is not listed, its table says that. */
export function isUnknownTo(at: At, table: Name, constraint: Constraint | undefined): boolean {
  const known = clientTable(at, table);
  if (known === undefined) return true;
  return constraint !== undefined && known.constraints.every(({ id }) => id !== constraint.id);
}
