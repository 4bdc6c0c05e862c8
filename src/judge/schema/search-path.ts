import type { Change } from "../../model/change.ts";
import type { ColumnType, Name } from "../../model/definition.ts";
import type { Schema } from "./schema.ts";
import { locate } from "./locate-index.ts";
import { shadowOf } from "./temporary.ts";

/**
 * The change with the schemas that a session's `search_path` finds for names without one: what is there is looked up,
 * what is made comes into the first (chapter "The Schema Search Path").
 */
export function withSchemas<C extends Change>(change: C, schema: Schema): C {
  const path = pathOf(schema);
  if (path.length === 0) return change;
  const found = mapped(change, (part) => qualified(part, path, schema)) as C;
  return withTarget(made(found, change, path), change);
}

/** Empty where the session leaves the path alone, or only what goes without saying is on it. */
function pathOf({ dialect, session }: Schema): readonly string[] {
  if (dialect !== "postgresql") return [];
  const set = session.get("search_path");
  if (set === "") return NOWHERE;
  const path = (set ?? "").split(", ").filter((name) => name !== "" && !name.startsWith("$"));
  return path[0] === "default" || path.join() === "public" ? [] : path;
}

/** An empty path finds what the server brings, and nothing else. */
const NOWHERE = ["pg_catalog"] as const;

/** `part` is given anew where `change` has another for it. */
function mapped(part: unknown, change: (part: object) => object | undefined): unknown {
  if (typeof part !== "object" || part === null) return part;
  const own = change(part);
  if (own !== undefined) return own;
  if (Array.isArray(part)) return part.map((each) => mapped(each, change));
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, mapped(value, change)]));
}

function qualified(part: object, path: readonly string[], schema: Schema): object | undefined {
  if (isName(part))
    return part.schema === null && shadowOf(schema, part) === undefined
      ? { schema: schemaOf(part.name, path, schema), name: part.name }
      : part;
  if (!isType(part)) return undefined;
  const of = path.find((each) => each !== "public" && schema.types.has(`${each}.${part.name}`));
  return of === undefined ? part : { ...part, name: `${of}.${part.name}` };
}

function schemaOf(name: string, path: readonly string[], schema: Schema): string | null {
  const found = path.find((each) => {
    const key = each === "public" ? name : `${each}.${name}`;
    return (
      FAMILIES.some((family) => schema[family].has(key)) || locate(schema, { schema: each, name }, null) !== undefined
    );
  });
  return found ?? path[0] ?? null;
}

const FAMILIES = ["tables", "views", "types", "routines", "sequences"] as const;

function isName(part: object): part is Name {
  return (
    typeof part === "object" && part !== null && "schema" in part && "name" in part && Object.keys(part).length === 2
  );
}

function isType(part: object): part is ColumnType {
  return "modifiers" in part && "isArray" in part;
}

/** What is made comes into the first schema, whatever has its name in another. */
function made<C extends Change>(found: C, written: C, path: readonly string[]): C {
  const key = OWN[found.kind];
  if (key === undefined) return found;
  const name = (written as Readonly<Record<string, unknown>>)[key] as Name;
  return name.schema === null ? { ...found, [key]: { schema: path[0] ?? null, name: name.name } } : found;
}

const OWN: Partial<Record<Change["kind"], string>> = {
  "create-table": "table",
  "create-view": "view",
  "create-routine": "routine",
  "create-sequence": "sequence",
  "create-enum": "type",
  "create-type": "type",
  "create-domain": "type",
};

/** A new name without a schema is in that of the old one. */
function withTarget<C extends Change>(found: C, written: C): C {
  if (!("to" in written) || typeof written.to !== "object" || !isName(written.to) || written.to.schema !== null)
    return found;
  const from = Object.entries(found).find(([key, value]) => key !== "to" && isName(value as object))?.[1] as Name;
  return { ...found, to: { ...written.to, schema: from.schema } };
}
