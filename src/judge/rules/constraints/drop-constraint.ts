import type { ChangeOf } from "../../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../../model/definition.ts";
import type { Reference } from "../../constraints/references.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Constraint, Schema, Table } from "../../schema/schema.ts";
import { areOff } from "../../constraints/foreign-keys.ts";
import { constraintIn, markOf, withMark } from "../../constraints/gone-constraint.ts";
import { keysMadeWith } from "../../constraints/made-alongside.ts";
import { mayBeNumbered } from "../../constraints/numbered-names.ts";
import { referencesBy, withoutReferences } from "../../constraints/references.ts";
import { isUnknownTo } from "../../constraints/unknown-to.ts";
import { isTwice, withoutIt } from "../../constraints/without-constraint.ts";
import { dropHazard } from "../../hazards/constraints.ts";
import { IN_PLACE_REBUILD } from "../../hazards/hazards.ts";
import { effect, isAssumed } from "../../rule.ts";
import { counterServedBy } from "../../schema/counter-key.ts";
import { withDefinition, withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { withoutMarksOf } from "../../schema/index-marks.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { dropIndex } from "../indexes/drop-index.ts";

/** What a constraint allowed only with it: conflicts to be caught, references to be followed. */
export const dropConstraint: Rule<"drop-constraint"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined || isAssumed(at, table)) return existence(before, { family: "tables", key });
    const constraint = constraintIn(table, change);
    const index = constraint === undefined ? uniqueIndexOf(change, before) : undefined;
    if (index !== undefined) return dropIndex.effect(index, at);
    if (constraint === undefined && isNowhere(change, at)) return missingFrom(table, change, before);
    const kind = constraint?.definition.kind ?? change.of;
    return kind === null ? effect("nothing is dropped") : effectOf(change, at, { key, kind, constraint });
  },
  after: (change, schema) => {
    const index = uniqueIndexOf(change, schema);
    if (index !== undefined) return dropIndex.after(index, schema);
    const known = tableIn(schema, change.table);
    const references =
      change.cascade && known !== undefined ? referencesOn(constraintIn(known, change), change.table, schema) : [];
    const marked = withMark(withoutReferences(schema, references), change);
    return withTable(marked, change.table, (table) => {
      const constraint = constraintIn(table, change);
      const unmarked = withoutMarksOf(table, constraint?.definition.name ?? "");
      const without = { ...unmarked, constraints: table.constraints.filter((known) => known !== constraint) };
      if (constraint?.definition.kind !== "not-null") return without;
      return constraint.definition.columns.reduce<Table>(
        (made, column) => withDefinition(made, column, (known) => ({ ...known, nullable: true })),
        without,
      );
    });
  },
};

function missingFrom(
  { name: key, complete }: Table,
  { name, ifExists }: ChangeOf<"drop-constraint">,
  before: Schema,
): Effect {
  const known = { ...before, complete: before.complete || complete };
  return existence(known, { family: "constraints", key: `${key}.${name}`, ifExists });
}

/** Where a kind is said: all are listed, or a down alone names it; and it is none that the server numbers. */
function isNowhere({ table: name, name: sought, of }: ChangeOf<"drop-constraint">, { before, side }: At): boolean {
  if (of === null) return true;
  const table = tableIn(before, name);
  const listed = isListed(before, table);
  const isNumbered = table !== undefined && mayBeNumbered(sought, table, listed ? of : "any that is not listed");
  return of !== "primary-key" && (side === "down" || listed) && !isNumbered;
}

/** MySQL's unique constraints are indexes, and go by either word. */
function uniqueIndexOf(
  { table: name, name: index, of, ifExists, cascade }: ChangeOf<"drop-constraint">,
  schema: Schema,
): ChangeOf<"drop-index"> | undefined {
  if (of !== null || !isInnoDb(schema)) return undefined;
  const indexes = tableIn(schema, name)?.indexes ?? [];
  if (!indexes.some(({ definition }) => definition.unique && definition.name === index)) return undefined;
  return {
    kind: "drop-index",
    index: { schema: null, name: index },
    table: name,
    concurrently: false,
    ifExists,
    cascade,
  };
}

interface Dropped {
  readonly key: string;
  readonly kind: ConstraintDefinition["kind"];
  readonly constraint: Constraint | undefined;
}

