// A column gets another type, and nobody knows which it had.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Column, Schema } from "../schema/schema.ts";
import { UNDETERMINED, effect } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";
import { typeChange } from "./change.ts";
import { changesValues } from "./outcomes.ts";

/** By the type that a down gives it back; a down may be wrong, so that nothing is promised by it. */
export function mayHaveChanged(former: Column["former"], type: ColumnType | null): boolean {
  return former !== undefined && type !== null && changesValues(typeChange(former, type));
}

export function unknownBefore(
  shown: string,
  change: ChangeOf<"change-type">,
  {
    what,
    hazard,
    former,
  }: { readonly what: string; readonly hazard: Effect["hazard"]; readonly former?: ColumnType | undefined },
): Effect {
  return effect(`${what} is not known without the schema`, {
    impact: UNDETERMINED,
    loses: isWider(change) && !mayHaveChanged(former, change.type) ? [] : [`values:${shown}`],
    succeeds: "undetermined",
    restorable: "none",
    hazard,
  });
}

/** What goes if the column is there after all. */
export function withLosses(missing: Effect, change: ChangeOf<"change-type">, before: Schema): Effect {
  if (missing.succeeds !== "undetermined" || isWider(change)) return missing;
  return { ...missing, loses: [`values:${keyOf(before, change.table)}.${change.column}`], restorable: "none" };
}

function isWider({ type, computed, through }: ChangeOf<"change-type">): boolean {
  return computed !== true && through === undefined && KEEPING.has(type.name) && type.modifiers.length === 0;
}

/** To which a column is made wider as a rule. */
const KEEPING: ReadonlySet<string> = new Set(["text", "character varying", "bigint", "numeric", "double precision"]);
