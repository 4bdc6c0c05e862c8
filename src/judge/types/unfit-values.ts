// Values of an update that the type of the column may not take.
import type { Assignment, ColumnType, Name } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";
import { typeChange } from "./change.ts";
import { familyOf } from "./family.ts";

type Expression = Extract<Assignment, { readonly from: "expression" }>;

interface Where {
  readonly table: Table;
  readonly schema: Schema;
}

/** `from` are the other tables that the value is computed from. */
export function isUnfit(assignment: Assignment, from: readonly Name[], { table, schema }: Where): boolean {
  if (assignment.from !== "expression") return false;
  const read = from.flatMap((name) => tableIn(schema, name) ?? []);
  const source = sourceOf(assignment);
  if (source !== null) return mayNotFit(typeOf(table, assignment.column), typesOf([table, ...read], source));
  const isLimited = schema.dialect !== "sqlite" && (mayBeTooLong(assignment, table) || divides(assignment));
  return isLimited || (schema.dialect === "postgresql" && mayNotBeCast(assignment, table));
}

/** A value that is taken as it is from a column, of whichever table it is, whose values may be longer or larger. */
function mayNotFit(to: ColumnType | null, from: readonly ColumnType[]): boolean {
  return to !== null && from.some((type) => typeChange(type, to).values.startsWith("fail"));
}

/** What is put together from other values may be longer than a column that has a limit takes. */
function mayBeTooLong({ column, text, reads }: Expression, table: Table): boolean {
  const type = typeOf(table, column);
  const [limit] = type === null || familyOf(type).family !== "text" ? [] : type.modifiers;
  if (limit === undefined || SHORTENS.test(text)) return false;
  return !(KEEPS.test(text) && reads.every((read) => isWithin(typeOf(table, lastOf(read)), limit)));
}

/** By something that may be zero. */
function divides({ text }: Expression): boolean {
  return DIVISION.test(text.replaceAll(QUOTED, "''"));
}

function isWithin(type: ColumnType | null, limit: number): boolean {
  return type !== null && familyOf(type).family === "text" && (type.modifiers[0] ?? Infinity) <= limit;
}

/** A cast of what is text may be refused; one to text is not, and neither is a type's cast to itself. */
function mayNotBeCast({ text, reads }: Expression, table: Table): boolean {
  const targets = [...text.matchAll(CAST)].map(({ groups = {} }) => groups["type"] ?? groups["other"] ?? "");
  const isNumber = reads.every((read) => NUMBERS.has(familyOf(typeOf(table, lastOf(read)) ?? UNKNOWN).family));
  const safe = isNumber ? WIDE : TEXTS;
  return reads.length > 0 && targets.some((target) => !safe.has(target.toLowerCase()));
}

/** The column whose value is taken, where nothing is done to it. */
function sourceOf({ reads, text }: Expression): string | null {
  const [read, second] = reads;
  const isPlain = read !== undefined && second === undefined && text.trim() === read;
  return isPlain ? lastOf(read) : null;
}

function lastOf(read: string): string {
  return read.slice(read.lastIndexOf(".") + 1);
}

function typesOf(tables: readonly Table[], column: string): readonly ColumnType[] {
  return tables.flatMap((table) => typeOf(table, column) ?? []);
}

function typeOf({ columns }: Table, column: string): ColumnType | null {
  return columns.get(column)?.definition?.type ?? null;
}

const UNKNOWN: ColumnType = { name: "", modifiers: [], isArray: false };

/** One function around the whole, which cuts, or makes nothing longer. */
const SHORTENS = /^\s*(?:left|substr|substring)\s*\(/i;
const KEEPS = /^\s*(?:lower|upper|trim|btrim|ltrim|rtrim|nullif|coalesce|initcap|reverse)\s*\([^|]*\)\s*$/i;

const QUOTED = /'(?:[^']|'')*'/g;
const DIVISION = /[/%](?!\s*(?:\d*\.?\d*[1-9]|nullif\b))/i;

const CAST = /::\s*"?(?<type>\w+)|\bcast\s*\(.*?\bas\s+"?(?<other>\w+)/gi;
const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "character", "citext", "name"]);
const WIDE: ReadonlySet<string> = new Set([...TEXTS, "bigint", "int8", "numeric", "decimal", "double", "float8"]);
const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);
