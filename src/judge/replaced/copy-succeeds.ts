// Whether rows that are copied from one table to another can all be there.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, ConstraintDefinition } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { allowedBy, isWider } from "../constraints/allowed-values.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { isUniqueWithin, uniqueKeysOf } from "../constraints/held-unique.ts";
import { isSortedOtherwise } from "../constraints/replaced-constraints.ts";
import { sameText } from "../schema/same-text.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { typeChange } from "../types/change.ts";
import { staysApart } from "../types/kept-apart.ts";
import { isLoose } from "../types/sqlite-affinity.ts";
import { isUnfit } from "../types/unfit-values.ts";
import { isFull, mayBeNull } from "../values/may-be-null.ts";
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
  { reads: [read, other], selects: taken, computes = [], coalesced = [], cast = [] }: Query,
  { target, schema }: Pick<Pairs, "target" | "schema">,
): Pairs | undefined {
  const original = read === undefined || other !== undefined ? undefined : tableIn(schema, read);
  if (original === undefined || taken === undefined) return undefined;
  const selects = taken === "all" ? [...original.columns.keys()] : taken;
  const named = columns.length > 0 ? columns : [...target.columns.keys()];
  const from = new Map(named.map((column, place) => [column, selects[place] ?? null]));
  const computed = new Map(named.map((column, place) => [column, computes[place] ?? null]));
  return { target, original, from, computed, filled: coalesced, cast, schema };
}

interface Pairs {
  readonly target: Table;
  readonly original: Table;
  /** The original's column by the new table's; null for what is computed. */
  readonly from: ReadonlyMap<string, string | null>;
  /** What is computed, by the new table's column; null for what is not, or where nobody knows. */
  readonly computed: ReadonlyMap<string, Value | null>;
  /** The original's columns whose nulls are filled, and those that are cast. */
  readonly filled: readonly string[];
  readonly cast: readonly string[];
  readonly schema: Schema;
}

function asksAnything({ columns, constraints, indexes }: Table): boolean {
  const isUnique = indexes.some(({ definition }) => definition.unique);
  return (
    constraints.length > 0 || isUnique || [...columns.values()].some(({ definition }) => definition?.nullable === false)
  );
}

function fits(column: string, pairs: Pairs): boolean {
  const { target, original, from, filled, schema } = pairs;
  const source = from.get(column) ?? null;
  const next = definitionOf(target, column);
  if (next === null) return true;
  if (source === null) return isComputedSure(pairs.computed.get(column) ?? null, next, pairs);
  const was = original.columns.get(source);
  if (was === undefined || was.definition === null) return false;
  const isHeld = takesNulls(next, schema) || isFull(was) || filled.includes(source);
  return isHeld && isTypeTaken(source, next, pairs);
}

/** A null is the next number, but for PostgreSQL. */
function takesNulls({ nullable, identity }: ColumnDefinition, { dialect }: Schema): boolean {
  return nullable || (identity !== "none" && dialect !== "postgresql");
}

function isComputedSure(value: Value | null, next: ColumnDefinition, { target, original, schema }: Pairs): boolean {
  if (value === null) return takesNulls(next, schema);
  if (!takesNulls(next, schema) && mayBeNull(value, original)) return false;
  if (isLoose(target, schema)) return next.identity === "none" || value.from === "constant";
  return !isUnfit(value, { type: next.type, tables: [original], schema });
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

function keysHold(pairs: Pairs): boolean {
  const { target, original, from } = pairs;
  return uniqueKeysOf(target).every((key) => {
    if (!key.some((column) => from.has(column))) return true;
    const known = key.flatMap((column) => (isAsItWas(column, pairs) ? (from.get(column) ?? []) : []));
    return isUniqueWithin(original, known) && !isSortedOtherwise(known, original, target);
  });
}

function constraintsHold(pairs: Pairs): boolean {
  const { target, original, from, schema } = pairs;
  return target.constraints.every(({ definition }) => {
    if (definition.kind !== "check" && definition.kind !== "foreign-key") return true;
    if (definition.kind === "foreign-key" && areOff(schema)) return true;
    if (definition.columns.every((column) => !from.has(column))) return true;
    const isKept = definition.columns.every((column) => isAsItWas(column, pairs));
    return original.constraints.some(
      (known) =>
        (isKept && isSameRule(known.definition, definition, schema)) ||
        isAllowedNow(known.definition, definition, original),
    );
  });
}

/** Nulls pass checks and foreign keys, and are no one's double. */
function isAsItWas(column: string, pairs: Pairs): boolean {
  const value = pairs.computed.get(column) ?? null;
  if (value !== null) return value.from === "constant" && value.isNull === true;
  const source = pairs.from.get(column) ?? null;
  return source === null || isTakenAsItIs([source, column], pairs);
}

function isTakenAsItIs(
  [source, column]: readonly [string, string],
  { original, target, filled, cast, schema }: Pairs,
): boolean {
  const [was, is] = [original.columns.get(source), target.columns.get(column)];
  if (was === undefined || is === undefined || cast.includes(source)) return false;
  return (!filled.includes(source) || isFull(was)) && staysApart(was, is, { table: target, schema });
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
  const [column = ""] = known.columns;
  if (was === null || is === null || next.columns[0] !== column) return false;
  const freed = columns.get(column)?.freed ?? [];
  return was.values.every((value) => is.values.includes(value) || freed.includes(value));
}

const CANNOT: ReadonlySet<string> = new Set(["fail", "fail-or-changed", "undetermined"]);
