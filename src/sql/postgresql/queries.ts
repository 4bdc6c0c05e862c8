import type { SessionChange } from "../../model/change/session.ts";
import type { Name } from "../../model/definition.ts";
import type { Node, SelectStmt } from "libpg-query";
import { unknownCallsIn } from "./expressions.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf } from "./nodes.ts";
import { outputNameOf } from "./output-names.ts";
import { allOf } from "./walk.ts";

/** Tables and views that a part of the syntax tree reads, each once; not those that a `with` defines. */
export function tablesReadBy(...trees: readonly unknown[]): readonly Name[] {
  const found = new Map<string, Name>();
  const add = (name: Name): void => void found.set(JSON.stringify(name), name);
  for (const tree of trees) collectTables(tree, NONE, add);
  return [...found.values()];
}

/** What calls in a statement may do that is not in its text: an opaque change, or none. */
export function callsAsChanges(tree: unknown): readonly SessionChange[] {
  const calls = unknownCallsIn(tree);
  if (calls.length === 0) return [];
  const shown = calls.map((name) => `${name}()`).join(", ");
  return [{ kind: "opaque", because: `what it calls is not in its text: ${shown}`, calls }];
}

/** The names of a query's columns; null where a star or a table decides. */
export function outputColumnsOf(query: Node | undefined): readonly string[] | null {
  const select = nodeOf(query, "SelectStmt");
  return select === undefined ? null : columnsOfSelect(select);
}

/** Each of its rows is one of the one table that it reads, as far as its clauses say. */
export function isOfOneTable(select: SelectStmt): boolean {
  const [source, ...more] = select.fromClause ?? [];
  const isAlone = more.length === 0 && nodeOf(source, "RangeVar") !== undefined;
  return isAlone && !CLAUSES_THAT_BLOCK.some((clause) => select[clause] !== undefined);
}

/** What a query takes from one table: its plain columns in order, and whether it takes every row. */
export function copyOf(select: SelectStmt): {
  readonly selects: readonly (string | null)[];
  readonly filtered: boolean;
} {
  const selects = nodesOf(select.targetList, "ResTarget").map(({ val }) => plainColumn(val));
  return { selects, filtered: !isOfOneTable(select) || select.whereClause !== undefined };
}

/** Functions and queries in its `from` have columns of their own, and so have the sides of a `union`. */
export function isOfTables({ fromClause, larg }: SelectStmt): boolean {
  return larg === undefined && OTHER_SOURCES.every((kind) => allOf(fromClause, kind).length === 0);
}

const OTHER_SOURCES = ["RangeFunction", "RangeSubselect", "RangeTableFunc", "JsonTable"] as const;

/** `select *`, and nothing besides. */
export function selectsAll({ targetList }: SelectStmt): boolean {
  const [only, ...more] = nodesOf(targetList, "ResTarget");
  return more.length === 0 && nodeOf(nodeOf(only?.val, "ColumnRef")?.fields?.at(-1), "A_Star") !== undefined;
}

function plainColumn(value: Node | undefined): string | null {
  const last = nodeOf(value, "ColumnRef")?.fields?.at(-1);
  return nodeOf(last, "String")?.sval ?? null;
}

function columnsOfSelect(select: SelectStmt): readonly string[] | null {
  if (select.larg !== undefined) return columnsOfSelect(select.larg);
  const [row] = nodesOf(select.valuesLists, "List");
  if (row !== undefined) return (row.items ?? []).map((_value, index) => `column${index + 1}`);
  const names = nodesOf(select.targetList, "ResTarget").map(({ name, val }) => name ?? outputNameOf(val));
  return names.includes("*") ? null : names;
}

type Scope = ReadonlySet<string>;

function collectTables(tree: unknown, scope: Scope, add: (name: Name) => void): void {
  if (Array.isArray(tree)) {
    for (const part of tree) collectTables(part, scope, add);
    return;
  }
  if (typeof tree !== "object" || tree === null) return;
  const inner = scopeWithin(tree, scope, add);
  for (const [key, child] of Object.entries(tree)) {
    if (key === "RangeVar") addTable(child as NonNullable<SelectStmt["intoClause"]>["rel"], scope, add);
    else if (!NO_TABLES.includes(key)) collectTables(child, inner, add);
  }
}

function addTable(relation: Parameters<typeof nameOfRelation>[0], scope: Scope, add: (name: Name) => void): void {
  const name = nameOfRelation(relation);
  if (name.schema !== null || !scope.has(name.name)) add(name);
}

/** Each query of a `with` sees those before it; with `recursive`, all of them. */
function scopeWithin({ withClause }: SelectStmt, scope: Scope, add: (name: Name) => void): Scope {
  if (withClause === undefined) return scope;
  const queries = nodesOf(withClause.ctes, "CommonTableExpr");
  const names = queries.map(({ ctename }) => ctename ?? "");
  for (const [index, { ctequery }] of queries.entries()) {
    const visible = withClause.recursive === true ? names : names.slice(0, index);
    collectTables(ctequery, new Set([...scope, ...visible]), add);
  }
  return new Set([...scope, ...names]);
}

const NONE: Scope = new Set();

/** Keys below which names of tables stand that are not read, or were seen already. */
const NO_TABLES: readonly string[] = ["withClause", "lockedRels"];

const CLAUSES_THAT_BLOCK = [
  "distinctClause",
  "groupClause",
  "havingClause",
  "windowClause",
  "limitCount",
  "limitOffset",
  "withClause",
  "valuesLists",
  "larg",
] as const satisfies readonly (keyof SelectStmt)[];
