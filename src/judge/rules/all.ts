import type { Rules } from "../rule.ts";
import { CODE_RULES } from "./code/all.ts";
import { COLUMN_RULES } from "./columns/all.ts";
import { CONSTRAINT_RULES } from "./constraints/all.ts";
import { DATA_RULES } from "./data/all.ts";
import { INDEX_RULES } from "./indexes/all.ts";
import { PARTITION_RULES } from "./partitions/all.ts";
import { SEQUENCE_RULES } from "./sequences/all.ts";
import { SESSION_RULES } from "./session/all.ts";
import { SURROUNDINGS_RULES } from "./surroundings/all.ts";
import { TABLE_RULES } from "./tables/all.ts";
import { TYPE_RULES } from "./types/all.ts";

/** What each kind of change does. A kind without a rule does not compile. */
export const RULES: Rules = {
  ...TABLE_RULES,
  ...COLUMN_RULES,
  ...CONSTRAINT_RULES,
  ...INDEX_RULES,
  ...TYPE_RULES,
  ...CODE_RULES,
  ...SEQUENCE_RULES,
  ...PARTITION_RULES,
  ...SURROUNDINGS_RULES,
  ...DATA_RULES,
  ...SESSION_RULES,
};
