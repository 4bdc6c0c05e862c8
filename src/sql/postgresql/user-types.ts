import { columnTypeOf } from "./column-type.ts";
import { wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** The types that a part of the syntax tree names and that PostgreSQL does not bring along, each once. */
export function userTypesIn(tree: unknown): readonly string[] {
  const written = allOf(tree, "TypeName").filter(({ names }) => wordsOf(names)[0] !== "pg_catalog");
  const names = [...written.map((type) => columnTypeOf(type).name), ...castsIn(tree)];
  return [...new Set(names.filter((name) => !BUILT_IN.has(name)))];
}

/** A cast has its type under another key than the other nodes. */
function castsIn(tree: unknown): readonly string[] {
  const casts = allOf(tree, "TypeCast").flatMap(({ typeName }) => (typeName === undefined ? [] : [typeName]));
  return casts.filter(({ names }) => wordsOf(names)[0] !== "pg_catalog").map((type) => columnTypeOf(type).name);
}

/** Those whose names are no words of the grammar, and come without `pg_catalog`. */
const BUILT_IN: ReadonlySet<string> = new Set(
  `text date json jsonb uuid name bytea inet cidr macaddr money xml oid point box circle polygon path line lseg
  tsvector tsquery regclass regtype regproc int4range int8range numrange tsrange tstzrange daterange
  smallint integer bigint boolean real record void trigger`.split(/\s+/),
);
