import type { Name } from "../../model/definition.ts";
import type { Grammar } from "./grammar.ts";
import type { Guard } from "./guards.ts";
import type { Node } from "libpg-query";
import { unknownCallsIn } from "./expressions.ts";
import { guardOfCondition } from "./guards.ts";
import { wordsOf } from "./nodes.ts";
import { tablesReadBy } from "./queries.ts";
import { allOf } from "./walk.ts";

/** A condition about what exists, and about nothing else: it reads catalogs, or asks whether a name is known. */
export function guardOf(condition: string, grammar: Grammar): Guard | null {
  const query = queryOf(condition, grammar);
  return query !== null && asksOnlyCatalogs(query) ? guardOfCondition(condition, query) : null;
}

/** The functions of unknown effect that the expressions in a part of a PL/pgSQL tree call. */
export function unknownCallsInExpressions(tree: unknown, grammar: Grammar): readonly string[] {
  return expressionsIn(tree).flatMap((expression) => {
    const query = queryOf(expression, grammar);
    return query === null ? [expression] : unknownCallsIn(query).map((name) => `${name}()`);
  });
}

function asksOnlyCatalogs(query: Node): boolean {
  if (unknownCallsIn(query).length > 0) return false;
  const tables = tablesReadBy(query);
  const asksForName = allOf(query, "FuncCall").some(({ funcname }) => NAME_TESTS.has(wordsOf(funcname).at(-1) ?? ""));
  return tables.every(isCatalog) && (tables.length > 0 || asksForName);
}

/** An expression alone is no statement; selected, it is. Null for what is no expression. */
function queryOf(expression: string, grammar: Grammar): Node | null {
  try {
    return grammar.parse(`select ${expression}`)[0] ?? null;
  } catch {
    return null;
  }
}

function expressionsIn(tree: unknown): readonly string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const own = "PLpgSQL_expr" in tree ? [(tree.PLpgSQL_expr as { readonly query: string }).query] : [];
  return [...own, ...Object.values(tree).flatMap(expressionsIn)];
}

function isCatalog({ schema, name }: Name): boolean {
  return schema === "pg_catalog" || schema === "information_schema" || (schema === null && name.startsWith("pg_"));
}

const NAME_TESTS: ReadonlySet<string> = new Set(["to_regclass", "to_regtype", "to_regproc", "to_regnamespace"]);
