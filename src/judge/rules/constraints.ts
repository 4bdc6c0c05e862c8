import type { ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { At, Effect, Rule } from "../rule.ts";
import type { Constraint, Schema, Table } from "../schema.ts";
import { withConstraint, withDefinition, withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import { BRIEF, hazardOn, INSTANT, locks, NO_HAZARD, SQLITE_ROWS } from "../hazards.ts";
import { clientColumn, clientTable, effect, impact, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";
import { constraintHazard, dropHazard } from "./constraint-hazards.ts";

/** Code that does not know a constraint may write what it refuses. */
export const addConstraint: Rule<"add-constraint"> = {
  effect: ({ table: name, constraint }, at) => {
    const { before } = at;
    const key = keyOf(before, name);
    const table = tableIn(before, name);
    if (table === undefined) return existence(before, { family: "tables", key });
    if (constraint.name !== null && hasConstraint(table, constraint.name))
      return effect(`constraint ${constraint.name} exists already`, { succeeds: "no" });
    const missing = constraint.columns.filter((column) => table.complete && !table.columns.has(column));
    if (missing.length > 0) return effect(`${key} has no ${missing.join(", ")}`, { succeeds: "no" });
    const hazard = constraintHazard(constraint, before);
    const shown = `${constraint.kind} on ${key} (${constraint.columns.join(", ") || "an expression"})`;
    if (clientTable(at, name) === undefined) return effect(`${key} is not known to this code`);
    if (constraint.enforcement === "not-enforced")
      return effect(`${shown} is not enforced`, { restorable: "full", hazard });
    if (leavesOldInsertsAlone(constraint, at, name))
      return effect(`${shown} is on columns that this code does not know`, { hazard });
    return effect(`${shown} refuses what it does not allow`, {
      impact: impact("writes_break", "if_data"),
      succeeds: wasHeldTo(constraint, at, name) ? "yes" : succeedsOn(constraint),
      restorable: "full",
      hazard,
    });
  },
  after: ({ table: name, constraint }, schema) => {
    if (!("usingIndex" in constraint) || constraint.usingIndex === null)
      return withConstraint(schema, name, constraint);
    const index = tableIn(schema, name)?.indexes.find(({ definition }) => definition.name === constraint.usingIndex);
    const columns = index?.definition.keys ?? constraint.columns;
    const without = withTable(schema, name, (table) => ({
      ...table,
      indexes: table.indexes.filter(({ definition }) => definition.name !== constraint.usingIndex),
    }));
    return withConstraint(without, name, { ...constraint, name: constraint.name ?? constraint.usingIndex, columns });
  },
};

/** The rows were held to the same reference until a moment ago. */
function wasHeldTo(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  if (constraint.kind !== "foreign-key") return false;
  return (clientTable(at, name)?.constraints ?? []).some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      definition.enforcement === "valid" &&
      String(definition.columns) === String(constraint.columns) &&
      keyOf(at.before, definition.references) === keyOf(at.before, constraint.references),
  );
}

function succeedsOn(constraint: ConstraintDefinition): Effect["succeeds"] {
  if (constraint.enforcement === "not-valid") return "yes";
  return "usingIndex" in constraint && constraint.usingIndex !== null ? "yes" : "data_dependent";
}

/** Rows of code that does not know the columns have null in them, or a number of their own. */
function leavesOldInsertsAlone(constraint: ConstraintDefinition, at: At, name: Name): boolean {
  if (constraint.columns.length === 0) return false;
  const columns = constraint.columns.map((column) => tableIn(at.before, name)?.columns.get(column)?.definition);
  const areNew = constraint.columns.every((column) => clientColumn(at, name, column) === undefined);
  if (!areNew) return false;
  const isKey = constraint.kind === "unique" || constraint.kind === "primary-key";
  return columns.some((definition) => definition?.identity !== "none" || (isKey ? isEmpty(definition) : true));
}

function isEmpty(definition: { readonly default: { readonly kind: string } } | null | undefined): boolean {
  return definition?.default.kind !== "constant" && definition?.default.kind !== "stable";
}

/** What a constraint allowed only with it: conflicts to be caught, references to be followed. */
export const dropConstraint: Rule<"drop-constraint"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key, ifExists: change.ifExists });
    const constraint = constraintIn(table, change);
    if (constraint === undefined && change.of === null)
      return existence(
        { ...before, complete: before.complete || table.complete },
        {
          family: "constraints",
          key: `${key}.${change.name}`,
          ifExists: change.ifExists,
        },
      );
    const kind = constraint?.definition.kind ?? change.of;
    if (kind === null) return effect("nothing is dropped");
    const hazard = dropHazard(kind, before);
    const needed = change.cascade ? undefined : referenceTo(constraint, { schema: before, key });
    if (needed !== undefined)
      return effect(`${change.name} is needed by a foreign key of ${needed}`, { succeeds: "no" });
    if (clientTable(at, change.table) === undefined || isUnknownTo(at, change.table, constraint))
      return effect(`${change.name} is not known to this code`, { hazard, restorable: "full" });
    return effect(`${WORDS[kind]} ${change.name} on ${key} is gone`, {
      impact: withoutIt(kind, before),
      restorable: "full",
      hazard,
      takes:
        kind === "foreign-key" && constraint !== undefined
          ? { kind: "foreign-key", table: key, columns: constraint.definition.columns }
          : null,
    });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) => {
      const constraint = constraintIn(table, change);
      const without = { ...table, constraints: table.constraints.filter((known) => known !== constraint) };
      if (constraint?.definition.kind !== "not-null") return without;
      return constraint.definition.columns.reduce<Table>(
        (made, column) => withDefinition(made, column, (known) => ({ ...known, nullable: true })),
        without,
      );
    }),
};

