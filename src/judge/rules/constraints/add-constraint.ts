import type { ConstraintDefinition, Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import type { Value } from "../../values/value.ts";
import { mayRepeat } from "../../constraints/copied-key.ts";
import { foreignKeyObstacle } from "../../constraints/foreign-key-obstacle.ts";
import { areOff, refusingParent } from "../../constraints/foreign-keys.ts";
import { isFreed, isImplied, wasHeldTo } from "../../constraints/held-already.ts";
import { isLetThrough } from "../../constraints/refusers.ts";
import { takenKeyName } from "../../constraints/taken-key-name.ts";
import { constraintHazard } from "../../hazards/constraints.ts";
import { INSTANT, NO_HAZARD, hazardOn, locks } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withConstraint } from "../../schema/edit-constraints.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { lacks } from "../../schema/lacks.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { takesWhatIsLeft, unknownColumns } from "../../values/left-by-others.ts";
import { mayRefuseWritten } from "../../values/written-values.ts";

/** Code that does not know a constraint may write what it refuses. */
export const addConstraint: Rule<"add-constraint"> = {
  effect: ({ table: name, constraint: said }, at) => {
    const { before } = at;
    const key = keyOf(before, name);
    const table = tableIn(before, name);
    if (table === undefined) return existence(before, { family: "tables", key });
    const constraint = { ...said, columns: columnsOf(said, table) };
    const obstacle = obstacleTo(constraint, table, at);
    if (obstacle !== undefined) return effect(obstacle, { succeeds: "no" });
    const hazard = constraintHazard(constraint, table, before);
    const shown = `${constraint.kind} on ${key} (${constraint.columns.join(", ") || "an expression"})`;
    if (clientTable(at, name) === undefined) return onNewTable(constraint, at, table);
    if (constraint.enforcement === "not-enforced")
      return effect(`${shown} is not enforced`, { restorable: "full", hazard });
    const refusing = { impact: impact("writes_break", "if_data"), succeeds: succeedsOn(constraint, at, name), hazard };
    const takes = takesOthers(constraint, at, name);
    if (takes === false)
      return effect(`${shown} refuses what inserts leave there that do not name it`, {
        ...refusing,
        impact: impact("writes_break", "always"),
      });
    if (takes === true) return onUnknownColumns(constraint, at, { table, refusing, shown });
    if (isImplied(constraint, at, name)) return effect(`${shown} held already`, { restorable: "full", hazard });
    return effect(`${shown} refuses what it does not allow`, { ...refusing, restorable: "full" });
  },
  after: ({ table: name, constraint }, schema) => {
    if (!("usingIndex" in constraint) || constraint.usingIndex === null)
      return withConstraint(schema, name, constraint);
    const columns = columnsOf(constraint, tableIn(schema, name));
    const without = withTable(schema, name, (table) => ({
      ...table,
      indexes: table.indexes.filter(({ definition }) => definition.name !== constraint.usingIndex),
    }));
    return withConstraint(without, name, { ...constraint, name: constraint.name ?? constraint.usingIndex, columns });
  },
};

interface Refusing {
  readonly table: Table;
  readonly shown: string;
  readonly refusing: Pick<Effect, "impact" | "succeeds" | "hazard">;
}

/** New rows leave there what passes; those that are there may have been given something else. */
function onUnknownColumns(constraint: ConstraintDefinition, at: At, { table, refusing, shown }: Refusing): Effect {
  const columns = [...table.columns.values()].flatMap(({ definition }) => definition ?? []);
  const parent = refusingParent(constraint, at, columns);
  if (parent !== undefined)
    return effect(`rows that the new code writes to ${table.name} keep rows of ${parent} from being deleted`, refusing);
  const succeeds = mayRefuseWritten(constraint, table, at.before) ? refusing.succeeds : "yes";
  return effect(`${shown} is on columns that this code does not know`, { succeeds, hazard: refusing.hazard });
}

