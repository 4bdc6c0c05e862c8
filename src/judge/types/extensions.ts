// What the extensions of PostgreSQL bring that are met most.
import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";

/** The types that extensions bring, of those that are known to bring no others. */
export const EXTENSION_TYPES: Readonly<Record<string, readonly string[]>> = {
  citext: ["citext"],
  hstore: ["hstore"],
  ltree: ["ltree", "lquery", "ltxtquery"],
  cube: ["cube"],
  vector: ["vector", "halfvec", "sparsevec"],
  postgis: ["geometry", "geography", "box2d", "box3d"],
  pgcrypto: [],
  "uuid-ossp": [],
  pg_trgm: [],
  unaccent: [],
  btree_gin: [],
  btree_gist: [],
  pg_stat_statements: [],
  fuzzystrmatch: [],
  pgaudit: [],
  plpgsql: [],
};

export const EXTENSION_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  "uuid-ossp": ["uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4", "uuid_generate_v5"],
  pgcrypto: ["crypt", "gen_salt", "digest", "hmac", "gen_random_bytes", "pgp_sym_encrypt", "pgp_sym_decrypt"],
  unaccent: ["unaccent"],
  pg_trgm: ["similarity", "word_similarity", "strict_word_similarity", "show_trgm"],
  hstore: ["hstore"],
};

/** In words, where nothing that is known to be installed can have brought a type or a function that extensions bring. */
export function notBrought(name: string, of: typeof EXTENSION_TYPES, schema: Schema): string | undefined {
  const extension = Object.keys(of).find((each) => of[each]?.includes(name));
  const isMissing =
    extension !== undefined && extensionsOf(schema).every((each) => each !== extension && each in EXTENSION_TYPES);
  return isMissing ? `extension ${extension} is not installed, which brings ${name}` : undefined;
}

/** Whether one of them may have brought tables, types or functions that nobody lists. */
export function mayBringOthers(schema: Schema): boolean {
  return extensionsOf(schema).some((name) => name === "postgis" || !(name in EXTENSION_TYPES));
}

/** Whether one of them brought the type, into whatever schema. */
export function bringsType({ name }: ColumnType, schema: Schema): boolean {
  const own = name.slice(name.lastIndexOf(".") + 1);
  return extensionsOf(schema).some((extension) => EXTENSION_TYPES[extension]?.includes(own));
}

/** Those that are known to be installed, by their names. */
export function extensionsOf({ surroundings }: Schema): readonly string[] {
  return [...surroundings.keys()].filter((key) => key.startsWith(MARK)).map((key) => key.slice(MARK.length));
}

const MARK = "extension ";
