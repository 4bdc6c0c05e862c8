// MariaDB: a check that stands on a column is part of what is said anew with it, and is called like the column.
import type { ChangeOf } from "../../model/change.ts";
import type { At } from "../rule.ts";
import type { Constraint, Schema, Table } from "../schema/schema.ts";
import { clientTable } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

/** True where the statement does not say it again, and the client was held to it. */
export function losesCheck({ table: name, column }: ChangeOf<"restate-column">, at: At): boolean {
  const own = ownCheck(tableIn(at.before, name), column, at.before);
  if (own === undefined) return false;
  const isKnown = clientTable(at, name)?.constraints.some(({ id }) => id === own.id) === true;
  return isKnown && at.alongside.every((other) => other.kind !== "add-constraint" || other.constraint.name !== column);
}

export function withoutOwnCheck(table: Table, column: string, schema: Schema): Table {
  const own = ownCheck(table, column, schema);
  return own === undefined ? table : { ...table, constraints: table.constraints.filter((each) => each !== own) };
}

function ownCheck(table: Table | undefined, column: string, { dialect }: Schema): Constraint | undefined {
  if (dialect !== "mariadb") return undefined;
  return table?.constraints.find(({ definition: { kind, name } }) => kind === "check" && name === column);
}
