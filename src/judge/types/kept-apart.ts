import type { Column, Schema, Table } from "../schema/schema.ts";
import { isRecast } from "../on-column.ts";
import { typeChange } from "./change.ts";
import { changesValues } from "./outcomes.ts";
import { isKeptAs, isLoose } from "./sqlite-affinity.ts";

/** Whether values of the first column are still what they were, and told apart, where the second has them. */
export function staysApart(
  from: Column,
  to: Column,
  { table, schema }: { readonly table: Table | undefined; readonly schema: Schema },
): boolean {
  if (isRecast(from, to)) return false;
  if (from.definition === null || to.definition === null) return true;
  const [was, is] = [from.definition.type, to.definition.type];
  if (isLoose(table, schema)) return isKeptAs(was, is);
  return was === null || is === null || !changesValues(typeChange(was, is));
}