function isUnknownTo(at: At, table: Name, constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  return clientTable(at, table)?.constraints.every(({ id }) => id !== constraint.id) === true;
}

function constraintIn(table: Table, { name, of }: ChangeOf<"drop-constraint">): Constraint | undefined {
  if (of === "primary-key") return table.constraints.find(({ definition }) => definition.kind === "primary-key");
  return table.constraints.find(({ definition }) => definition.name === name);
}

function referenceTo(
  constraint: Constraint | undefined,
  { schema, key }: { readonly schema: Schema; readonly key: string },
): string | undefined {
  if (
    constraint === undefined ||
    (constraint.definition.kind !== "primary-key" && constraint.definition.kind !== "unique")
  )
    return undefined;
  const { columns, kind } = constraint.definition;
  const found = [...schema.tables].find(([, { constraints }]) =>
    constraints.some(({ definition }) => {
      if (definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== key) return false;
      const { referenced } = definition;
      return referenced.length === 0 ? kind === "primary-key" : String(referenced) === String(columns);
    }),
  );
  return found?.[0];
}

function withoutIt(kind: ConstraintDefinition["kind"], { dialect }: Schema): Impact {
  if (kind === "not-null") return impact("compatible", "always");
  const isKey = kind === "primary-key" || kind === "unique";
  const hasConflictTargets = dialect === "postgresql" || dialect === "sqlite";
  return isKey && hasConflictTargets ? impact("writes_break", "if_referenced") : impact("behaviour_change", "if_data");
}

const WORDS: Readonly<Record<ConstraintDefinition["kind"], string>> = {
  "primary-key": "the primary key",
  unique: "unique constraint",
  check: "check",
  "foreign-key": "foreign key",
  exclude: "exclusion",
  "not-null": "not-null constraint",
};

function hasConstraint(table: Table, name: string): boolean {
  return table.constraints.some(({ definition }) => definition.name === name);
}

/** Rows that are there are looked through; new ones were held to it already. */
export const validateConstraint: Rule<"validate-constraint"> = {
  effect: ({ table, name }, { before }) =>
    effect(`${name} on ${keyOf(before, table)} was enforced for new rows already`, {
      succeeds: "data_dependent",
      hazard: locks("SHARE UPDATE EXCLUSIVE", "scan"),
    }),
  after: ({ table, name }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      constraints: known.constraints.map((constraint) =>
        constraint.definition.name === name
          ? { ...constraint, definition: { ...constraint.definition, enforcement: "valid" } }
          : constraint,
      ),
    })),
};

export const renameConstraint: Rule<"rename-constraint"> = {
  effect: ({ table, name, to }, at) =>
    clientTable(at, table) === undefined
      ? effect(`${keyOf(at.before, table)} is not known to this code`)
      : effect(`${name} is called ${to} now: conflicts and errors name it`, {
          impact: impact("writes_break", "if_referenced"),
          restorable: "full",
          hazard: hazardOn(at.before, BRIEF),
        }),
  after: ({ table, name, to }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      constraints: known.constraints.map((constraint) =>
        constraint.definition.name === name
          ? { ...constraint, definition: { ...constraint.definition, name: to } }
          : constraint,
      ),
    })),
};

export const alterConstraint: Rule<"alter-constraint"> = {
  effect: ({ table, name, enforced }, at) => {
    const hazard = hazardOn(at.before, { postgresql: locks("ACCESS EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_ROWS });
    if (clientTable(at, table) === undefined)
      return effect(`${keyOf(at.before, table)} is not known to this code`, { hazard: NO_HAZARD });
    if (enforced === true)
      return effect(`${name} is enforced now`, {
        impact: impact("writes_break", "if_data"),
        succeeds: "data_dependent",
        restorable: "full",
        hazard,
      });
    return effect(`${name} is checked at another moment, or not any more`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard,
    });
  },
  after: unchanged,
};
