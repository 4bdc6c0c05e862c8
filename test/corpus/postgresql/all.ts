import type { CorpusCase } from "../case.ts";
import { POSTGRESQL_COLUMNS } from "./columns.ts";
import { POSTGRESQL_CONSTRAINTS } from "./constraints.ts";
import { POSTGRESQL_DEFAULTS } from "./defaults.ts";
import { POSTGRESQL_ENUMS } from "./enums.ts";
import { POSTGRESQL_INDEXES } from "./indexes.ts";
import { POSTGRESQL_TABLES } from "./tables.ts";
import { POSTGRESQL_TYPES } from "./types.ts";

export const POSTGRESQL_CASES: readonly CorpusCase[] = [
  ...POSTGRESQL_TABLES,
  ...POSTGRESQL_COLUMNS,
  ...POSTGRESQL_TYPES,
  ...POSTGRESQL_DEFAULTS,
  ...POSTGRESQL_CONSTRAINTS,
  ...POSTGRESQL_INDEXES,
  ...POSTGRESQL_ENUMS,
];
