// Rows that come with numbers of their own take them from the counter, which gives them once more.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isUniqueWithin } from "../constraints/held-unique.ts";
import { impact } from "../rule.ts";
import { tableById } from "../schema/by-id.ts";
import { tableIn } from "../schema/schema.ts";
import { worstImpact } from "../worst.ts";

/** What comes after a down has the numbers that the code before it was given. */
export function insertedImpact(
  { table: name, columns }: ChangeOf<"insert">,
  own: Impact,
  { client, after, side }: Ends,
): Impact {
  const table = tableIn(after, name);
  if (side === "down" || table === undefined || tableById(client, table.id) === undefined) return own;
  const named = columns.length > 0 ? columns : [...table.columns.keys()];
  const isTaken =
    isPerhapsNumbered(table, named, after) ||
    named.some((column) => table.columns.get(column)?.behind !== undefined && isUniqueWithin(table, [column]));
  return isTaken ? worstImpact([own, impact("writes_break", "if_data")]) : own;
}

/** Of a table that is not listed, `id` is numbered as a rule; InnoDB and SQLite go on behind the highest number by themselves. */
function isPerhapsNumbered({ columns, complete }: Table, named: readonly string[], { dialect }: Schema): boolean {
  return dialect === "postgresql" && !complete && named.includes("id") && columns.get("id")?.definition === null;
}
