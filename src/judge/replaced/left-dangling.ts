// What names a table that is gone, and was not dropped with it: views and foreign keys that followed its new name.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Id, Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf } from "../schema/schema.ts";

/** Reads of such views fail, and writes to the tables of such keys, when the change drops what they name. */
export function danglingImpacts({ change }: Done, { client, after }: Ends): readonly Impact[] {
  if (change.kind !== "drop-table" || after.dialect === "postgresql") return [];
  const key = keyOf(after, change.table);
  if (after.tables.has(key) || after.views.has(key)) return [];
  return [
    ...(hasView(key, client, after) ? [impact("reads_break", "if_referenced")] : []),
    ...(hasReference(key, client, after) ? [impact("writes_break", "if_referenced")] : []),
  ];
}

function hasView(key: string, client: Schema, after: Schema): boolean {
  const readers = readersIn(after).get(key) ?? [];
  return readers.some((id) => idsIn(client).has(id));
}

function hasReference(key: string, client: Schema, after: Schema): boolean {
  const children = childrenIn(after).get(key) ?? [];
  return children.some((id) => tableById(client, id) !== undefined);
}

/** Views by what they read. */
function readersIn({ views }: Schema): ReadonlyMap<string, readonly Id[]> {
  const found =
    READERS.get(views) ??
    grouped([...views.values()].flatMap(({ id, reads }) => reads.map((key) => [key, id] as const)));
  READERS.set(views, found);
  return found;
}

/** Tables by those that their foreign keys name, but for themselves. */
function childrenIn(schema: Schema): ReadonlyMap<string, readonly Id[]> {
  const found =
    CHILDREN.get(schema.tables) ?? grouped([...schema.tables.values()].flatMap((table) => parentsOf(table, schema)));
  CHILDREN.set(schema.tables, found);
  return found;
}

function parentsOf({ id, name, constraints }: Table, schema: Schema): readonly (readonly [string, Id])[] {
  return constraints.flatMap(({ definition }) => {
    const key = definition.kind === "foreign-key" ? keyOf(schema, definition.references) : name;
    return key === name ? [] : [[key, id] as const];
  });
}

function idsIn({ views }: Schema): ReadonlySet<Id> {
  const found = IDS.get(views) ?? new Set([...views.values()].map(({ id }) => id));
  IDS.set(views, found);
  return found;
}

function grouped(pairs: readonly (readonly [string, Id])[]): ReadonlyMap<string, readonly Id[]> {
  const groups = new Map<string, Id[]>();
  for (const [key, id] of pairs) groups.set(key, [...(groups.get(key) ?? []), id]);
  return groups;
}

/** Found once for each state of the schema: of many changes, each is asked what it leaves dangling in that state. */
const READERS = new WeakMap<Schema["views"], ReadonlyMap<string, readonly Id[]>>();
const CHILDREN = new WeakMap<Schema["tables"], ReadonlyMap<string, readonly Id[]>>();
const IDS = new WeakMap<Schema["views"], ReadonlySet<Id>>();
