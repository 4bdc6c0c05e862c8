import type { Dialect } from "../../src/model/situation.ts";
import type { CorpusCase } from "../corpus/case.ts";
import { MARIADB_CASES } from "../corpus/mariadb/all.ts";
import { POSTGRESQL_CASES } from "../corpus/postgresql/all.ts";
import { SQLITE_CASES } from "../corpus/sqlite/all.ts";

/** Every migration of the corpus, for its dialect. */
export const CORPUS: readonly (CorpusCase & { readonly dialect: Dialect })[] = [
  ...POSTGRESQL_CASES.map((one) => ({ ...one, dialect: "postgresql" as const })),
  ...MARIADB_CASES.map((one) => ({ ...one, dialect: "mariadb" as const })),
  ...MARIADB_CASES.map((one) => ({ ...one, dialect: "mysql" as const })),
  ...SQLITE_CASES.map((one) => ({ ...one, dialect: "sqlite" as const })),
];
