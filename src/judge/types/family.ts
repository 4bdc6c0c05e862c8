import type { ColumnType } from "../../model/definition.ts";

/** What types have in common, with a measure by which one holds another's values. */
export interface Family {
  readonly family:
    | "integer"
    | "decimal"
    | "float"
    | "text"
    | "boolean"
    | "binary"
    | "uuid"
    | "json"
    | "jsonb"
    | "date"
    | "time"
    | "timetz"
    | "timestamp"
    | "timestamptz"
    | "datetime"
    | "inet"
    | "interval"
    | "enum"
    | "other";
  readonly size: number;
  readonly scale: number;
}

/** A user's own type counts as an enum: what else it could be has no such conversions. */
export function familyOf({ name, modifiers, labels }: ColumnType): Family {
  if (labels !== undefined) return { family: "enum", size: labels.length, scale: 0 };
  const known = NAMES[name];
  if (known === undefined) return { family: name.includes(" ") ? "other" : "enum", size: 0, scale: 0 };
  return measured(known, name, modifiers);
}

export function isBuiltIn({ name }: ColumnType): boolean {
  return NAMES[name] !== undefined || name.includes(" ");
}

function measured([family, size]: Known, name: string, [first, second]: readonly number[]): Family {
  if (family === "decimal") return { family, size: first ?? size, scale: second ?? scaleOf(name, first) };
  if (family === "integer" || family === "float" || family === "boolean") return { family, size, scale: 0 };
  if (TIMED.has(family)) return { family, size: 0, scale: first ?? size };
  return { family, size: first ?? size, scale: 0 };
}

/** numeric without modifiers keeps what it is given. */
function scaleOf(name: string, precision: number | undefined): number {
  return name === "numeric" && precision === undefined ? UNLIMITED_SCALE : 0;
}

const TIMED: ReadonlySet<Family["family"]> = new Set([
  "timestamp",
  "timestamptz",
  "datetime",
  "time",
  "timetz",
  "interval",
]);

/** The size of what has no limit of its own. */
export const UNLIMITED: number = Number.MAX_SAFE_INTEGER - 2;
const UNLIMITED_SCALE = 1000;

type Known = readonly [Family["family"], number];

/** PostgreSQL's and MySQL's types by name; the number is bytes, characters, or digits of a second. */
const NAMES: Readonly<Record<string, Known>> = {
  smallint: ["integer", 2],
  integer: ["integer", 4],
  int: ["integer", 4],
  bigint: ["integer", 8],
  tinyint: ["integer", 1],
  mediumint: ["integer", 3],
  year: ["integer", 1],
  bit: ["integer", 8],
  numeric: ["decimal", UNLIMITED],
  decimal: ["decimal", 10],
  real: ["float", 4],
  float: ["float", 4],
  "double precision": ["float", 8],
  double: ["float", 8],
  "character varying": ["text", UNLIMITED],
  varchar: ["text", UNLIMITED],
  character: ["text", 1],
  char: ["text", 1],
  text: ["text", UNLIMITED],
  citext: ["text", UNLIMITED],
  name: ["text", 63],
  tinytext: ["text", 255],
  mediumtext: ["text", UNLIMITED + 1],
  longtext: ["text", UNLIMITED + 2],
  boolean: ["boolean", 1],
  bytea: ["binary", UNLIMITED],
  blob: ["binary", 65_535],
  tinyblob: ["binary", 255],
  mediumblob: ["binary", 16_777_215],
  longblob: ["binary", UNLIMITED],
  binary: ["binary", 1],
  varbinary: ["binary", UNLIMITED],
  uuid: ["uuid", 16],
  json: ["json", UNLIMITED],
  jsonb: ["jsonb", UNLIMITED],
  date: ["date", 0],
  time: ["time", 0],
  "time without time zone": ["time", 6],
  "time with time zone": ["timetz", 6],
  timestamp: ["timestamp", 0],
  "timestamp without time zone": ["timestamp", 6],
  "timestamp with time zone": ["timestamptz", 6],
  datetime: ["datetime", 0],
  inet: ["inet", 1],
  cidr: ["inet", 0],
  interval: ["interval", 6],
  ...Object.fromEntries(
    `xml money oid macaddr macaddr8 point box circle polygon path line lseg tsvector tsquery varbit int4range int8range
    numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange
    datemultirange jsonpath hstore ltree lquery cube seg vector halfvec sparsevec geometry geography`
      .split(/\s+/)
      .map((name): [string, Known] => [name, ["other", 0]]),
  ),
};
