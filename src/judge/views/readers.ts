// Views that read others: PostgreSQL drops them with what they read, if `cascade` says so.
import type { Schema } from "../schema/schema.ts";
import { withoutObject } from "../schema/edit-objects.ts";

export function withoutReaders(schema: Schema, key: string): Schema {
  return readersOf(schema, key).reduce((left, name) => withoutObject(left, "views", name), schema);
}

/** What a change has taken away, its own or along with it, by the names that the client has for it. */
export function viewsGone(before: Schema, after: Schema, client: Schema): readonly string[] {
  if (before.views === after.views) return [];
  const left = new Set([...after.views.values()].map(({ id }) => id));
  const gone = new Set([...before.views.values()].map(({ id }) => id).filter((id) => !left.has(id)));
  return [...client.views].filter(([, { id }]) => gone.has(id)).map(([name]) => name);
}

/** Views that read a table or a view, and those that read them in turn. */
function readersOf({ views }: Schema, key: string): readonly string[] {
  const reached = new Set([key]);
  for (const each of reached) for (const [name, { reads }] of views) if (reads.includes(each)) reached.add(name);
  reached.delete(key);
  return [...reached];
}
