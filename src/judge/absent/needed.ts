import type { Change } from "../../model/change.ts";
import type { Needed } from "../../model/change/data.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { columnIn, keyOf, tableIn } from "../schema/schema.ts";
import { areApart } from "../types/apart.ts";
import { isCastable } from "../types/assignable.ts";
import { valueType } from "../types/domain-type.ts";
import { illMatched } from "../types/ill-matched.ts";
import { isAbsent } from "./inside.ts";

/**
 * Which column a statement names that none of its tables has, or casts to what it cannot be; only where all columns are
 * known, and the tables are found by their names alone.
 */
export function needed(needs: readonly Needed[] = [], schema: Schema): string | undefined {
  if (schema.session.has("search_path")) return undefined;
  return needs
    .map((need) => missing(need, schema) ?? mistakable(need, schema) ?? unfit(need, schema))
    .find((reason) => reason !== undefined);
}

/** What is behind the columns that a statement names. */
export function needsOf(change: Change): readonly Needed[] | undefined {
  if (change.kind === "create-table") return change.source.from === "query" ? change.source.needs : undefined;
  if (change.kind === "create-routine") return change.lookedUp?.needs;
  return "needs" in change ? change.needs : undefined;
}

function missing({ relations, column }: Needed, schema: Schema): string | undefined {
  if (!relations.every((name) => hasNo(name, column, schema))) return undefined;
  return `${relations.map((name) => keyOf(schema, name)).join(", ")} has no ${column}`;
}

/** "column reference … is ambiguous" */
function mistakable({ relations, column, unmistakable }: Needed, schema: Schema): string | undefined {
  const having = relations.filter((name) => tableIn(schema, name)?.columns.has(column) === true);
  if (unmistakable !== true || having.length < 2) return undefined;
  return `${column} is of ${having.map((name) => keyOf(schema, name)).join(" and of ")}`;
}

function hasNo(name: Name, column: string, schema: Schema): boolean {
  const view = schema.views.get(keyOf(schema, name));
  if (view !== undefined) return view.columns !== null && !view.columns.includes(column);
  const known = tableIn(schema, name);
  return known?.complete === true && isAbsent(known, column);
}

function unfit(need: Needed, schema: Schema): string | undefined {
  return uncastable(need, schema) ?? (need.beside && illMatched(need, need.beside, schema));
}

function uncastable({ relations, column, as }: Needed, schema: Schema): string | undefined {
  const types = relations.flatMap((name) => columnIn(schema, name, column)?.definition?.type ?? []);
  const [type, second] = types.map((each) => valueType(each, schema));
  if (as === undefined || type === undefined || second !== undefined) return undefined;
  const wanted = valueType(as, schema);
  return areApart(type, wanted, schema) || !isCastable(type, wanted)
    ? `${column} is ${type.name}, which cannot be cast to ${as.name}`
    : undefined;
}
