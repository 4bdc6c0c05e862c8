import type { CorpusCase } from "../case.ts";
import { checkedRows } from "../checked-rows.ts";
import { followedRows } from "../followed-rows.ts";
import { nullsWritten } from "../nulls-written.ts";
import { POSTGRESQL_ALONG } from "./along.ts";
import { POSTGRESQL_AROUND } from "./around.ts";
import { POSTGRESQL_ASKED_IN_VAIN } from "./asked-in-vain.ts";
import { POSTGRESQL_CALLED } from "./called.ts";
import { POSTGRESQL_CHANGED_COPIES } from "./changed-copies.ts";
import { POSTGRESQL_CODE } from "./code.ts";
import { POSTGRESQL_COLUMNS } from "./columns.ts";
import { POSTGRESQL_COMBINED } from "./combined.ts";
import { POSTGRESQL_CONSTRAINTS } from "./constraints.ts";
import { POSTGRESQL_CONVERTED } from "./converted.ts";
import { POSTGRESQL_COUNTED } from "./counted.ts";
import { POSTGRESQL_DATA } from "./data.ts";
import { POSTGRESQL_DEFAULTS } from "./defaults.ts";
import { POSTGRESQL_DEPENDED_ON } from "./depended-on.ts";
import { POSTGRESQL_DOMAINS } from "./domains.ts";
import { POSTGRESQL_ENUMS } from "./enums.ts";
import { POSTGRESQL_FILLED_BY_TRIGGERS, POSTGRESQL_SEARCH_PATHS } from "./filled-by-triggers.ts";
import { POSTGRESQL_FIRED } from "./fired.ts";
import { POSTGRESQL_HALF_UNDONE } from "./half-undone.ts";
import { POSTGRESQL_HELD_IN_PLACE } from "./held-in-place.ts";
import { POSTGRESQL_IN_PASSES } from "./in-passes.ts";
import { POSTGRESQL_IN_STEP } from "./in-step.ts";
import { POSTGRESQL_INDEXES } from "./indexes.ts";
import { POSTGRESQL_KEPT_RULES } from "./kept-rules.ts";
import { POSTGRESQL_LEFT_BY_OLD } from "./left-by-old.ts";
import { POSTGRESQL_MADE_AGAIN } from "./made-again.ts";
import { POSTGRESQL_MISSPELT } from "./misspelt.ts";
import { POSTGRESQL_MISTAKEN } from "./mistaken.ts";
import { POSTGRESQL_MOVED } from "./moved.ts";
import { POSTGRESQL_NAMED_APART } from "./named-apart.ts";
import { POSTGRESQL_ORDINARY } from "./ordinary.ts";
import { POSTGRESQL_ORM_PRINTED } from "./orm-printed.ts";
import { POSTGRESQL_PARTITIONS } from "./partitions.ts";
import { POSTGRESQL_PUT_OFF } from "./put-off.ts";
import { POSTGRESQL_QUERIES_AMISS } from "./queries-amiss.ts";
import { POSTGRESQL_REFUSED_OUTRIGHT } from "./refused-outright.ts";
import { POSTGRESQL_REPLACED } from "./replaced.ts";
import { POSTGRESQL_RESHAPED } from "./reshaped.ts";
import { POSTGRESQL_RETYPED } from "./retyped.ts";
import { POSTGRESQL_ROWS_WRITTEN } from "./rows-written.ts";
import { POSTGRESQL_SCRIPTS } from "./scripts.ts";
import { POSTGRESQL_SEQUENCES } from "./sequences.ts";
import { POSTGRESQL_SPELLINGS } from "./spellings.ts";
import { POSTGRESQL_SPELT_OTHERWISE } from "./spelt-otherwise.ts";
import { POSTGRESQL_STAND_INS } from "./stand-ins.ts";
import { POSTGRESQL_SURROUNDINGS } from "./surroundings.ts";
import { POSTGRESQL_TABLES } from "./tables.ts";
import { POSTGRESQL_TAKEN_ALONG } from "./taken-along.ts";
import { POSTGRESQL_TOO_EARLY } from "./too-early.ts";
import { POSTGRESQL_TYPES } from "./types.ts";
import { POSTGRESQL_UNCLEAR_NAMES } from "./unclear-names.ts";
import { POSTGRESQL_WIDENED } from "./widened.ts";
import { POSTGRESQL_WRITTEN_BEFORE } from "./written-before.ts";

export const POSTGRESQL_CASES: readonly CorpusCase[] = [
  ...POSTGRESQL_TABLES,
  ...POSTGRESQL_COLUMNS,
  ...POSTGRESQL_TYPES,
  ...POSTGRESQL_DEFAULTS,
  ...POSTGRESQL_CONSTRAINTS,
  ...POSTGRESQL_INDEXES,
  ...POSTGRESQL_ENUMS,
  ...POSTGRESQL_CODE,
  ...POSTGRESQL_SEQUENCES,
  ...POSTGRESQL_PARTITIONS,
  ...POSTGRESQL_SURROUNDINGS,
  ...POSTGRESQL_COUNTED,
  ...POSTGRESQL_DATA,
  ...POSTGRESQL_SCRIPTS,
  ...POSTGRESQL_AROUND,
  ...POSTGRESQL_HELD_IN_PLACE,
  ...POSTGRESQL_KEPT_RULES,
  ...POSTGRESQL_MISSPELT,
  ...POSTGRESQL_MISTAKEN,
  ...POSTGRESQL_ORDINARY,
  ...POSTGRESQL_ORM_PRINTED,
  ...POSTGRESQL_REPLACED,
  ...POSTGRESQL_STAND_INS,
  ...POSTGRESQL_RESHAPED,
  ...POSTGRESQL_RETYPED,
  ...POSTGRESQL_ROWS_WRITTEN,
  ...POSTGRESQL_SPELLINGS,
  ...POSTGRESQL_COMBINED,
  ...POSTGRESQL_IN_PASSES,
  ...POSTGRESQL_IN_STEP,
  ...POSTGRESQL_MOVED,
  ...POSTGRESQL_CHANGED_COPIES,
  ...POSTGRESQL_HALF_UNDONE,
  ...POSTGRESQL_LEFT_BY_OLD,
  ...POSTGRESQL_WIDENED,
  ...POSTGRESQL_ALONG,
  ...POSTGRESQL_TAKEN_ALONG,
  ...POSTGRESQL_CALLED,
  ...POSTGRESQL_DEPENDED_ON,
  ...POSTGRESQL_DOMAINS,
  ...POSTGRESQL_SPELT_OTHERWISE,
  ...POSTGRESQL_FIRED,
  ...POSTGRESQL_CONVERTED,
  ...POSTGRESQL_NAMED_APART,
  ...checkedRows({ written: "long_online", refused: "brief_block" }),
  ...followedRows({ made: "brief_block", deleted: "long_online" }),
  ...nullsWritten({ written: "long_online", refused: "brief_block", copied: "differs" }),
  ...POSTGRESQL_TOO_EARLY,
  ...POSTGRESQL_QUERIES_AMISS,
  ...POSTGRESQL_REFUSED_OUTRIGHT,
  ...POSTGRESQL_MADE_AGAIN,
  ...POSTGRESQL_WRITTEN_BEFORE,
  ...POSTGRESQL_ASKED_IN_VAIN,
  ...POSTGRESQL_FILLED_BY_TRIGGERS,
  ...POSTGRESQL_SEARCH_PATHS,
  ...POSTGRESQL_UNCLEAR_NAMES,
  ...POSTGRESQL_PUT_OFF,
];
