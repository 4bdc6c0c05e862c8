// Types that an index method of PostgreSQL takes no column of, unless it is told an operator class (pg_opclass; asked of 15).
import type { ColumnType, ConstraintDefinition, IndexDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";
import { valueType } from "../types/domain-type.ts";
import { EXTENSION_TYPES, extensionsOf } from "../types/extensions.ts";
import { familyOf, isBuiltIn } from "../types/family.ts";
import { typeNamed } from "../types/user-types.ts";

/** In words; undefined where the method takes its keys, or nobody knows. Of expressions, nothing is asked. */
export function unfitForMethod(index: IndexDefinition, schema: Schema): string | undefined {
  const { method, keys, unique } = index;
  if (unique && ONLY_FOR_ROWS.has(method)) return `${method} keeps no unique indexes`;
  if (keys.length > 1 && OF_ONE_COLUMN.has(method)) return `${method} keeps no indexes of several columns`;
  const told = classesOf(index);
  const plain = keys.filter((_, place) => (told[place] ?? "") === "");
  return unfitColumn(plain, method, { table: tableIn(schema, index.table), schema });
}

export function unfitForKey(
  constraint: ConstraintDefinition,
  table: Table | undefined,
  schema: Schema,
): string | undefined {
  const isKey = (constraint.kind === "unique" || constraint.kind === "primary-key") && constraint.usingIndex === null;
  return isKey ? unfitColumn(constraint.columns, "btree", { table, schema }) : undefined;
}

interface Of {
  readonly table: Table | undefined;
  readonly schema: Schema;
}

function unfitColumn(columns: readonly string[], method: string, { table, schema }: Of): string | undefined {
  const takes = TAKES[method];
  if (takes === undefined || mayBringClasses(method, schema)) return undefined;
  const unfit = columns.find((column) => {
    const type = table?.columns.get(column)?.definition?.type;
    const kind = type === null || type === undefined ? undefined : kindOf(valueType(type, schema), schema);
    return kind !== undefined && !takes(kind);
  });
  return unfit && `${method} has no operator class for the type of ${unfit}`;
}

/** What is told of each key, in its place: `gin_trgm_ops`. */
function classesOf({ built }: IndexDefinition): readonly string[] {
  if (built === undefined) return [];
  const [keys] = JSON.parse(built) as readonly (readonly (readonly unknown[])[])[];
  return (keys ?? []).map(([, , operatorClass]) => String(operatorClass));
}

/** btree_gin and btree_gist do, and extensions that nobody knows may. */
function mayBringClasses(method: string, schema: Schema): boolean {
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

const ONLY_FOR_ROWS = words("hash gin gist spgist brin");
const OF_ONE_COLUMN = words("hash spgist");
