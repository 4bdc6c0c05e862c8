// What no other partition takes stands in the default one, which PostgreSQL reads through for rows of every new one.
import type { Hazard } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { UNKNOWN_HAZARD, locks } from "../hazards/hazards.ts";
import { isListed } from "../schema/schema.ts";
import { PARTITION_KEY } from "../schema/ties.ts";

/** Whether a parted table has one; null where that is not known. */
export function hasDefault(schema: Schema, parent: string): boolean | null {
  const { tables } = schema;
  if ([...tables.values()].some(({ partitionOf }) => partitionOf?.parent === parent && partitionOf.isDefault))
    return true;
  return isListed(schema, tables.get(parent)) ? false : null;
}

/** "no partition of relation found for row": but for a default one, only those by hash take whatever comes. */
export function takesAllRows(schema: Schema, { name, ties }: Table): boolean {
  if (schema.dialect !== "postgresql" || !ties.has(PARTITION_KEY)) return true;
  const parts = [...schema.tables.values()].filter(({ partitionOf }) => partitionOf?.parent === name);
  const isByHash = parts.some(({ settings }) => /\bmodulus\b/i.test(settings.get("bounds") ?? ""));
  return isByHash || hasDefault(schema, name) === true;
}

/** "updated partition constraint for default partition would be violated by some row" */
export function besideDefault(
  schema: Schema,
  parent: string,
  alone: { readonly hazard: Hazard },
): Pick<Effect, "hazard" | "succeeds"> {
  const has = hasDefault(schema, parent);
  if (has === null) return { hazard: UNKNOWN_HAZARD, succeeds: "undetermined" };
  return has
    ? { hazard: locks("ACCESS EXCLUSIVE", "scan"), succeeds: "data_dependent" }
    : { ...alone, succeeds: "yes" };
}
