// By what MySQL and MariaDB sort and compare a text: what its column says, or else its table.
import type { ColumnType } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";
import { familyOf } from "./family.ts";

type Settings = Pick<Table, "settings">;

/** Of texts whose characters are not written, nothing is known. */
export function isSortedOtherwise(...sides: readonly [Side, Side]): boolean {
  const [first = null, second = null] = sides.map((side) => textOrder(...side));
  return first !== null && second !== null && isOtherOrder(first, second);
}

type Side = readonly [ColumnType, Settings];

/** `utf8mb4_bin`, or `utf8mb4` where only the characters are said; null where nothing is, and of what is no text. */
function textOrder(type: ColumnType, table: Settings): string | null {
  return familyOf(type).family === "text" ? (ownOrder(type) ?? tableOrder(table)) : null;
}

/** What a column is sorted by itself, where that is not what the table's other columns are sorted by. */
export function orderApart(type: ColumnType, table: Settings): string | null {
  const order = ownOrder(type);
  return order !== null && isOtherOrder(order, tableOrder(table) ?? "") ? order : null;
}

/** Characters alone have the order that the server gives them. */
function isOtherOrder(first: string, second: string): boolean {
  const [less, more] = first.length < second.length ? [first, second] : [second, first];
  return less !== more && !(more.startsWith(`${less}_`) && DEFAULTS.has(more));
}

function ownOrder({ charset, collation }: ColumnType): string | null {
  const said = collation === "default" ? charset : (collation ?? charset);
  return said?.toLowerCase() ?? null;
}

function tableOrder({ settings }: Settings): string | null {
  return settings.get("default-charset")?.split("=").at(-1)?.trim().toLowerCase() ?? null;
}

/** The manuals, "Supported Character Sets and Collations" of MySQL 8 and "SHOW CHARACTER SET" of MariaDB 10 and 11. */
const DEFAULTS: ReadonlySet<string> = new Set([
  "utf8mb4_0900_ai_ci",
  "utf8mb4_general_ci",
  "utf8mb4_uca1400_ai_ci",
  "utf8mb3_general_ci",
  "utf8_general_ci",
  "latin1_swedish_ci",
  "ascii_general_ci",
]);
