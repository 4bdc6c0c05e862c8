import type { ConstraintDefinition, Deferral } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { Constraint } from "libpg-query";
import { columnsReadBy, namesIn, nullTestOf } from "./expressions.ts";
import { settingOf } from "./indexes.ts";
import { nameOfRelation } from "./names.ts";
import { nodesOf, wordsOf } from "./nodes.ts";
import { insideBrackets, rangeFrom, textOf, until } from "./source.ts";

/** Where a constraint stands: `column` is the one at which it is written, if at one. */
interface Place {
  readonly source: Source;
  readonly column?: string;
}

/** Null for what the grammar keeps as a constraint and is none, like a default. */
export function constraintOf(constraint: Constraint, place: Place): ConstraintDefinition | null {
  const frame = { name: constraint.conname ?? null, ...conditionsOf(constraint) };
  const rest = KINDS[constraint.contype ?? "CONSTR_NULL"]?.(constraint, place);
  return rest === undefined ? null : { ...frame, ...rest };
}

/** The constraints written at a column; attributes like `deferrable` stand after the one they belong to. */
export function columnConstraints(
  constraints: readonly Constraint[],
  place: Required<Place>,
): readonly ConstraintDefinition[] {
  return withAttributes(constraints).flatMap((constraint) => {
    // A column's own NOT NULL is in its definition; only its name is more than that.
    if (constraint.contype === "CONSTR_NOTNULL" && constraint.conname === undefined) return [];
    const definition = constraintOf(constraint, place);
    return definition === null ? [] : [definition];
  });
}

function columnsOf(listed: Constraint["keys"], { column }: Place): readonly string[] {
  return column === undefined ? wordsOf(listed) : [column];
}

function key(kind: "primary-key" | "unique"): KindReader {
  return (constraint, place) => ({
    kind,
    columns: columnsOf(constraint.keys, place),
    usingIndex: constraint.indexname ?? null,
    ...(constraint.nulls_not_distinct === true && { nullsAreSame: true }),
    ...builtOf(constraint),
  });
}

/** What its index carries besides, and how it is stored. */
function builtOf({ including, options }: Constraint): { readonly built?: string } {
  const carried = wordsOf(including);
  const settings = nodesOf(options, "DefElem").map(({ defname, arg }) => [defname, settingOf(arg)]);
  return carried.length + settings.length === 0 ? {} : { built: JSON.stringify([carried, settings]) };
}

function withAttributes(constraints: readonly Constraint[]): readonly Constraint[] {
  const merged: Constraint[] = [];
  for (const constraint of constraints) {
    const last = merged.at(-1);
    const attribute = ATTRIBUTES[constraint.contype ?? ""];
    if (attribute === undefined) merged.push(constraint);
    else if (last !== undefined) merged.splice(-1, 1, { ...last, ...attribute });
  }
  return merged;
}

function conditionsOf(constraint: Constraint): Pick<ConstraintDefinition, "enforcement" | keyof Deferral> {
  const canBeUnenforced = constraint.contype === "CONSTR_CHECK" || constraint.contype === "CONSTR_FOREIGN";
  const deferral = deferralOf(constraint);
  if (canBeUnenforced && constraint.is_enforced !== true) return { enforcement: "not-enforced", ...deferral };
  return { enforcement: constraint.skip_validation === true ? "not-valid" : "valid", ...deferral };
}

/** Written at a constraint, or where one is altered. */
export function deferralOf(written: Pick<Constraint, "deferrable" | "initdeferred">): Deferral {
  const isDeferred = written.initdeferred === true;
  return { deferrable: written.deferrable === true || isDeferred, ...(isDeferred ? { deferred: true } : {}) };
}

function referenceOf({ pktable, pk_attrs, fk_del_action, fk_upd_action }: Constraint): {
  readonly references: ReturnType<typeof nameOfRelation>;
  readonly referenced: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
} {
  return {
    references: nameOfRelation(pktable),
    referenced: wordsOf(pk_attrs),
    onDelete: ACTIONS[fk_del_action ?? "a"] ?? "no action",
    onUpdate: ACTIONS[fk_upd_action ?? "a"] ?? "no action",
  };
}

function excludedColumns({ exclusions }: Constraint): readonly string[] {
  const elements = nodesOf(exclusions, "List").flatMap(({ items }) => nodesOf(items, "IndexElem"));
  return elements.flatMap(({ name, expr }) => (name === undefined ? columnsReadBy(expr) : [name]));
}

function requirementOf({ raw_expr }: Constraint): { readonly requires?: string } {
  const test = nullTestOf(raw_expr);
  return test === null || test.isNull ? {} : { requires: test.column };
}

function bracketed({ location }: Constraint, source: Source): string {
  return textOf(source, insideBrackets(source, rangeFrom(source, location)));
}

function written({ location }: Constraint, source: Source): string {
  return textOf(source, until(source, rangeFrom(source, location), [","]));
}

type WithoutFrame<Definition> = Definition extends unknown
  ? Omit<Definition, "name" | "enforcement" | keyof Deferral>
  : never;

type KindReader = (constraint: Constraint, place: Place) => WithoutFrame<ConstraintDefinition>;

/** Of a check, whatever names the table before its column. */
function ofTheTable(read: readonly string[]): readonly string[] {
  return [...new Set(read.map((column) => column.slice(column.lastIndexOf(".") + 1)))];
}

const KINDS: Readonly<Partial<Record<NonNullable<Constraint["contype"]>, KindReader>>> = {
  CONSTR_PRIMARY: key("primary-key"),
  CONSTR_UNIQUE: key("unique"),
  CONSTR_CHECK: (constraint, { source }) => ({
    kind: "check",
    columns: ofTheTable(columnsReadBy(constraint.raw_expr)),
    text: bracketed(constraint, source),
    names: namesIn(constraint.raw_expr),
    ...requirementOf(constraint),
  }),
  CONSTR_FOREIGN: (constraint, place) => ({
    kind: "foreign-key",
    columns: columnsOf(constraint.fk_attrs, place),
    ...referenceOf(constraint),
  }),
  CONSTR_EXCLUSION: (constraint, { source }) => ({
    kind: "exclude",
    columns: excludedColumns(constraint),
    text: written(constraint, source),
  }),
  CONSTR_NOTNULL: ({ keys }, place) => ({ kind: "not-null", columns: columnsOf(keys, place) }),
};

const ACTIONS: Readonly<Record<string, string>> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

const ATTRIBUTES: Readonly<Record<string, Partial<Constraint>>> = {
  CONSTR_ATTR_DEFERRABLE: { deferrable: true },
  CONSTR_ATTR_NOT_DEFERRABLE: { deferrable: false },
  CONSTR_ATTR_DEFERRED: { initdeferred: true },
  CONSTR_ATTR_IMMEDIATE: { initdeferred: false },
  CONSTR_ATTR_ENFORCED: { is_enforced: true },
  CONSTR_ATTR_NOT_ENFORCED: { is_enforced: false },
};
