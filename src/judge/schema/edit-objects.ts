import type { Id, Schema } from "./schema.ts";
import { withCommentsMoved, withoutComments } from "./comments.ts";

export type Family = "tables" | "views" | "types" | "routines" | "sequences" | "surroundings";

type Value<F extends Family> = Schema[F] extends ReadonlyMap<string, infer V> ? V : never;

/** Puts an object under its name. The next id is taken, so that `make` may use it. */
export function withObject<F extends Family>(
  schema: Schema,
  family: F,
  { key, make }: { readonly key: string; readonly make: (id: Id) => Value<F> },
): Schema {
  const objects = new Map<string, Value<F>>(schema[family] as unknown as ReadonlyMap<string, Value<F>>);
  objects.set(key, make(schema.nextId));
  const dropped = new Set(schema.dropped);
  dropped.delete(`${family}:${key}`);
  return { ...schema, nextId: schema.nextId + 1, [family]: objects, dropped };
}

export function withoutObject(schema: Schema, family: Family, key: string): Schema {
  const objects = new Map<string, unknown>(schema[family]);
  objects.delete(key);
  const dropped = new Set([...schema.dropped, `${family}:${key}`]);
  const without = withoutComments({ ...schema, [family]: objects, dropped }, family, key);
  if (family === "surroundings")
    return key.startsWith(SCHEMA) ? withoutGrantsOn(without, key.slice(SCHEMA.length)) : without;
  if (family === "types") return without;
  return withoutGrantsOn(without, family === "routines" ? (schema.routines.get(key)?.name ?? key) : key);
}

const SCHEMA = "schema ";

/** What a role may do with an object, or that it owns it. */
const OF_ROLES = /^(?:(?:revoked )?grant|owned) /;

/** Privileges on an object go with it, and those of what is made later in a schema. */
function withoutGrantsOn(schema: Schema, key: string): Schema {
  const left = [...schema.surroundings].filter(
    ([name]) =>
      !(OF_ROLES.test(name) && name.includes(` on ${key} to `)) &&
      !(name.startsWith("default ") && `${name} `.includes(` in schema ${key} `)),
  );
  return { ...schema, surroundings: new Map(left) };
}

/** Sequences go with the column that owns them; `owner` is how its name begins. */
export function withoutOwned(schema: Schema, owner: string): Schema {
  const owned = [...schema.sequences].filter(([, { ownedBy }]) => ownedBy?.startsWith(owner) === true);
  const names = owned.map(([name]) => name);
  const sequences = [...schema.sequences].filter(([name]) => !names.includes(name));
  return names.reduce(withoutGrantsOn, { ...schema, sequences: new Map(sequences) });
}

/** They stay with a column, or with the columns of a table, that is called otherwise now. */
export function withOwner(
  schema: Schema,
  isOwner: (column: string) => boolean,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const sequences = [...schema.sequences].map(([name, sequence]): [string, typeof sequence] => {
    const { ownedBy } = sequence;
    const isOwned = ownedBy !== null && isOwner(ownedBy);
    return [name, isOwned ? { ...sequence, ownedBy: `${to}${ownedBy.slice(from.length)}` } : sequence];
  });
  return { ...schema, sequences: new Map(sequences) };
}

/** The object keeps its id. */
export function withRenamed(
  schema: Schema,
  family: Exclude<Family, "surroundings">,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const objects = new Map<string, unknown>(schema[family]);
  const object = objects.get(from);
  objects.delete(from);
  if (object !== undefined) objects.set(to, object);
  const dropped = new Set([...schema.dropped].map((gone) => ofRenamed(gone, from, to)).concat(`${family}:${from}`));
  dropped.delete(`${family}:${to}`);
  const renamed = withCommentsMoved({ ...schema, [family]: objects, dropped }, family, { from, to });
  return family === "types" || family === "routines" ? renamed : withGrantsMoved(renamed, from, to);
}

/** What is gone of a table is gone whatever the table is called. */
function ofRenamed(gone: string, from: string, to: string): string {
  const prefix = `columns:${from}.`;
  return gone.startsWith(prefix) ? `columns:${to}.${gone.slice(prefix.length)}` : gone;
}

/** Privileges are an object's, whatever it is called. */
function withGrantsMoved(schema: Schema, from: string, to: string): Schema {
  const surroundings = [...schema.surroundings].map(([key, text]): [string, string] => [
    OF_ROLES.test(key) ? key.replace(` on ${from} to `, () => ` on ${to} to `) : key,
    text,
  ]);
  return { ...schema, surroundings: new Map(surroundings) };
}
