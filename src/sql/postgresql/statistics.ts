import type { Change } from "../../model/change.ts";
import type { AlterStatsStmt, CreateStatsStmt } from "libpg-query";
import { namesIn } from "./expressions.ts";
import { nameOfRelation, nameOfWords } from "./names.ts";
import { nodesOf, wordsOf } from "./nodes.ts";
import { comparable } from "./walk.ts";

export function createStatistics({ defnames, relations, exprs, stat_types }: CreateStatsStmt): readonly Change[] {
  const name = defnames === undefined ? null : nameOfWords(wordsOf(defnames));
  const plain = nodesOf(exprs, "StatsElem").flatMap(({ name: column }) => column ?? []);
  const expressions = nodesOf(exprs, "StatsElem").flatMap(({ expr }) => expr ?? []);
  const { columns, ...names } = namesIn(expressions);
  return nodesOf(relations, "RangeVar").map((relation) => ({
    kind: "statistics",
    does: "make",
    name,
    on: nameOfRelation(relation),
    ifExists: false,
    names: { ...names, columns: [...plain, ...columns] },
    text: [wordsOf(stat_types).join(" "), ...plain.toSorted(), comparable(expressions)].join(),
  }));
}

export function alterStatistics({ defnames, missing_ok }: AlterStatsStmt): readonly Change[] {
  const name = nameOfWords(wordsOf(defnames));
  return [{ kind: "statistics", does: "alter", name, on: null, ifExists: missing_ok === true }];
}
