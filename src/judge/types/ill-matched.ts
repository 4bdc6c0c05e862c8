// Expressions of PostgreSQL's for whose types it has no operator, no function and no type in common.
import type { Beside, Operand } from "../../model/change/operand.ts";
import type { ColumnType, Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "./family.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { valueType } from "./domain-type.ts";
import { familyOf } from "./family.ts";
import { isIncomparable } from "./incomparable.ts";
import { wrongLiteral } from "./wrong-literal.ts";

interface Column {
  readonly relations: readonly Name[];
  readonly column: string;
}

/** Why a column does not stand beside that, whatever the rows, in words; undefined where it may. */
export function illMatched(named: Column, { how, operand }: Beside, schema: Schema): string | undefined {
  const type = typeOf(named, schema);
  if (type === null || schema.doubtful !== false) return undefined;
  const reason = operand === undefined ? unfitAlone(how, type) : unfitBeside(operand, { how, type, schema });
  return reason && `${named.column} is ${type.name}, ${reason}`;
}

/** Null where more than one of the tables has it, or may. */
function typeOf({ relations, column }: Column, schema: Schema): ColumnType | null {
  const isOpen = relations.length > 1 && !relations.every((name) => tableIn(schema, name)?.complete === true);
  if (isOpen) return null;
  const [type, second] = relations.flatMap((name) => columnIn(schema, name, column)?.definition?.type ?? []);
  return type === undefined || second !== undefined ? null : valueType(type, schema);
}

function unfitAlone(how: Beside["how"], type: ColumnType): string | undefined {
  const { family } = familyOf(type);
  if (type.isArray || UNKNOWN.has(family)) return undefined;
  if (how === "asked") return family === "boolean" ? undefined : "which is neither true nor false";
  if (how === "rounded to places") return family === "float" ? "which is not rounded to places" : undefined;
  return NO_TEXTS.has(family) ? "which is not read as a text" : undefined;
}

interface Asked {
  readonly how: Beside["how"];
  readonly type: ColumnType;
  readonly schema: Schema;
}

function unfitBeside(operand: Operand, asked: Asked): string | undefined {
  if (asked.how === "compared" && familyOf(asked.type).family === "json") return "which has no operators that compare";
  if ("literal" in operand) return unfitLiteral(operand.literal, asked);
  const other = "type" in operand ? operand.type : typeOf(operand, asked.schema);
  return other === null ? undefined : unfitTypes(asked, other);
}

function unfitLiteral(literal: string, { how, type, schema }: Asked): string | undefined {
  const isAsked = how !== "computed";
  return isAsked && wrongLiteral(`'${literal}'`, type, schema) !== undefined
    ? "which the text beside it is not"
    : undefined;
}

function unfitTypes({ how, type }: Asked, other: ColumnType): string | undefined {
  const shown = `${other.name}${other.isArray ? "[]" : ""}`;
  if (how === "computed") return isUncomputable(type, other) ? `with which no ${shown} is computed` : undefined;
  if (!isIncomparable(type, other)) return undefined;
  return how === "chosen" ? `and no ${shown}` : `which is not compared with ${shown}`;
}

/** Between which no operator counts (pg_operator): the one is no number and no time, whatever the other is. */
function isUncomputable(type: ColumnType, other: ColumnType): boolean {
  const families = [type, other].map((each) => familyOf(each).family);
  if (type.isArray || other.isArray || families.some((family) => UNKNOWN.has(family))) return false;
  return families.some((family) => UNCOUNTED.has(family));
}

const UNKNOWN: ReadonlySet<Family["family"]> = new Set(["enum", "other"]);

const UNCOUNTED: ReadonlySet<Family["family"]> = new Set(["text", "boolean", "uuid", "json", "binary"]);

/** None of them becomes a text by itself (pg_cast). */
const NO_TEXTS: ReadonlySet<Family["family"]> = new Set([
  "integer",
  "decimal",
  "float",
  "boolean",
  "uuid",
  "json",
  "jsonb",
  "date",
  "time",
  "timetz",
  "timestamp",
  "timestamptz",
  "interval",
]);
