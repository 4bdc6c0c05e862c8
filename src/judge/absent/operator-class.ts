// Types that an index method of PostgreSQL takes no column of, unless it is told an operator class (pg_opclass; asked of 15).
import type { ColumnType, IndexDefinition } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { valueType } from "../types/domain-type.ts";
import { EXTENSION_TYPES, extensionsOf } from "../types/extensions.ts";
import { familyOf, isBuiltIn } from "../types/family.ts";
import { typeNamed } from "../types/user-types.ts";

/** Why the statement fails, or that nobody can tell. */
export interface Unfit {
  readonly because: string;
  readonly succeeds: "no" | "undetermined";
}

/** One of an index's keys that is a column, and the operator class that it was told; the name is empty where none was. */
interface Key {
  readonly column: string;
  readonly type: ColumnType;
  readonly told?: string;
}

/** undefined where the method takes the type, or nobody knows what that is. */
export function unfitKey({ column, type, told = "" }: Key, method: string, schema: Schema): Unfit | undefined {
  const kind = kindOf(valueType(type, schema), schema);
  if (kind === undefined) return undefined;
  if (told === "") return withoutClass(column, kind, { method, schema });
  return TAKEN_BY[told]?.has(kind) === false
    ? { because: `${told} does not take the type of ${column}`, succeeds: "no" }
    : undefined;
}

interface Of {
  readonly method: string;
  readonly schema: Schema;
}

function withoutClass(column: string, kind: string, { method, schema }: Of): Unfit | undefined {
  if (TAKES[method]?.(kind) !== false) return undefined;
  const isOpen = mayBringClasses(method, schema) && !UNORDERED.has(kind);
  if (isOpen && schema.complete) return undefined;
  const because = `${method} has no operator class for the type of ${column}`;
  return isOpen
    ? { because: `${because}, unless an extension brings it`, succeeds: "undetermined" }
    : { because, succeeds: "no" };
}

/** What does not depend on types: how many columns the method takes, and whether it can refuse what is there twice. */
export function unfitShape({ method, keys, unique }: IndexDefinition): string | undefined {
  if (unique && ONLY_FOR_ROWS.has(method)) return `${method} keeps no unique indexes`;
  return keys.length > 1 && OF_ONE_COLUMN.has(method) ? `${method} keeps no indexes of several columns` : undefined;
}

/** What is told of each key, in its place: `gin_trgm_ops`. */
export function classesOf({ built }: IndexDefinition): readonly string[] {
  if (built === undefined) return [];
  const [keys] = JSON.parse(built) as readonly (readonly (readonly unknown[])[])[];
  return (keys ?? []).map(([, , operatorClass]) => String(operatorClass));
}

/** Classes of which it is known what they take. */
export function isKnownClass(name: string): boolean {
  return name in TAKEN_BY;
}

/** btree_gin and btree_gist do, and extensions that nobody knows may. */
function mayBringClasses(method: string, schema: Schema): boolean {
  if (!schema.complete) return EXTENDED.has(method);
  return extensionsOf(schema).some((name) => name === `btree_${method}` || !(name in EXTENSION_TYPES));
}

/** `array`, `enum`, a family of types, or a name of one; undefined for what an extension or a user has made. */
function kindOf(type: ColumnType, schema: Schema): string | undefined {
  if (type.isArray) return "array";
  if (typeNamed(schema, type.name)?.of === "enum") return "enum";
  if (!isBuiltIn(type) || OF_EXTENSIONS.has(type.name)) return undefined;
  const { family } = familyOf(type);
  return family === "other" ? type.name : family;
}

const OF_EXTENSIONS: ReadonlySet<string> = new Set(Object.values(EXTENSION_TYPES).flat());

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const UNORDERED = words("json xml point box circle path line lseg polygon jsonpath");
const UNHASHED = words("money bit varbit tsvector tsquery");
const UNBRINED = words(
  "boolean json jsonb money xml tsvector tsquery point circle path line lseg polygon array enum jsonpath",
);
const GIN = words("array jsonb tsvector");
const RANGES = "int4range int8range numrange tsrange tstzrange daterange";
const MULTIRANGES = "int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange";
const GIST = words(`box circle point polygon tsvector tsquery ${RANGES} ${MULTIRANGES}`);
const SPGIST = words(`text inet box point polygon ${RANGES}`);

const TAKES: Readonly<Record<string, (kind: string) => boolean>> = {
  btree: (kind) => !UNORDERED.has(kind),
  hash: (kind) => !UNORDERED.has(kind) && !UNHASHED.has(kind),
  brin: (kind) => !UNBRINED.has(kind),
  gin: (kind) => GIN.has(kind),
  gist: (kind) => GIST.has(kind),
  spgist: (kind) => SPGIST.has(kind),
};

const TEXTS = words("text");
const RANGED = words(`${RANGES} ${MULTIRANGES}`);

const TAKEN_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  text_pattern_ops: TEXTS,
  varchar_pattern_ops: TEXTS,
  bpchar_pattern_ops: TEXTS,
  gin_trgm_ops: TEXTS,
  gist_trgm_ops: TEXTS,
  jsonb_path_ops: words("jsonb"),
  inet_ops: words("inet"),
  range_ops: RANGED,
};

const EXTENDED = words("gin gist spgist");
const ONLY_FOR_ROWS = words("hash gin gist spgist brin");
const OF_ONE_COLUMN = words("hash spgist");
