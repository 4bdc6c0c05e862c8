import type { Loss } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "./schema.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, locks } from "../hazards/hazards.ts";
import { UNDETERMINED, effect } from "../rule.ts";

interface Missing {
  readonly family: string;
  readonly key: string;
  readonly ifExists?: boolean;
  /** What is gone if it is there after all. */
  readonly loses?: readonly Loss[];
}

/** What a statement does that names something which is not listed: it fails, does nothing, or nobody can tell. */
export function existence(schema: Schema, { family, key, ifExists = false, loses = [] }: Missing): Effect {
  if (schema.complete || schema.dropped.has(`${family}:${key}`)) {
    if (ifExists) return effect(`${key} does not exist, so nothing is done`, { hazard: lookedFor(family, schema) });
    return effect(`${key} does not exist`, { impact: UNDETERMINED, succeeds: "no" });
  }
  return effect(`nothing is known of ${key} without the schema before the up`, {
    impact: UNDETERMINED,
    succeeds: ifExists && !NEEDED.has(family) ? "yes" : "undetermined",
    loses,
    restorable: loses.length > 0 ? "structure_only" : "full",
    hazard: UNKNOWN_HAZARD,
  });
}

/** `alter table` locks the table before it looks for what is to be taken away. */
function lookedFor(family: string, { dialect }: Schema): Effect["hazard"] {
  const isPart = family === "columns" || family === "constraints";
  return isPart && dialect === "postgresql" ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
}

/** What others may need, so that it is not given up even if it exists. */
const NEEDED: ReadonlySet<string> = new Set(["tables", "columns", "views", "types", "routines"]);
