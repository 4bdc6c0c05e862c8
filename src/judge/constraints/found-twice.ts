import type { LookUp } from "../../model/value.ts";
import type { Schema } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";
import { isUniqueWithin } from "./held-unique.ts";

/** A query in the place of a value that gives more than one row fails, on PostgreSQL and MySQL. */
export function mayFindSeveral(lookUp: LookUp | null, schema: Schema): boolean {
  const table = lookUp === null ? undefined : tableIn(schema, lookUp.table);
  return lookUp === null || table === undefined || !isUniqueWithin(table, lookUp.by);
}
