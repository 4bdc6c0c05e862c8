// What a statement of MySQL or MariaDB takes for granted, and only changes or locks.
import type { Change } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { routineKey } from "../schema/routines.ts";
import { keyOf } from "../schema/schema.ts";

/** In words; undefined where it is there, or nobody can tell. */
export function missingAltered(change: Change, schema: Schema): string | undefined {
  const altered = alteredBy(change, schema);
  if (altered === undefined || altered.isThere) return undefined;
  const { family, key } = altered;
  return schema.complete || schema.dropped.has(`${family}:${key}`) ? `${key} does not exist` : undefined;
}

interface Altered {
  readonly family: "views" | "tables" | "sequences" | "routines";
  readonly key: string;
  readonly isThere: boolean;
}

function alteredBy(change: Change, schema: Schema): Altered | undefined {
  if (change.kind === "create-view") {
    const key = keyOf(schema, change.view);
    return change.alters === true ? { family: "views", key, isThere: schema.views.has(key) } : undefined;
  }
  if (change.kind === "alter-sequence") {
    const key = keyOf(schema, change.sequence);
    return { family: "sequences", key, isThere: change.ifExists === true || schema.sequences.has(key) };
  }
  if (change.kind === "alter-routine") {
    const isThere = routineKey(schema, change.routine) !== undefined;
    return { family: "routines", key: keyOf(schema, change.routine), isThere };
  }
  if (change.kind !== "lock-table") return undefined;
  const key = keyOf(schema, change.table);
  return {
    family: "tables",
    key,
    isThere: schema.tables.has(key) || schema.views.has(key) || schema.sequences.has(key),
  };
}
