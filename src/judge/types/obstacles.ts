// What keeps PostgreSQL from giving a column another type; ATExecAlterColumnType in src/backend/commands/tablecmds.c.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType, DefaultValue } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { OfTable } from "../schema/names.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { generatedFrom, viewsNaming } from "../schema/names.ts";
import { ownValueOf } from "../schema/own-value.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { plainText } from "../schema/same-text.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { tiesOn } from "../schema/ties.ts";
import { areApart } from "./apart.ts";
import { isAssignable } from "./assignable.ts";
import { familyOf, isBuiltIn } from "./family.ts";
import { typeNamed } from "./user-types.ts";

export function typeObstacle(change: ChangeOf<"change-type">, { before }: At, column: Column): string | undefined {
  if (before.dialect !== "postgresql") return undefined;
  const held = heldObstacle(change, before, column);
  if (held !== undefined) return held;
  const key = keyOf(before, change.table);
  const { definition, typed, given = NONE } = column;
  if (definition === null || definition.type === null)
    return typed && builtInObstacle(change, { from: typed, given }, before);
  const reference = isOtherKind(definition.type, change.type) ? referenceWith(before, key, change.column) : undefined;
  if (reference !== undefined) return `its values cannot be compared with those of ${reference} any more`;
  return enumObstacle(change, definition.type, before) ?? castObstacle(change, definition, before);
}

/** By what reads it, or by its being numbered. */
function heldObstacle(change: ChangeOf<"change-type">, before: Schema, column: Column): string | undefined {
  const key = keyOf(before, change.table);
  const [reader] = readersOf(before, { key, column: change.column, id: column.id }, tableIn(before, change.table));
  if (reader !== undefined) return `its type cannot change while ${reader} reads it`;
  const isCounted = ownValueOf(change, column, before) === "an identity";
  return isCounted && !isWhole(change.type) ? "an identity is smallint, integer or bigint" : undefined;
}

function isWhole(type: ColumnType): boolean {
  return familyOf(type).family === "integer" && !type.isArray;
}

/** Of a column nothing but the type that an earlier statement gave it is known; a name of the user's may be any type. */
function builtInObstacle(
  change: ChangeOf<"change-type">,
  { from, given }: { readonly from: ColumnType; readonly given: DefaultValue },
  before: Schema,
): string | undefined {
  const isUnderstood = (type: ColumnType): boolean => isBuiltIn(type) || typeNamed(before, type.name)?.of === "enum";
  return [change.type, from].every(isUnderstood)
    ? castObstacle(change, { type: from, default: given }, before)
    : undefined;
}

/** What a check or an index compares an enum with is of that enum, and stays so. */
function enumObstacle(
  { table, column, type }: ChangeOf<"change-type">,
  from: ColumnType,
  before: Schema,
): string | undefined {
  const isEnum = [from, type].some(({ name }) => typeNamed(before, name)?.of === "enum");
  if (!isEnum || !isOtherKind(from, type)) return undefined;
  const comparison = new RegExp(String.raw`(?<!\w)"?${column}"?\s*${WITH_LITERAL}`, "i");
  const found = expressionsOn(tableIn(before, table), column).find((text) => comparison.test(text));
  return found === undefined ? undefined : `${found} compares it with what is of the old type`;
}

const WITH_LITERAL = String.raw`(?:[<>=!]+|(?:not\s+)?in\s*\()\s*(?:any\s*\(+\s*array\s*\[)?\s*'`;

function expressionsOn(table: Table | undefined, column: string): readonly string[] {
  const conditions = [
    ...(table?.constraints ?? []).flatMap(({ definition }) =>
      definition.kind === "check" && definition.columns.includes(column) ? [definition.text] : [],
    ),
    ...(table?.indexes ?? []).flatMap(({ definition: { where } }) => where ?? []),
  ];
  return conditions.map(plainText);
}

function readersOf(schema: Schema, of: OfTable, table: Table | undefined): readonly string[] {
  const views = viewsNaming(schema, of).map((view) => `view ${view}`);
  return table === undefined ? views : [...views, ...tiesOn(table, of.column), ...generatedFrom(table, of.column)];
}

/** Of a foreign key, either end. */
function referenceWith(schema: Schema, key: string, column: string): string | undefined {
  for (const [name, { constraints }] of schema.tables)
    for (const { definition } of constraints) {
      if (definition.kind !== "foreign-key") continue;
      const parent = keyOf(schema, definition.references);
      if (name === key && definition.columns.includes(column)) return parent;
      const keys = definition.referenced.length > 0 ? definition.referenced : primaryKeyOf(schema, parent);
      if (parent === key && keys.includes(column)) return name;
    }
  return undefined;
}

/** A check or an index on an expression compares it with something that may be of the old type. */
export function isComparedOn({ constraints, indexes }: Table, column: string): boolean {
  const parts = [...constraints, ...indexes].map(({ definition }) => definition);
  return parts.some((part) => {
    const isExpression = "keys" in part ? part.where !== null || !part.keys.includes(column) : part.kind === "check";
    return isExpression && "names" in part && part.names?.columns.includes(column) === true;
  });
}

/** Between which no operator compares. */
export function isOtherKind(from: ColumnType, to: ColumnType): boolean {
  const [before, after] = [familyOf(from).family, familyOf(to).family];
  if (from.isArray !== to.isArray || isOtherEnum(from, to)) return true;
  return before !== after && !(NUMBERS.has(before) && NUMBERS.has(after));
}

function isOtherEnum(from: ColumnType, to: ColumnType): boolean {
  return [from, to].every((type) => familyOf(type).family === "enum") && from.name !== to.name;
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);

/** PostgreSQL casts by itself only what it would cast in an assignment. */
function castObstacle(
  { type, using, gives }: ChangeOf<"change-type">,
  { type: from, default: value }: Pick<ColumnDefinition, "type" | "default">,
  schema: Schema,
): string | undefined {
  if (from === null) return undefined;
  const needsExpression = !isAssignable(from, type) || areApart(from, type, schema);
  if (needsExpression && using === null) return `${from.name} does not become ${type.name} without USING`;
  const given = gives !== undefined && isBuiltIn(gives) ? gives : type;
  if (!isAssignable(given, type) || areApart(given, type, schema))
    return `what USING gives is ${given.name}, which does not become ${type.name}`;
  return defaultObstacle(type, value, needsExpression || isOtherEnum(from, type));
}

function defaultObstacle(type: ColumnType, value: DefaultValue, isOther: boolean): string | undefined {
  if (value.kind === "none" || value.kind === "null" || isCastBack(value, type)) return undefined;
  return isOther ? `its default cannot be cast to ${type.name} by itself` : undefined;
}

/** The cast that an earlier change of the type put around it is taken off again. */
function isCastBack(
  { names }: Extract<ColumnDefinition["default"], { readonly text: string }>,
  type: ColumnType,
): boolean {
  return names?.types?.includes(type.name) === true;
}

const NONE: DefaultValue = { kind: "none" };
