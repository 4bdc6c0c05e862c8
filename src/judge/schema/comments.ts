// What is said about objects, kept beside them: it goes with them, and is called as they are.
import type { ChangeOf } from "../../model/change.ts";
import type { Family } from "./edit-objects.ts";
import type { Schema } from "./schema.ts";
import { partCommented } from "./part-comments.ts";
import { keyOf } from "./schema.ts";

/** Where not all is listed, what is said again is taken for what was said before. */
export function withComment(schema: Schema, change: ChangeOf<"comment">): Schema {
  const key = keyFor(change, schema);
  if (key === undefined) return schema;
  const surroundings = new Map(schema.surroundings);
  const isBack = !schema.complete && surroundings.has(key);
  if (change.says === null || isBack) surroundings.delete(key);
  else surroundings.set(key, change.says);
  return { ...schema, surroundings };
}

function keyFor(change: ChangeOf<"comment">, schema: Schema): string | undefined {
  const { on, of } = change;
  const part = partCommented(change);
  if (part !== undefined) return part;
  if (of !== undefined) return onObject(of.family, keyOf(schema, of.name));
  if (on === undefined) return undefined;
  const key = keyOf(schema, on.relation);
  return on.column === null ? onObject("tables", key) : onColumn(key, on.column);
}

function onObject(family: Family, key: string): string {
  return `comment on ${family}: ${key}`;
}

function onColumn(key: string, column: string): string {
  return `comment on column: ${key}.${column}`;
}

export function withoutComments(schema: Schema, family: Family, key: string): Schema {
  const own = onObject(family, key);
  return withComments(schema, (each) => (each === own || isOfColumn(each, key) ? undefined : each));
}

export function withoutColumnComment(schema: Schema, key: string, column: string): Schema {
  const own = onColumn(key, column);
  return withComments(schema, (each) => (each === own ? undefined : each));
}

/** Of an object that is called otherwise. */
export function withCommentsMoved(
  schema: Schema,
  family: Family,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const own = onObject(family, from);
  return withComments(schema, (each) => {
    if (each === own) return onObject(family, to);
    return isOfColumn(each, from) ? onColumn(to, each.slice(onColumn(from, "").length)) : each;
  });
}

export function withColumnCommentMoved(
  schema: Schema,
  key: string,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const own = onColumn(key, from);
  return withComments(schema, (each) => (each === own ? onColumn(key, to) : each));
}

function isOfColumn(each: string, key: string): boolean {
  return each.startsWith(onColumn(key, ""));
}

function withComments(schema: Schema, renamed: (each: string) => string | undefined): Schema {
  const keys = [...schema.surroundings.keys()];
  if (!keys.some((key) => key.startsWith("comment on "))) return schema;
  const left = [...schema.surroundings].flatMap(([key, text]): [string, string][] => {
    const name = renamed(key);
    return name === undefined ? [] : [[name, text]];
  });
  return { ...schema, surroundings: new Map(left) };
}