function effectOf(change: ChangeOf<"drop-constraint">, at: At, { key, kind, constraint }: Dropped): Effect {
  const { before } = at;
  const hazard = hazardOf(kind, at);
  const kept = keptBy(change, at, { key, kind, constraint });
  if (kept !== undefined) return effect(kept, { succeeds: "no" });
  const harmless = harmlessFor(at, change, constraint);
  if (harmless !== undefined) return effect(`${change.name} ${harmless}`, { hazard, restorable: "full" });
  return effect(`${WORDS[kind]} ${change.name} on ${key} is gone`, {
    impact: withoutIt(kind, before),
    succeeds: isSure(change, at, constraint) ? "yes" : "undetermined",
    restorable: "full",
    hazard,
    takes:
      kind === "foreign-key" && constraint !== undefined
        ? { kind: "foreign-key", table: key, columns: constraint.definition.columns }
        : null,
  });
}

/** Why it cannot be dropped. */
function keptBy(change: ChangeOf<"drop-constraint">, at: At, { key, kind, constraint }: Dropped): string | undefined {
  const { before } = at;
  if (before.dialect === "sqlite" && KEPT_BY_SQLITE.has(kind)) return `SQLite drops no ${kind} constraint`;
  const isFree = change.cascade || isServedOtherwise(at, key, constraint);
  const needed = isFree ? undefined : referencesOn(constraint, change.table, before)[0]?.table;
  if (needed !== undefined) return `${change.name} is needed by a foreign key of ${needed}`;
  const counter = counterIn(change, at, constraint);
  return counter === undefined ? undefined : `${change.name} is needed by ${counter}, which counts`;
}

/** src/alter.c drops checks and not-nulls, and of all others says that the "constraint may not be dropped". */
const KEPT_BY_SQLITE: ReadonlySet<string> = new Set(["primary-key", "unique", "foreign-key"]);

/** InnoDB builds the table anew in place where one statement puts another primary key in the place of the first. */
function hazardOf(kind: Dropped["kind"], { before, alongside }: At): Effect["hazard"] {
  const isReplaced = alongside.some((other) => other.kind === "add-constraint" && other.constraint.kind === kind);
  return kind === "primary-key" && isReplaced && isInnoDb(before) ? IN_PLACE_REBUILD : dropHazard(kind, before);
}

/** The primary key is mostly of the column that counts, which needs it; the schema would tell. */
function isSure(change: ChangeOf<"drop-constraint">, at: At, constraint: Constraint | undefined): boolean {
  const { before, alongside } = at;
  const kind = constraint?.definition.kind ?? change.of;
  if (kind !== "primary-key" || !isInnoDb(before) || isListed(before, tableIn(before, change.table))) return true;
  // Whatever counts had another key before this one was made.
  return alongside.length > 1 || (constraint !== undefined && !before.dropped.has(markOf(change, before)));
}

/** To InnoDB, another index that begins with the same columns is as good for those who reference them. */
function isServedOtherwise({ before, alongside }: At, key: string, constraint: Constraint | undefined): boolean {
  if (constraint === undefined || !isInnoDb(before)) return false;
  if (areOff(before)) return true;
  const { columns } = constraint.definition;
  const kept = before.tables.get(key)?.indexes.map(({ definition }) => definition.keys) ?? [];
  return [...keysMadeWith(alongside), ...kept].some((index) =>
    columns.every((column, place) => index[place] === column),
  );
}

function counterIn(
  { table: name }: ChangeOf<"drop-constraint">,
  { before, alongside }: At,
  constraint: Constraint | undefined,
): string | undefined {
  const table = tableIn(before, name);
  const isKey = constraint?.definition.kind === "primary-key" || constraint?.definition.kind === "unique";
  if (!isKey || table === undefined || !isInnoDb(before)) return undefined;
  return counterServedBy(constraint.definition.columns, table, alongside);
}

/** Why this code does not miss it. */
function harmlessFor(
  at: At,
  { table }: ChangeOf<"drop-constraint">,
  constraint: Constraint | undefined,
): string | undefined {
  if (constraint?.definition.enforcement === "not-enforced") return "held nobody to anything";
  if (constraint !== undefined && isTwice(constraint, table, at)) return "says what the column says already";
  return isUnknownTo(at, table, constraint) ? "is not known to this code" : undefined;
}

function referencesOn(constraint: Constraint | undefined, table: Name, schema: Schema): readonly Reference[] {
  const known = tableIn(schema, table);
  return known === undefined || constraint === undefined ? [] : referencesBy(schema, known, constraint.id);
}

const WORDS: Readonly<Record<ConstraintDefinition["kind"], string>> = {
  "primary-key": "the primary key",
  unique: "unique constraint",
  check: "check",
  "foreign-key": "foreign key",
  exclude: "exclusion",
  "not-null": "not-null constraint",
};
