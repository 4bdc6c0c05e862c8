import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { lacks } from "../schema/lacks.ts";
import { tableIn } from "../schema/schema.ts";

/** A column that the table does not have to compute the new one from. */
export function missingBase({ table: name, column }: ChangeOf<"add-column">, at: At): string | undefined {
  const table = tableIn(at.before, name);
  if (!isInnoDb(at.before) || table === undefined) return undefined;
  const known = new Set([...table.columns.keys(), ...namesMade(at.alongside)].map((each) => each.toLowerCase()));
  return column.generated?.names?.columns.find(
    (each) => !known.has(each.toLowerCase()) && lacks(table, each, at.before),
  );
}

/** The clauses of a statement need no order. */
function namesMade(alongside: At["alongside"]): readonly string[] {
  return alongside.flatMap((change) => {
    if (change.kind === "add-column") return [change.column.name];
    return change.kind === "rename-column" ? [change.to] : [];
  });
}
