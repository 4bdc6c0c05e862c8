import type { Change } from "../../model/change.ts";
import type { Name, Named } from "../../model/definition.ts";
import type { Range, Source } from "./source.ts";
import type { IndexElem, IndexStmt, Node, ReindexStmt } from "libpg-query";
import { conversionsIn } from "./conversions-in.ts";
import { namesIn } from "./expressions.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { afterWord, insideBrackets, partsOf, textBetween, textOf, until, wholeOf, wordAt } from "./source.ts";
import { comparable } from "./walk.ts";

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
        ...conversionsIn([statement.indexParams, statement.whereClause]),
        ...builtOf(statement),
      },
      concurrently: statement.concurrent === true,
      ifNotExists: statement.if_not_exists === true,
    },
  ];
}

/** Largest first comes with nulls first, and smallest first with nulls last. */
function builtOf({ indexParams, indexIncludingParams, options }: IndexStmt): { readonly built?: string } {
  const keys = nodesOf(indexParams, "IndexElem").map(({ ordering, nulls_ordering: nulls, opclass, collation }) => {
    const isDown = ordering === "SORTBY_DESC";
    const isUsual = nulls !== (isDown ? "SORTBY_NULLS_LAST" : "SORTBY_NULLS_FIRST");
    const operators = wordsOf(opclass).at(-1) ?? "";
    return [isDown, isUsual, USUAL.has(operators) ? "" : operators, wordsOf(collation).at(-1) ?? ""];
  });
  const carried = nodesOf(indexIncludingParams, "IndexElem").map(({ name = "" }) => name);
  const settings = nodesOf(options, "DefElem").map(({ defname, arg }) => [defname, settingOf(arg)]);
  const built = JSON.stringify([keys, carried, settings]);
  const usual = JSON.stringify([keys.map(() => [false, true, "", ""]), [], []]);
  return built === usual ? {} : { built };
}

/** PostgreSQL shows a number in quotes. */
export function settingOf(value: Node | undefined): string {
  return String(numberOf(value) ?? nodeOf(value, "String")?.sval ?? comparable(value));
}

/** What an index has where nothing is said; PostgreSQL does not show them. */
const USUAL: ReadonlySet<string> = new Set(
  "text varchar bpchar int2 int4 int8 numeric uuid date timestamp timestamptz bool jsonb array tsvector"
    .split(" ")
    .map((type) => `${type}_ops`),
);

export function reindex({ kind, relation, params }: ReindexStmt): readonly Change[] {
  const target: Name | null = relation === undefined ? null : nameOfRelation(relation);
  const concurrently = nodesOf(params, "DefElem").some(({ defname }) => defname === "concurrently");
  const isAll =
    kind === "REINDEX_OBJECT_DATABASE" || kind === "REINDEX_OBJECT_SYSTEM" || kind === "REINDEX_OBJECT_SCHEMA";
  const of = {
    ...(kind === "REINDEX_OBJECT_INDEX" && { of: "index" as const }),
    ...(isAll && { apart: true as const }),
  };
  return [{ kind: "reindex", target, concurrently, ...of }];
}

/** It goes with a column that it only carries as well. */
function namesOf({ indexParams, indexIncludingParams = [], whereClause }: IndexStmt): Named {
  const { columns, ...others } = namesIn([indexParams, whereClause]);
  const plain = nodesOf([...(indexParams ?? []), ...indexIncludingParams], "IndexElem").flatMap(({ name }) =>
    name === undefined ? [] : [name],
  );
  return { ...others, columns: [...new Set([...plain, ...columns])] };
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
