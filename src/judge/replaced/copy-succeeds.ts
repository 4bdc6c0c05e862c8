// Whether rows that are copied from one table to another can all be there.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, ConstraintDefinition } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { allowedBy, isWider } from "../constraints/allowed-values.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { isUniqueWithin, uniqueKeysOf } from "../constraints/held-unique.ts";
import { isSortedOtherwise } from "../constraints/replaced-constraints.ts";
import { sameText } from "../schema/same-text.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { typeChange } from "../types/change.ts";
import { isLoose } from "../types/sqlite-affinity.ts";
import { isStillRequired } from "./replacement.ts";

type Query = Extract<ChangeOf<"insert">["source"], { readonly from: "query" }>;

/** True where what the new table asks of its rows, the old one asked already. */
export function isCopySure(change: ChangeOf<"insert">, schema: Schema): boolean {
  const { source, table } = change;
  const target = tableIn(schema, table);
  if (source.from !== "query" || target === undefined) return true;
  const pairs = pairsOf(change, source, { target, schema });
  if (pairs === undefined) return !asksAnything(target);
  return (
    !isShort(pairs) &&
    [...pairs.from.keys()].every((column) => fits(column, pairs)) &&
    keysHold(pairs) &&
    constraintsHold(pairs)
  );
}

/** A row has no value for a column that wants one. */
function isShort({ target, from, schema }: Pairs): boolean {
  if (strictnessOf(schema) === "lax") return false;
  return [...target.columns].some(([column, known]) => !from.has(column) && isStillRequired(known));
}

function pairsOf(
  { columns }: ChangeOf<"insert">,
  { reads: [read, other], selects: taken, coalesced = [] }: Query,
  { target, schema }: Pick<Pairs, "target" | "schema">,
): Pairs | undefined {
  const original = read === undefined || other !== undefined ? undefined : tableIn(schema, read);
  if (original === undefined || taken === undefined) return undefined;
  const selects = taken === "all" ? [...original.columns.keys()] : taken;
  const named = columns.length > 0 ? columns : [...target.columns.keys()];
  const from = new Map(named.map((column, place) => [column, selects[place] ?? null]));
  return { target, original, from, filled: coalesced, schema };
}

interface Pairs {
  readonly target: Table;
  readonly original: Table;
  /** The original's column by the new table's; null for what is computed. */
  readonly from: ReadonlyMap<string, string | null>;
  readonly filled: readonly string[];
  readonly schema: Schema;
}

function asksAnything({ columns, constraints, indexes }: Table): boolean {
  const isUnique = indexes.some(({ definition }) => definition.unique);
  return (
    constraints.length > 0 || isUnique || [...columns.values()].some(({ definition }) => definition?.nullable === false)
  );
}

function fits(column: string, pairs: Pairs): boolean {
  const { target, original, from, filled } = pairs;
  const source = from.get(column) ?? null;
  const next = definitionOf(target, column);
  if (source === null || next === null) return true;
  const was = definitionOf(original, source);
  if (was === null) return false;
  const takesNulls = next.nullable || next.identity !== "none";
  const isHeld = takesNulls || !was.nullable || filled.includes(source);
  return isHeld && isTypeTaken(source, next, pairs);
}

/** Of a table of SQLite that takes any value, nothing but `any` takes all; `integer primary key` takes whole numbers. */
function isTypeTaken(source: string, next: ColumnDefinition, { target, original, schema }: Pairs): boolean {
  const was = definitionOf(original, source);
  if (isLoose(target, schema)) return next.identity === "none" || was?.identity !== "none";
  if (isLoose(original, schema)) return next.type?.name === "any";
  return isTypeHeld(was?.type ?? null, next.type);
}

function isTypeHeld(was: ColumnType | null, next: ColumnType | null): boolean {
  return was === null || next === null || !CANNOT.has(typeChange(was, next).values);
}

function definitionOf({ columns }: Table, name: string | null): Column["definition"] {
  return name === null ? null : (columns.get(name)?.definition ?? null);
}

function keysHold({ target, original, from }: Pairs): boolean {
  return uniqueKeysOf(target).every((key) => {
    const sources = key.map((column) => from.get(column) ?? null);
    if (sources.every((source) => source === null) && !key.some((column) => from.has(column))) return true;
    const known = sources.filter((source) => source !== null);
    return isUniqueWithin(original, known) && !isSortedOtherwise(known, original, target);
  });
}

function constraintsHold({ target, original, from, schema }: Pairs): boolean {
  return target.constraints.every(({ definition }) => {
    if (definition.kind !== "check" && definition.kind !== "foreign-key") return true;
    if (definition.kind === "foreign-key" && areOff(schema)) return true;
    if (definition.columns.every((column) => !from.has(column))) return true;
    return original.constraints.some(
      (known) =>
        isSameRule(known.definition, definition, schema) || isAllowedNow(known.definition, definition, original),
    );
  });
}

function isSameRule(known: ConstraintDefinition, next: ConstraintDefinition, schema: Schema): boolean {
  if (known.kind === "check" && next.kind === "check")
    return sameText(known.text, next.text) || isWider(known.text, next.text);
  if (known.kind !== "foreign-key" || next.kind !== "foreign-key") return false;
  return (
    String(known.columns) === String(next.columns) && keyOf(schema, known.references) === keyOf(schema, next.references)
  );
}

/** What the rows were let have, without what statements have just taken away, passes. */
function isAllowedNow(known: ConstraintDefinition, next: ConstraintDefinition, { columns }: Table): boolean {
  if (known.kind !== "check" || next.kind !== "check") return false;
  const [was, is] = [allowedBy(known.text), allowedBy(next.text)];
  if (was === null || is === null || was.column !== is.column) return false;
  const freed = columns.get(was.column)?.freed ?? [];
  return was.values.every((value) => is.values.includes(value) || freed.includes(value));
}

const CANNOT: ReadonlySet<string> = new Set(["fail", "fail-or-changed", "undetermined"]);
