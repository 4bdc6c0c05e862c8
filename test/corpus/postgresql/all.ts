import type { CorpusCase } from "../case.ts";
import { POSTGRESQL_COLUMNS } from "./columns.ts";

export const POSTGRESQL_CASES: readonly CorpusCase[] = [...POSTGRESQL_COLUMNS];
