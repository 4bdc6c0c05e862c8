import type { Change } from "../../model/change.ts";
import type { AlterStatsStmt, CreateStatsStmt } from "libpg-query";
import { nameOfRelation, nameOfWords } from "./names.ts";
import { nodesOf, wordsOf } from "./nodes.ts";

export function createStatistics({ defnames, relations }: CreateStatsStmt): readonly Change[] {
  const name = defnames === undefined ? null : nameOfWords(wordsOf(defnames));
  return nodesOf(relations, "RangeVar").map((relation) => ({
    kind: "statistics",
    does: "make",
    name,
    on: nameOfRelation(relation),
    ifExists: false,
  }));
}

export function alterStatistics({ defnames, missing_ok }: AlterStatsStmt): readonly Change[] {
  const name = nameOfWords(wordsOf(defnames));
  return [{ kind: "statistics", does: "alter", name, on: null, ifExists: missing_ok === true }];
}
