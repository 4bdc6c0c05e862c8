import type { Change } from "../../model/change.ts";
import type { Name, Named } from "../../model/definition.ts";
import type { Range, Source } from "./source.ts";
import type { IndexElem, IndexStmt, ReindexStmt } from "libpg-query";
import { namesIn } from "./expressions.ts";
import { nameOfRelation } from "./names.ts";
import { nodesOf } from "./nodes.ts";
import { afterWord, insideBrackets, partsOf, textBetween, textOf, until, wholeOf, wordAt } from "./source.ts";

export function createIndex(statement: IndexStmt, source: Source): readonly Change[] {
  const table = nameOfRelation(statement.relation);
  const where =
    statement.whereClause === undefined ? null : textBetween(source, wholeOf(source), { after: "where", before: [] });
  return [
    {
      kind: "create-index",
      index: {
        name: statement.idxname ?? null,
        table,
        keys: keysOf(statement, source),
        unique: statement.unique === true,
        ...(statement.nulls_not_distinct === true && { nullsAreSame: true }),
        method: statement.accessMethod ?? "btree",
        where,
        names: namesOf(statement),
      },
      concurrently: statement.concurrent === true,
      ifNotExists: statement.if_not_exists === true,
    },
  ];
}

export function reindex({ kind, relation, params }: ReindexStmt): readonly Change[] {
  const target: Name | null = relation === undefined ? null : nameOfRelation(relation);
  const concurrently = nodesOf(params, "DefElem").some(({ defname }) => defname === "concurrently");
  return [{ kind: "reindex", target, concurrently, ...(kind === "REINDEX_OBJECT_INDEX" && { of: "index" }) }];
}

function namesOf({ indexParams, whereClause }: IndexStmt): Named {
  const { columns, routines } = namesIn([indexParams, whereClause]);
  const plain = nodesOf(indexParams, "IndexElem").flatMap(({ name }) => (name === undefined ? [] : [name]));
  return { columns: [...new Set([...plain, ...columns])], routines };
}

function keysOf({ indexParams }: IndexStmt, source: Source): readonly string[] {
  const after = afterWord(source, wholeOf(source), "on") ?? wholeOf(source);
  const parts = partsOf(source, insideBrackets(source, after));
  return nodesOf(indexParams, "IndexElem").map((key, index) => keyText(key, source, parts[index]));
}

function keyText({ name }: IndexElem, source: Source, part: Range | undefined): string {
  if (name !== undefined || part === undefined) return name ?? "";
  if (wordAt(source, part.start) === "(") return textOf(source, insideBrackets(source, part));
  return textOf(source, until(source, part, ["asc", "desc", "nulls", "collate"]));
}
