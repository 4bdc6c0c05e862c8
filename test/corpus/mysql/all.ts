import type { CorpusCase } from "../case.ts";
import { MARIADB_CASES } from "../mariadb/all.ts";
import { NOT_TAKEN, OTHERWISE } from "./otherwise.ts";

/** Those of MariaDB, with what is otherwise, and MySQL's own. */
export const MYSQL_CASES: readonly CorpusCase[] = MARIADB_CASES.filter(({ name }) => !NOT_TAKEN.includes(name)).map(
  (corpusCase) => ({ ...corpusCase, says: { ...corpusCase.says, ...OTHERWISE[corpusCase.name] } }),
);

export const MYSQL_REFUSES: readonly CorpusCase[] = MARIADB_CASES.filter(({ name }) => NOT_TAKEN.includes(name));
