import type { ColumnType } from "../../model/definition.ts";
import type { CollateClause, Node, TypeName } from "libpg-query";
import { nodeOf, wordsOf } from "./nodes.ts";

/** A type in the words in which PostgreSQL itself shows it (format_type), its modifiers apart. */
export function columnTypeOf(type: TypeName, collation?: CollateClause): ColumnType {
  const words = wordsOf(type.names);
  const named = {
    name: canonical(words.filter((word, index) => index > 0 || word !== "pg_catalog")) + wordsOfModifiers(type),
    modifiers: modifiersOf(type),
    isArray: type.arrayBounds !== undefined,
  };
  return collation === undefined ? named : { ...named, collation: wordsOf(collation.collname).at(-1) ?? "" };
}

/** serial, which is an integer with a sequence: the integer; null for every other type. */
export function serialTypeOf(type: TypeName): ColumnType | null {
  const name = SERIAL[wordsOf(type.names).at(-1) ?? ""];
  return name === undefined || (type.names?.length ?? 0) > 1 ? null : { name, modifiers: [], isArray: false };
}

/** A user's type may have the name of a built-in one only with its schema; others of `public` go without. */
function canonical([first = "", second, ...more]: readonly string[]): string {
  if (second === undefined) return WRITTEN_AS.get(first) ?? first;
  const isOwn = first === "public" && more.length === 0 && !BUILT_IN.has(second);
  return isOwn ? second : [first, second, ...more].join(".");
}

/** Extensions have modifiers that are words, like `geometry(point, 4326)`: a part of the name, as they tell types apart. */
function wordsOfModifiers(type: TypeName): string {
  const words = (type.typmods ?? []).flatMap((node) => wordsOf(nodeOf(node, "ColumnRef")?.fields));
  return words.length === 0 ? "" : `(${words.join(",")})`;
}

function modifiersOf(type: TypeName): readonly number[] {
  const numbers = (type.typmods ?? []).flatMap(numberOf);
  // `interval` keeps a mask of its fields in front; all of them is the largest one.
  return numbers[0] === ALL_FIELDS ? numbers.slice(1) : numbers;
}

function numberOf(node: Node): readonly number[] {
  const constant = nodeOf(node, "A_Const");
  return constant?.ival === undefined ? [] : [constant.ival.ival ?? 0];
}

const ALL_FIELDS = 0x7fff;

const SERIAL: Readonly<Record<string, string>> = {
  smallserial: "smallint",
  serial2: "smallint",
  serial: "integer",
  serial4: "integer",
  bigserial: "bigint",
  serial8: "bigint",
};

const WRITTEN_AS: ReadonlyMap<string, string> = new Map([
  ["int2", "smallint"],
  ["int4", "integer"],
  ["int8", "bigint"],
  ["float4", "real"],
  ["float8", "double precision"],
  ["bool", "boolean"],
  ["varchar", "character varying"],
  ["bpchar", "character"],
  ["char", '"char"'],
  // MySQL's bit is a number.
  ["bit", "bit string"],
  ["varbit", "bit varying"],
  ["timestamp", "timestamp without time zone"],
  ["timestamptz", "timestamp with time zone"],
  ["time", "time without time zone"],
  ["timetz", "time with time zone"],
]);

/** Names without blanks that mean a type of PostgreSQL's own where no schema is given. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...WRITTEN_AS.keys(),
  ...WRITTEN_AS.values(),
  ..."text name uuid json jsonb date interval numeric bytea inet cidr money xml".split(" "),
]);
