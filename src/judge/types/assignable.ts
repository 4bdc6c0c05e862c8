import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";

/**
 * Whether PostgreSQL makes a value of the one type into the other by itself when it is stored (pg_cast.castcontext, and
 * find_coercion_pathway in src/backend/parser/parse_coerce.c); true as well where that is not known.
 */
export function isAssignable(from: ColumnType, to: ColumnType): boolean {
  if (familyOf(to).family === "text" && !to.isArray) return true;
  if (from.isArray !== to.isArray) return UNKNOWN.has(familyOf(from.isArray ? to : from).family);
  return from.isArray ? isAssignable(single(from), single(to)) : isTaken(from, to);
}

/** Whether PostgreSQL has a cast from the one type to the other at all; true as well where that is not known. */
export function isCastable(from: ColumnType, to: ColumnType): boolean {
  const [source, target] = [familyOf(from), familyOf(to)];
  if (source.family === "text" && !from.isArray) return true;
  if (from.isArray && to.isArray) return isCastable(single(from), single(to));
  return isOfBits(from, to) || hasCast([from, source], [to, target]);
}

type Known = readonly [ColumnType, Family];

function hasCast([from, source]: Known, [to, target]: Known): boolean {
  // Of whole numbers, only those of four bytes are truths.
  const isOdd = [source, target].some(({ family, size }) => family === "integer" && size !== 4);
  const kinds = `${source.family} ${target.family}`;
  const isCast = !from.isArray && !to.isArray && CAST.has(kinds) && !(isOdd && TRUTHS.has(kinds));
  return isCast || isAssignable(from, to);
}

function single(type: ColumnType): ColumnType {
  return { ...type, isArray: false };
}

function isTaken(from: ColumnType, to: ColumnType): boolean {
  const [source, target] = [familyOf(from).family, familyOf(to).family];
  if (source === "text") return target === "text";
  if (source === target || TAKEN.has(`${source} ${target}`)) return true;
  return (isOpen(from) && !isApart(from, target)) || (isOpen(to) && !isApart(to, source));
}

/** Of PostgreSQL's own types, some have no casts but from and to texts, and those of their like. */
function isApart({ name }: ColumnType, other: Family["family"]): boolean {
  return APART.has(name) && !UNKNOWN.has(other);
}

/** They have explicit casts from and to whole numbers. */
function isOfBits(...types: readonly ColumnType[]): boolean {
  return types.some(({ name }) => BITS.has(name));
}

const BITS: ReadonlySet<string> = new Set(["bit string", "bit varying"]);

const APART: ReadonlySet<string> = new Set([
  ...BITS,
  ...`xml tsvector tsquery macaddr macaddr8 point box circle polygon path line lseg jsonpath int4range int8range numrange
  tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange`.split(
    /\s+/,
  ),
]);

/** A user's own type, and an extension's, may have casts of their own. */
function isOpen(type: ColumnType): boolean {
  return UNKNOWN.has(familyOf(type).family);
}

const UNKNOWN: ReadonlySet<Family["family"]> = new Set(["enum", "other"]);

const TAKEN: ReadonlySet<string> = new Set([
  ...["integer decimal", "integer float", "decimal integer", "decimal float", "float integer", "float decimal"],
  ...["date timestamp", "date timestamptz", "timestamp date", "timestamp timestamptz", "timestamp time"],
  ...["timestamptz date", "timestamptz timestamp", "timestamptz time", "timestamptz timetz"],
  ...["time timetz", "timetz time", "time interval", "interval time"],
  ...["json jsonb", "jsonb json"],
]);

const TRUTHS: ReadonlySet<string> = new Set(["integer boolean", "boolean integer"]);

/** Only where it is asked for; numbers are the bytes of PostgreSQL 18. */
const CAST: ReadonlySet<string> = new Set([
  ...[...TRUTHS, "integer binary", "binary integer"],
  ...["jsonb integer", "jsonb decimal", "jsonb float", "jsonb boolean"],
]);
