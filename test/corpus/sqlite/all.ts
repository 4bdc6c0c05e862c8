import type { CorpusCase } from "../case.ts";
import { checkedRows } from "../checked-rows.ts";
import { followedRows } from "../followed-rows.ts";
import { nullsWritten } from "../nulls-written.ts";
import { SQLITE_ACCOUNTS } from "./accounts.ts";
import { SQLITE_AFTER_REBUILDS } from "./after-rebuilds.ts";
import { SQLITE_ALTERS } from "./alters.ts";
import { SQLITE_BESIDE } from "./beside.ts";
import { SQLITE_COME_ACROSS } from "./come-across.ts";
import { SQLITE_FOLLOWED } from "./followed.ts";
import { SQLITE_HALF_KEPT } from "./half-kept.ts";
import { SQLITE_INDEXES } from "./indexes.ts";
import { SQLITE_LEFT_BY_OLD } from "./left-by-old.ts";
import { SQLITE_LEFT_OUT } from "./left-out.ts";
import { SQLITE_MADE_ANEW } from "./made-anew.ts";
import { SQLITE_REBUILDS } from "./rebuilds.ts";
import { SQLITE_ROWS_WRITTEN } from "./rows.ts";
import { SQLITE_STEPS } from "./steps.ts";

export const SQLITE_CASES: readonly CorpusCase[] = [
  ...SQLITE_ACCOUNTS,
  ...SQLITE_AFTER_REBUILDS,
  ...SQLITE_ALTERS,
  ...SQLITE_REBUILDS,
  ...SQLITE_ROWS_WRITTEN,
  ...SQLITE_STEPS,
  ...SQLITE_INDEXES,
  ...SQLITE_LEFT_BY_OLD,
  ...SQLITE_HALF_KEPT,
  ...SQLITE_BESIDE,
  ...SQLITE_MADE_ANEW,
  ...SQLITE_LEFT_OUT,
  ...SQLITE_COME_ACROSS,
  ...checkedRows({ written: "long_block_all", refused: "long_block_all" }),
  ...SQLITE_FOLLOWED,
  ...followedRows({ made: "brief_block", deleted: "long_block_all" }),
  ...nullsWritten({ written: "long_block_all", refused: "long_block_all", copied: "exact" }),
];
