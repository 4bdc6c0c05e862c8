import type { NodeKind, NodeOf } from "./nodes.ts";
import type { Node } from "libpg-query";
import { kindOf, nodeOf, nodesOf, wordsOf } from "./nodes.ts";

/** The name that PostgreSQL gives a column without one (FigureColname in src/backend/parser/parse_target.c). */
export function outputNameOf(value: Node | undefined): string {
  return figured(value) ?? "?column?";
}

function figured(value: Node | undefined): string | null {
  if (value === undefined) return null;
  const kind = kindOf(value);
  const read = FIGURES[kind] as ((content: unknown) => string | null) | undefined;
  return read?.(nodeOf(value, kind)) ?? null;
}

/** A star is no word. */
function lastWord(nodes: readonly Node[] | undefined): string | null {
  const word = wordsOf(nodes).at(-1);
  return word === "" ? "*" : (word ?? null);
}

function ofSubquery({ subLinkType, subselect }: NodeOf<"SubLink">): string | null {
  if (subLinkType === "EXISTS_SUBLINK") return "exists";
  if (subLinkType === "ARRAY_SUBLINK") return "array";
  if (subLinkType !== "EXPR_SUBLINK") return null;
  const [target] = nodesOf(nodeOf(subselect, "SelectStmt")?.targetList, "ResTarget");
  return target?.name ?? figured(target?.val);
}

function ofIndirection({ arg, indirection }: NodeOf<"A_Indirection">): string | null {
  const field = wordsOf(indirection).findLast((word) => word !== "");
  return field ?? figured(arg);
}

function inWords(name: string | undefined): string | null {
  return name === undefined
    ? null
    : name
        .replace(/^(?:SVFOP|IS)_/, "")
        .replace(/_N$/, "")
        .toLowerCase();
}

const FIGURES: { readonly [Kind in NodeKind]?: (content: NodeOf<Kind>) => string | null } = {
  ColumnRef: ({ fields }) => lastWord(fields),
  FuncCall: ({ funcname }) => lastWord(funcname),
  TypeCast: ({ arg, typeName }) => figured(arg) ?? lastWord(typeName?.names),
  CollateClause: ({ arg }) => figured(arg),
  A_Indirection: ofIndirection,
  CaseExpr: ({ defresult }) => figured(defresult) ?? "case",
  SubLink: ofSubquery,
  SQLValueFunction: ({ op }) => inWords(op),
  MinMaxExpr: ({ op }) => inWords(op),
  A_ArrayExpr: () => "array",
  CoalesceExpr: () => "coalesce",
  GroupingFunc: () => "grouping",
  RowExpr: () => "row",
};
