// What no other partition takes stands in the default one, which PostgreSQL reads through for rows of every new one.
import type { Hazard } from "../model/judgement.ts";
import type { Effect } from "./rule.ts";
import type { Schema } from "./schema.ts";
import { locks } from "./hazards.ts";

export function hasDefault({ tables }: Schema, parent: string): boolean {
  return [...tables.values()].some(({ partitionOf }) => partitionOf?.parent === parent && partitionOf.isDefault);
}

/** "updated partition constraint for default partition would be violated by some row" */
export function besideDefault(
  schema: Schema,
  parent: string,
  alone: { readonly hazard: Hazard },
): Pick<Effect, "hazard" | "succeeds"> {
  return hasDefault(schema, parent)
    ? { hazard: locks("ACCESS EXCLUSIVE", "scan"), succeeds: "data_dependent" }
    : { ...alone, succeeds: "yes" };
}
