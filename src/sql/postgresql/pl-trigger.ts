// The tree of a trigger function's body as libpg_query prints it: `new` is its first variable, `old` its second.
import type { ChangeOf } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { Node } from "libpg-query";

export interface TriggerBody {
  readonly action: unknown;
  /** Its variables by their numbers. */
  readonly variables: readonly Variable[];
}

/** One statement of the body, however deep it stands. */
export interface Step {
  readonly kind: string;
  /** The severity of a `raise`. */
  readonly level: number;
  /** It fails unless there is exactly one row. */
  readonly strict: boolean;
  /** Numbers of the variables that it sets. */
  readonly sets: readonly number[];
  /** What it returns: the number of a variable, an expression, or nothing that was written. */
  readonly returns: number | string | null;
}

/** False for `begin atomic` and `return`, on which libpg_query aborts, and says so where users see it. */
export function hasText({ body }: ChangeOf<"create-routine">, text: string): boolean {
  return body !== text;
}

/** Null where the body is in another language, or cannot be read. `text` is the whole statement. */
export function triggerBodyOf(text: string, grammar: Grammar): TriggerBody | null {
  try {
    const { plpgsql_funcs: functions } = grammar.parsePlPgSql(text) as Printed;
    const { action, datums = [] } = functions?.[0]?.PLpgSQL_function ?? {};
    return action === undefined ? null : { action, variables: datums };
  } catch {
    return null;
  }
}

export function stepsOf(tree: unknown): readonly Step[] {
  return nodesIn(tree)
    .filter(([kind]) => kind.startsWith("PLpgSQL_stmt_"))
    .map(([kind, content]) => ({
      kind,
      level: numberAt(content, "elog_level") ?? Number.MAX_SAFE_INTEGER,
      strict: content["strict"] === true,
      sets: setBy(kind, content),
      returns: kind === "PLpgSQL_stmt_return" ? returnedBy(content) : null,
    }));
}

/** Every expression and statement in it, as SQL that can be parsed. */
export function expressionsOf(tree: unknown): readonly string[] {
  return nodesIn(tree)
    .filter(([kind]) => kind === "PLpgSQL_expr")
    .map(([, content]) => sqlOf(String(content["query"]), numberAt(content, "parseMode") ?? 0));
}

/** Null for what cannot be parsed alone. */
export function treeOf(sql: string, grammar: Grammar): Node | null {
  try {
    return grammar.parse(sql)[0] ?? null;
  } catch {
    return null;
  }
}

/** Those of `return query`, as far as they are written out. */
export function returnedQueriesOf(tree: unknown): readonly string[] {
  return nodesIn(tree)
    .filter(([kind]) => kind === "PLpgSQL_stmt_return_query")
    .flatMap(([, { query }]) => expressionsOf(query));
}

/** Columns of `new` that are set; `*` for the whole row. */
export function assignedColumns({ variables }: TriggerBody, steps: readonly Step[]): readonly string[] {
  const numbers = new Set(steps.flatMap(({ sets }) => sets));
  return [...numbers].flatMap((number) => {
    const field = variables[number]?.PLpgSQL_recfield;
    if (number === NEW) return ["*"];
    return field !== undefined && (field.recparentno ?? NEW) === NEW ? [field.fieldname] : [];
  });
}

/** Whether something else than the new row is returned, so that the write may not happen, or be another. */
export function returnsOther({ returns }: Step): boolean {
  return returns !== null && returns !== NEW;
}

interface Variable {
  readonly PLpgSQL_var?: { readonly refname: string };
  readonly PLpgSQL_recfield?: { readonly fieldname: string; readonly recparentno?: number };
}

interface Printed {
  readonly plpgsql_funcs?: readonly {
    readonly PLpgSQL_function?: { readonly action?: unknown; readonly datums?: readonly Variable[] };
  }[];
}

type Content = Readonly<Record<string, unknown>>;

function nodesIn(tree: unknown): readonly (readonly [string, Content])[] {
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([kind, content]) => {
    const own = kind.startsWith("PLpgSQL_") ? [[kind, content as Content] as const] : [];
    return [...own, ...nodesIn(content)];
  });
}

function numberAt(content: Content, key: string): number | null {
  const value = content[key];
  return typeof value === "number" ? value : null;
}

/** The printer leaves out a number that is zero, and zero is `new`. */
function setBy(kind: string, content: Content): readonly number[] {
  if (kind === "PLpgSQL_stmt_assign") return [numberAt(content, "varno") ?? NEW];
  return [content["target"], content["var"], content["diag_items"]].flatMap(numbersIn);
}

function numbersIn(target: unknown): readonly number[] {
  return nodesIn(target).flatMap(([kind, content]) => {
    if (kind === "PLpgSQL_rec") return [numberAt(content, "dno") ?? NEW];
    if (kind === "PLpgSQL_diag_item") return [numberAt(content, "target") ?? NEW];
    const { fields = [] } = content as { readonly fields?: readonly { readonly varno?: number }[] };
    return kind === "PLpgSQL_row" ? fields.map(({ varno = NEW }) => varno) : [];
  });
}

/** The end of the body is printed as a return on no line. */
function returnedBy(content: Content): Step["returns"] {
  if (numberAt(content, "lineno") === null) return null;
  return numberAt(content, "retvarno") ?? "an expression";
}

/** src/pl/plpgsql/src/pl_gram.y: a statement, an expression, or what stands in an assignment. */
function sqlOf(query: string, mode: number): string {
  if (mode === 0) return query;
  return `select ${mode === EXPRESSION ? query : valueOf(query)}`;
}

function valueOf(assignment: string): string {
  const place = assignment.indexOf("=");
  return assignment.slice(place + 1);
}

const NEW = 0;
const EXPRESSION = 2;
