import type { Assignment } from "../../model/value.ts";
import type { Schema } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";
import { isUniqueWithin } from "./held-unique.ts";

/** A value is one row's: a query in its place that gives more fails, on PostgreSQL and MySQL. */
export function mayFindSeveral(assignment: Assignment, schema: Schema): boolean {
  const { lookUps = [] } = assignment.from === "expression" ? assignment : {};
  return lookUps.some((lookUp) => {
    const table = lookUp === null ? undefined : tableIn(schema, lookUp.table);
    return lookUp === null || table === undefined || !isUniqueWithin(table, lookUp.by);
  });
}
