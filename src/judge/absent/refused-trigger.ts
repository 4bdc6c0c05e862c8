import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { routineKey } from "../schema/routines.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { routine as absentRoutine } from "./objects.ts";

/** Why PostgreSQL makes no such trigger (CreateTriggerFiringOn in src/backend/commands/trigger.c). */
export function refusedTrigger(
  { table, timing, routine }: ChangeOf<"create-trigger">,
  schema: Schema,
): string | undefined {
  if (timing === "instead-of" && tableIn(schema, table) !== undefined)
    return `${keyOf(schema, table)} is a table, and has no triggers instead of its writes`;
  return absentRoutine(routine, schema) ?? (routine === null ? undefined : otherFunction(routine, schema));
}

type Called = NonNullable<ChangeOf<"create-trigger">["routine"]>;

function otherFunction(routine: Called, schema: Schema): string | undefined {
  const known = schema.routines.get(routineKey(schema, routine, "()") ?? "");
  const isOther = known !== undefined && !known.signature.endsWith(" returns trigger");
  return isOther ? `${known.name}() is no trigger function` : undefined;
}
