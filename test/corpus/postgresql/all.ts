import type { CorpusCase } from "../case.ts";
import { POSTGRESQL_CODE } from "./code.ts";
import { POSTGRESQL_COLUMNS } from "./columns.ts";
import { POSTGRESQL_CONSTRAINTS } from "./constraints.ts";
import { POSTGRESQL_DATA } from "./data.ts";
import { POSTGRESQL_DEFAULTS } from "./defaults.ts";
import { POSTGRESQL_ENUMS } from "./enums.ts";
import { POSTGRESQL_INDEXES } from "./indexes.ts";
import { POSTGRESQL_PARTITIONS } from "./partitions.ts";
import { POSTGRESQL_SCRIPTS } from "./scripts.ts";
import { POSTGRESQL_SEQUENCES } from "./sequences.ts";
import { POSTGRESQL_SURROUNDINGS } from "./surroundings.ts";
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
  ...POSTGRESQL_CODE,
  ...POSTGRESQL_SEQUENCES,
  ...POSTGRESQL_PARTITIONS,
  ...POSTGRESQL_SURROUNDINGS,
  ...POSTGRESQL_DATA,
  ...POSTGRESQL_SCRIPTS,
];
