// What a statement names that the statements before it dropped, whatever else nobody has listed.
import type { Change } from "../../model/change.ts";
import type { ColumnDefinition, ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { keyOf } from "../schema/schema.ts";
import { defines, routinesIn } from "./routines-called.ts";

/** In words; undefined where it names nothing of the kind. */
export function goneIn(change: Change, schema: Schema): string | undefined {
  const gone =
    relationsIn(change, schema).find((name) => isGone(name, RELATIONS, schema)) ??
    typesIn(change).find((name) => isGone(name, ["types"], schema));
  if (gone !== undefined) return `${keyOf(schema, gone)} does not exist any more`;
  const column = writtenBy(change).find((name) => schema.dropped.has(`columns:${name}`) && !isColumn(name, schema));
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
  return [...readBy(change), ...counters, ...(areOff(schema) ? [] : parentsIn(change))];
}

function readBy(change: Change): readonly Name[] {
  if (change.kind === "create-view" || change.kind === "update") return change.reads;
  return change.kind === "insert" && change.source.from === "query" ? change.source.reads : [];
}

/** But for the table itself, which is made with it. */
function parentsIn(change: Change): readonly Name[] {
  const own = "table" in change && change.table !== null ? change.table : undefined;
  return constraintsOf(change).flatMap((one) =>
    one.kind === "foreign-key" && !(one.references.name === own?.name && one.references.schema === own.schema)
      ? [one.references]
      : [],
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

function typesIn(change: Change): readonly Name[] {
  const types = change.kind === "change-type" ? [change.type] : columnsIn(change).map(({ type }) => type);
  return types.flatMap((type) => (type === null ? [] : [nameOf(type.name)]));
}

function nameOf(written: string): Name {
  const dot = written.indexOf(".");
  return dot === -1 ? { schema: null, name: written } : { schema: written.slice(0, dot), name: written.slice(dot + 1) };
}

function writtenBy(change: Change): readonly string[] {
  if ((change.kind !== "update" && change.kind !== "insert") || change.table.schema !== null) return [];
  const columns = change.kind === "insert" ? change.columns : change.assignments.map(({ column }) => column);
  return columns.map((column) => `${change.table.name}.${column}`);
}

function isColumn(shown: string, { tables }: Schema): boolean {
  const dot = shown.lastIndexOf(".");
  return tables.get(shown.slice(0, dot))?.columns.has(shown.slice(dot + 1)) === true;
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
