// "column reference … is ambiguous": functions of PostgreSQL look their names up when they run.
import type { ChangeOf } from "../../model/change.ts";
import type { Needed } from "../../model/change/data.ts";
import type { At, Effect } from "../rule.ts";
import type { Routine } from "../schema/routines.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { columnIn, keyOf } from "../schema/schema.ts";
import { worstImpact } from "../worst.ts";

type Added = Pick<ChangeOf<"add-column">, "table" | "column">;

/** A new column has the name of a variable, or of another table's column, in the body of a function that the code runs. */
export function withUnclear(own: Effect, change: Added, { before, client }: At): Effect {
  const found = [...before.routines].find(
    ([key, routine]) => client.routines.has(key) && isUnclear(routine, change, before),
  );
  if (found === undefined) return own;
  const [key, { effects }] = found;
  const broken = effects === null ? "reads_and_writes_break" : "writes_break";
  return {
    ...own,
    because: `${own.because}; ${change.column.name} is not clear any more in ${key}, which names it without a table`,
    impact: worstImpact([own.impact, impact(broken, "if_referenced")]),
  };
}

function isUnclear({ loose }: Routine, { table, column: { name } }: Added, schema: Schema): boolean {
  const key = keyOf(schema, table);
  const isOfTable = ({ column, relations }: Needed): boolean =>
    column === name && relations.some((relation) => keyOf(schema, relation) === key);
  const found = (loose?.needs ?? []).filter(isOfTable);
  return found.some(
    ({ relations }) =>
      loose?.variables.includes(name) === true ||
      relations.some((relation) => columnIn(schema, relation, name) !== undefined),
  );
}
