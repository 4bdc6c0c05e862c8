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

function single(type: ColumnType): ColumnType {
  return { ...type, isArray: false };
}

function isTaken(from: ColumnType, to: ColumnType): boolean {
  const [source, target] = [familyOf(from).family, familyOf(to).family];
  if (source === "text") return target === "text";
  return source === target || isOpen(from) || isOpen(to) || TAKEN.has(`${source} ${target}`);
}

/** A user's own type, and an extension's, may have casts of their own; bits have some. */
function isOpen(type: ColumnType): boolean {
  return type.name === "bit" || UNKNOWN.has(familyOf(type).family);
}

const UNKNOWN: ReadonlySet<Family["family"]> = new Set(["enum", "other"]);

const TAKEN: ReadonlySet<string> = new Set([
  ...["integer decimal", "integer float", "decimal integer", "decimal float", "float integer", "float decimal"],
  ...["date timestamp", "date timestamptz", "timestamp date", "timestamp timestamptz", "timestamp time"],
  ...["timestamptz date", "timestamptz timestamp", "timestamptz time", "timestamptz timetz"],
  ...["time timetz", "timetz time", "time interval", "interval time"],
  ...["json jsonb", "jsonb json"],
]);
