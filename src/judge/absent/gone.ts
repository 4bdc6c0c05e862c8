// What a statement names that the statements before it dropped, whatever else nobody has listed.
import type { Change } from "../../model/change.ts";
import type { ColumnDefinition, ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { keyOf } from "../schema/schema.ts";
import { nameOfType } from "../types/user-types.ts";
import { defines, routinesIn, typesIn } from "./defined.ts";
import { looksUp } from "./look-ups.ts";
import { needsOf } from "./needed.ts";

/** In words; undefined where it names nothing of the kind. */
export function goneIn(change: Change, schema: Schema): string | undefined {
  if (change.kind === "create-routine" && !looksUp(schema)) return undefined;
  const gone =
    relationsIn(change, schema).find((name) => isGone(name, RELATIONS, schema)) ??
    typesIn(change)
      .map(({ name }) => nameOfType(name))
      .find((name) => isGone(name, ["types"], schema));
  if (gone !== undefined) return `${keyOf(schema, gone)} does not exist any more`;
  const column = columnGone(change, schema);
  if (column !== undefined) return `${column} does not exist any more`;
  const routine = calledBy(change).find((name) => isRoutineGone(name, schema));
  return routine === undefined ? undefined : `${routine}() does not exist any more`;
}

type Family = "tables" | "views" | "sequences" | "types";

const RELATIONS: readonly Family[] = ["tables", "views", "sequences"];

function isGone(name: Name, families: readonly Family[], schema: Schema): boolean {
  const key = keyOf(schema, name);
  return (
    families.some((family) => schema.dropped.has(`${family}:${key}`)) &&
    !families.some((family) => schema[family].has(key))
  );
}

/** Tables, views and sequences; SQLite makes views and references of what is not there. */
function relationsIn(change: Change, schema: Schema): readonly Name[] {
  if (schema.dialect === "sqlite") return change.kind === "create-view" ? [] : readBy(change);
  const counters = columnsIn(change).flatMap(({ default: value }) =>
    "sequence" in value ? (value.sequence ?? []) : [],
  );
  return [...readBy(change), ...counters, ...(areOff(schema) ? [] : parentsIn(change, schema))];
}

function readBy(change: Change): readonly Name[] {
  if (change.kind === "create-view" || change.kind === "update") return change.reads;
  if (change.kind === "create-routine") return change.lookedUp?.reads ?? [];
  return change.kind === "insert" && change.source.from === "query" ? change.source.reads : [];
}

/** But for the table itself, which is made with it. */
function parentsIn(change: Change, schema: Schema): readonly Name[] {
  const own = "table" in change && change.table !== null ? keyOf(schema, change.table) : undefined;
  return constraintsOf(change).flatMap((one) =>
    one.kind === "foreign-key" && keyOf(schema, one.references) !== own ? [one.references] : [],
  );
}

function constraintsOf(change: Change): readonly ConstraintDefinition[] {
  if (change.kind === "add-constraint") return [change.constraint];
  return "constraints" in change ? change.constraints : [];
}

function columnsIn(change: Change): readonly ColumnDefinition[] {
  if (change.kind === "create-table") return change.columns;
  return change.kind === "add-column" ? [change.column] : [];
}

/** Columns of the table that are written to, that its rows are asked for, or that what is added to it is about. */
function columnsNamed(change: Change): readonly string[] {
  if (change.kind === "insert") return change.columns;
  if (change.kind === "delete") return change.asks ?? [];
  if (change.kind === "add-constraint") return change.constraint.columns;
  return change.kind === "update" ? [...change.assignments.map(({ column }) => column), ...(change.asks ?? [])] : [];
}

function columnGone(change: Change, schema: Schema): string | undefined {
  const needed = needsOf(change)?.find(({ relations, column }) =>
    relations.every((name) => isColumnGone(keyOf(schema, name), column, schema)),
  );
  if (needed !== undefined) return `${needed.relations.map((name) => keyOf(schema, name)).join()}.${needed.column}`;
  if (!("table" in change) || change.table === null) return undefined;
  const key = keyOf(schema, change.table);
  const gone = columnsNamed(change).find((column) => isColumnGone(key, column, schema));
  return gone === undefined ? undefined : `${key}.${gone}`;
}

function isColumnGone(key: string, column: string, { dropped, tables }: Schema): boolean {
  return dropped.has(`columns:${key}.${column}`) && tables.get(key)?.columns.has(column) !== true;
}

function calledBy(change: Change): readonly string[] {
  if (change.kind === "create-trigger") return change.routine?.schema === null ? [change.routine.name] : [];
  return defines(change) ? routinesIn(change) : [];
}

/** By its name, whatever its arguments are. */
function isRoutineGone(name: string, { routines, dropped }: Schema): boolean {
  const isThere = [...routines.values()].some((routine) => routine.name === name);
  const keys = [...dropped].filter((key) => key === `routines:${name}` || key.startsWith(`routines:${name}(`));
  return !isThere && keys.length > 0;
}