/** Those of the index that it is made of, where it names one. */
function columnsOf(constraint: ConstraintDefinition, table: Table | undefined): readonly string[] {
  if (!("usingIndex" in constraint) || constraint.usingIndex === null) return constraint.columns;
  const index = table?.indexes.find(({ definition }) => definition.name === constraint.usingIndex);
  return index?.definition.keys ?? constraint.columns;
}

function obstacleTo(constraint: ConstraintDefinition, table: Table, at: At): string | undefined {
  const { before, alongside } = at;
  const { name, columns, kind } = constraint;
  if (name !== null && hasConstraint(table, name)) return `constraint ${name} exists already`;
  const missing = columns.filter((column) => lacks(table, column, before));
  if (missing.length > 0) return `${table.name} has no ${missing.join(", ")}`;
  if (kind === "primary-key" && table.constraints.some(({ definition }) => definition.kind === kind))
    return `${table.name} has a primary key already`;
  if (kind !== "foreign-key") return undefined;
  const taken = takenKeyName(constraint, { own: table.name, schema: before, alongside });
  return taken ?? foreignKeyObstacle(constraint, table, before);
}

/** Rows of a table that this code does not know may still keep rows of one that it does. */
function onNewTable(constraint: ConstraintDefinition, at: At, table: Table): Effect {
  const key = table.name;
  if (constraint.kind !== "foreign-key")
    return effect(`${key} is not known to this code`, {
      succeeds: isOpenKey(constraint, at, key) ? "data_dependent" : "yes",
    });
  const isOfKnown = clientTable(at, constraint.references) !== undefined;
  const hazard = isOfKnown ? hazardOn(at.before, REFERENCE_HAZARD) : NO_HAZARD;
  const isKept = isOfKnown && at.side === "up" && !isLetThrough(constraint, table, at.before);
  const parent = isKept ? keyOf(at.before, constraint.references) : refusingParent(constraint, at);
  if (parent === undefined) return effect(`${key} is not known to this code`, { hazard });
  return effect(`rows that the new code writes to ${key} keep rows of ${parent} from being deleted`, {
    impact: impact("writes_break", "if_data"),
    hazard,
  });
}

function isOpenKey({ kind, columns }: ConstraintDefinition, { before, client }: At, key: string): boolean {
  const table = before.tables.get(key);
  const isKey = kind === "primary-key" || kind === "unique";
  return isKey && table !== undefined && mayRepeat(table, columns, client);
}

const REFERENCE_HAZARD = { postgresql: locks("SHARE ROW EXCLUSIVE"), mysql: INSTANT, sqlite: NO_HAZARD };

function isUnchecked({ kind }: ConstraintDefinition, before: Schema): boolean {
  return kind === "foreign-key" && areOff(before);
}

function succeedsOn(constraint: ConstraintDefinition, at: At, name: Name): Effect["succeeds"] {
  // Without the schema, it may have a primary key.
  if (constraint.kind === "primary-key" && !isListed(at.before, tableIn(at.before, name))) return "undetermined";
  if (wasHeldTo(constraint, at, name) || isUnchecked(constraint, at.before) || isFreed(constraint, at, name))
    return "yes";
  if (constraint.enforcement === "not-valid") return "yes";
  return "usingIndex" in constraint && constraint.usingIndex !== null ? "yes" : "data_dependent";
}

/** True where what is left in the columns that the code does not know passes, and false where it never does. */
function takesOthers(constraint: ConstraintDefinition, at: At, name: Name): Value {
  const columns = unknownColumns(at, name);
  const isAboutThem = columns.some((column) => constraint.columns.includes(column.name));
  return isAboutThem ? takesWhatIsLeft(constraint, columns, at.before) : undefined;
}

function hasConstraint(table: Table, name: string): boolean {
  return table.constraints.some(({ definition }) => definition.name === name);
}
