import type { CorpusCase } from "../case.ts";
import { MARIADB_CODE } from "./code.ts";
import { MARIADB_COLUMNS } from "./columns.ts";
import { MARIADB_DATA } from "./data.ts";
import { MARIADB_KEYS } from "./keys.ts";
import { MARIADB_TABLES } from "./tables.ts";
import { MARIADB_TYPES } from "./types.ts";

export const MARIADB_CASES: readonly CorpusCase[] = [
  ...MARIADB_TABLES,
  ...MARIADB_COLUMNS,
  ...MARIADB_TYPES,
  ...MARIADB_KEYS,
  ...MARIADB_CODE,
  ...MARIADB_DATA,
];
