import type { CorpusCase } from "../case.ts";
import { checkedRows } from "../checked-rows.ts";
import { nullsWritten } from "../nulls-written.ts";
import { MARIADB_ASKED_IN_VAIN } from "./asked-in-vain.ts";
import { MARIADB_CODE } from "./code.ts";
import { MARIADB_COLUMNS } from "./columns.ts";
import { MARIADB_DATA } from "./data.ts";
import { MARIADB_DOWNS } from "./downs.ts";
import { MARIADB_FIRED } from "./fired.ts";
import { MARIADB_INTERPLAY } from "./interplay.ts";
import { MARIADB_KEYS } from "./keys.ts";
import { MARIADB_LEFT_BY_OLD } from "./left-by-old.ts";
import { MARIADB_MOVES } from "./moves.ts";
import { MARIADB_NOT_MADE } from "./not-made.ts";
import { MARIADB_OBJECTS } from "./objects.ts";
import { MARIADB_OPTIONAL } from "./optional.ts";
import { MARIADB_PARTS } from "./parts.ts";
import { MARIADB_PRINTED } from "./printed.ts";
import { MARIADB_REFUSED } from "./refused.ts";
import { MARIADB_REWRITES } from "./rewrites.ts";
import { MARIADB_SERVED_KEYS } from "./served-keys.ts";
import { MARIADB_SPELLINGS } from "./spellings.ts";
import { MARIADB_TABLES } from "./tables.ts";
import { MARIADB_TAKEN_FOR_OTHERS } from "./taken-for-others.ts";
import { MARIADB_TYPES } from "./types.ts";
import { MARIADB_VALUES } from "./values.ts";
import { MARIADB_WORK } from "./work.ts";

export const MARIADB_CASES: readonly CorpusCase[] = [
  ...MARIADB_TABLES,
  ...MARIADB_COLUMNS,
  ...MARIADB_OPTIONAL,
  ...MARIADB_TYPES,
  ...MARIADB_KEYS,
  ...MARIADB_CODE,
  ...MARIADB_DATA,
  ...MARIADB_PRINTED,
  ...MARIADB_SPELLINGS,
  ...MARIADB_REFUSED,
  ...MARIADB_ASKED_IN_VAIN,
  ...MARIADB_REWRITES,
  ...MARIADB_OBJECTS,
  ...MARIADB_INTERPLAY,
  ...MARIADB_MOVES,
  ...MARIADB_VALUES,
  ...MARIADB_DOWNS,
  ...MARIADB_LEFT_BY_OLD,
  ...MARIADB_PARTS,
  ...MARIADB_SERVED_KEYS,
  ...MARIADB_FIRED,
  ...MARIADB_WORK,
  ...MARIADB_NOT_MADE,
  ...MARIADB_TAKEN_FOR_OTHERS,
  ...checkedRows({ written: "long_online", refused: "long_online" }),
  ...nullsWritten({ written: "long_online", refused: "long_online", copied: "exact" }),
];
