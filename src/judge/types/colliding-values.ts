// MySQL: values of a unique key may be the same once they are cut, rounded, or texts of another collation.
import type { ColumnType } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { uniqueKeysOf } from "../constraints/held-unique.ts";
import { impact } from "../rule.ts";
import { worstImpact } from "../worst.ts";
import { familyOf } from "./family.ts";
import { isHeldTo } from "./standing-on.ts";

/** The part that a change of type plays, where it lets values of a unique key collide, or a check refuse what is left. */
export function withCollisions(part: Effect, of: OfColumn): Effect {
  const { table, column, types } = of;
  // Of a table that is not listed, any column may be.
  const mayBeUnique = !table.complete || uniqueKeysOf(table).some((key) => key.includes(column));
  const isRefusing = isLossy(part, types) && (!table.complete || isHeldTo(table, of));
  if (!isRefusing && !(mayBeUnique && isSortedAnew(of))) return part;
  const because = mayBeUnique ? "what is unique may be there twice" : "a check may refuse what is left";
  return {
    ...part,
    impact: worstImpact([part.impact, impact("writes_break", "if_data")]),
    succeeds: part.succeeds === "yes" ? "data_dependent" : part.succeeds,
    because: `${part.because}, and ${because}`,
  };
}

interface OfColumn {
  readonly table: Table;
  readonly column: string;
  readonly types: readonly [ColumnType, ColumnType];
}

/** Blanks at the end count for nothing in either of them. */
function isLossy({ loses }: Effect, types: OfColumn["types"]): boolean {
  return loses.length > 0 && !types.every(({ name }) => name === "char" || name === "varchar");
}

function isSortedAnew({ table, types: [from, to] }: OfColumn): boolean {
  const next = collationOf(to, table);
  return next !== collationOf(from, table) && !EXACT.test(next);
}

/** Whether texts of some unique key that differ now may be the same once the whole table has that collation. */
export function collidesAs(table: Table, next: string | null): boolean {
  const keys = uniqueKeysOf(table).flat();
  // Of one that is not listed, any column may be unique.
  if (!table.complete && tellsMore(orderOf(collationOf({}, table)), next)) return true;
  return [...table.columns].some(([name, { definition }]) => {
    const type = definition?.type ?? null;
    const isSorted = type !== null && familyOf(type).family === "text" && keys.includes(name);
    return isSorted && tellsMore(orderOf(collationOf(type, table)), next);
  });
}

/** Of what is not said, it goes for no less than what is the same without its characters. */
function tellsMore(order: string, next: string | null): boolean {
  if (order === "" || EXACT.test(next ?? "")) return false;
  return next === null ? CASED.test(order) : order !== orderOf(next);
}

/** `general_ci` of `utf8mb4_general_ci`; empty where only the characters are known. */
function orderOf(collation: string): string {
  return collation.includes("_") ? collation.slice(collation.indexOf("_") + 1) : "";
}

/** A column that names none has its table's. */
function collationOf({ collation = "default" }: Pick<ColumnType, "collation">, { settings }: Table): string {
  const named = collation === "default" ? settings.get("default-charset")?.split("=").at(-1) : collation;
  return named?.trim().toLowerCase() ?? "default";
}

/** No two texts are the same by it. */
const EXACT = /_bin$|^binary$/;

/** It tells upper from lower case. */
const CASED = /(?:^|_)(?:bin|cs)$/;
