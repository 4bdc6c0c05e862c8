export interface KnownType {
  readonly name: string;
  /** How many numbers in parentheses it takes at most. */
  readonly numbers: 0 | 1 | 2;
  readonly needsNumber?: boolean;
  /** Without parentheses it means these. */
  readonly implied?: readonly number[];
  /** The number is how wide a client shows it, no property of the values. */
  readonly widthOnly?: boolean;
  readonly signed?: boolean;
  readonly only?: "mysql" | "mariadb";
}

/** Types of several words, longest first. */
export const PHRASES: readonly (readonly string[])[] = [
  ["national", "character", "varying"],
  ["national", "char", "varying"],
  ["national", "varchar"],
  ["national", "character"],
  ["national", "char"],
  ["nchar", "varchar"],
  ["character", "varying"],
  ["char", "varying"],
  ["double", "precision"],
  ["long", "varchar"],
  ["long", "varbinary"],
];

const INTEGERS: readonly (readonly [string, string])[] = [
  ["tinyint", "tinyint"],
  ["int1", "tinyint"],
  ["smallint", "smallint"],
  ["int2", "smallint"],
  ["mediumint", "mediumint"],
  ["middleint", "mediumint"],
  ["int3", "mediumint"],
  ["int", "int"],
  ["integer", "int"],
  ["int4", "int"],
  ["bigint", "bigint"],
  ["int8", "bigint"],
];

const VARCHARS = ["varchar", "character varying", "char varying", "varcharacter", "nvarchar", "nchar varchar"];
const NATIONAL_VARCHARS = ["national varchar", "national char varying", "national character varying"];
const CHARS = ["char", "character", "nchar", "national char", "national character"];
const DOUBLES = ["double", "double precision", "real", "float8"];
const PLAIN = [
  "tinytext",
  "mediumtext",
  "longtext",
  "tinyblob",
  "mediumblob",
  "longblob",
  "date",
  "json",
  "enum",
  "set",
];
const SPATIAL = ["geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon"];

/** The manuals, "Data Types". */
export const TYPES: ReadonlyMap<string, KnownType> = new Map<string, KnownType>([
  ...INTEGERS.map(([written, name]) => [written, { name, numbers: 1, widthOnly: true, signed: true }] as const),
  ...["bool", "boolean"].map((written) => [written, { name: "tinyint", numbers: 0, implied: [1] }] as const),
  ...["decimal", "dec", "numeric", "fixed"].map(
    (written) => [written, { name: "decimal", numbers: 2, implied: [10, 0], signed: true }] as const,
  ),
  ...["float", "float4"].map((written) => [written, { name: "float", numbers: 2, signed: true }] as const),
  ...DOUBLES.map((written) => [written, { name: "double", numbers: 2, signed: true }] as const),
  ...[...VARCHARS, ...NATIONAL_VARCHARS].map(
    (written) => [written, { name: "varchar", numbers: 1, needsNumber: true }] as const,
  ),
  ...CHARS.map((written) => [written, { name: "char", numbers: 1, implied: [1] }] as const),
  ...[...PLAIN, ...SPATIAL].map((name) => [name, { name, numbers: 0 }] as const),
  ...["geometrycollection", "geomcollection"].map(
    (written) => [written, { name: "geometrycollection", numbers: 0 }] as const,
  ),
  ...["text", "blob", "time", "datetime", "timestamp"].map((name) => [name, { name, numbers: 1 }] as const),
  ["varbinary", { name: "varbinary", numbers: 1, needsNumber: true }],
  ["binary", { name: "binary", numbers: 1, implied: [1] }],
  ["bit", { name: "bit", numbers: 1, implied: [1] }],
  ["year", { name: "year", numbers: 1, widthOnly: true }],
  ["long", { name: "mediumtext", numbers: 0 }],
  ["long varchar", { name: "mediumtext", numbers: 0 }],
  ["long varbinary", { name: "mediumblob", numbers: 0 }],
  ["vector", { name: "vector", numbers: 1 }],
  ...["uuid", "inet6", "inet4"].map((name) => [name, { name, numbers: 0, only: "mariadb" }] as const),
]);
