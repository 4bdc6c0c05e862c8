import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { lacks } from "../schema/lacks.ts";
import { tableIn } from "../schema/schema.ts";

/** A column that the table does not have to compute the new one from, or to hold it to. */
export function missingBase({ table: name, column, constraints }: ChangeOf<"add-column">, at: At): string | undefined {
  const table = tableIn(at.before, name);
  if (at.before.dialect === "sqlite" || table === undefined) return undefined;
  const folded = (each: string): string => (isInnoDb(at.before) ? each.toLowerCase() : each);
  const known = new Set([...table.columns.keys(), ...namesMade(at.alongside)].map(folded));
  const isPostgres = at.before.dialect === "postgresql";
  const checked = constraints.flatMap((one) => (isPostgres && one.kind === "check" ? one.columns : []));
  return [...(column.generated?.names?.columns ?? []), ...checked].find(
    (each) => !known.has(folded(each)) && lacks(table, each, at.before),
  );
}

/** The clauses of a statement need no order. */
function namesMade(alongside: At["alongside"]): readonly string[] {
  return alongside.flatMap((change) => {
    if (change.kind === "add-column") return [change.column.name];
    return change.kind === "rename-column" ? [change.to] : [];
  });
}
