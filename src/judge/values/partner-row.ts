import type { Partner } from "../../model/value.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isUniqueWithin } from "../constraints/held-unique.ts";
import { tableIn } from "../schema/schema.ts";

/** The column of a copy of this table's rows, where each row is given what is in the one that was copied from it. */
export function fromPartner(partner: Partner, table: Table, schema: Schema): Column | undefined {
  const other = tableIn(schema, partner.table);
  const [copied, key] = [other?.columns.get(partner.its), table.columns.get(partner.own)];
  const isPair = copied?.pairs !== undefined && copied.pairs === key?.id && key.holds === key.id;
  return isPair && isMeant(partner, table) && isUniqueWithin(table, [partner.own])
    ? other?.columns.get(partner.column)
    : undefined;
}

/** Of two columns that stand there without a table's name, it is the other's alone. */
function isMeant({ isBare, column }: Partner, table: Table): boolean {
  return isBare !== true || (table.complete && !table.columns.has(column));
}
