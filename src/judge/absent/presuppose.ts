import type { Change, ChangeOf } from "../../model/change.ts";
import type { Column, Id, Schema, Table } from "../schema/schema.ts";
import type { Mention } from "./mentions.ts";
import { applied } from "../run.ts";
import { tableById } from "../schema/by-id.ts";
import { withColumn } from "../schema/edit-table.ts";
import { keyOf } from "../schema/schema.ts";
import { withSchemas } from "../schema/search-path.ts";
import { namesIn } from "../schema/spoken.ts";
import { isOfSqlite } from "../sqlite/counters.ts";
import { withFormerType } from "./former-type.ts";
import { mentionsOf } from "./mentions.ts";

/** Changes in the order in which they are made. */
export interface Sides {
  readonly ups: readonly Change[];
  readonly downs: readonly Change[];
}

/**
 * What must have been there before, for the ups to be possible at all; what the downs name besides is only assumed. Of
 * what it finds it knows nothing but the names. Where the schema lists everything, that is columns of tables alone that
 * were filled from elsewhere.
 */
export function presupposing(schema: Schema, { ups, downs }: Sides): Schema {
  if (schema.complete && [...schema.tables.values()].every(({ complete }) => complete)) return schema;
  let both: Both = [schema, { ...schema, session: new Map() }];
  let id = -1;
  const follow = (changes: readonly Change[], assumed: boolean): void => {
    for (const [place, written] of changes.entries()) {
      const change = withSchemas(written, both[1]);
      const made = madeFrom(change, changes, place);
      for (const mention of mentionsOf(change).filter((one) => !isAmong(made, one, both[1])))
        both = withMentioned(both, mention, () => ({ id: id--, assumed }));
      if (assumed) both = [withFormerType(both, change), both[1]];
      both = [both[0], applied(both[1], change)];
    }
  };
  follow(ups, false);
  follow(downs, true);
  return { ...both[0], spoken: new Set(namesIn(ups)) };
}

/** What rows of a new table may refer to that is not older: to their own table, and to those that are made later. */
function madeFrom(change: Change, changes: readonly Change[], place: number): readonly ChangeOf<"create-table">[] {
  if (change.kind !== "create-table") return [];
  return [change, ...changes.slice(place + 1).filter((one) => one.kind === "create-table")];
}

/** PostgreSQL looks for the others at once. */
function isAmong([own, ...later]: readonly ChangeOf<"create-table">[], mention: Mention, now: Schema): boolean {
  if (mention.kind !== "table" || own === undefined) return false;
  const key = keyOf(now, mention.table);
  const tables = now.dialect === "postgresql" ? [own] : [own, ...later];
  return tables.some(({ table }) => keyOf(now, table) === key);
}

interface Made {
  readonly id: Id;
  readonly assumed: boolean;
}

type Both = readonly [Schema, Schema];

function withMentioned(both: Both, mention: Mention, make: () => Made): Both {
  if (mention.kind !== "table") return both[0].complete ? both : withNamed(both, mention, make());
  const key = keyOf(both[1], mention.table);
  const known = withUnknownTable(both, key, make);
  return mention.columns.reduce<Both>((grown, column) => withUnknownColumn(grown, { key, column }, make), known);
}

function withUnknownTable(both: Both, key: string, make: () => Made): Both {
  const [before, now] = both;
  if (isOfSqlite(key, now)) return both;
  if (before.complete || now.tables.has(key) || now.views.has(key) || now.dropped.has(`tables:${key}`)) return both;
  const table: Table = {
    ...make(),
    name: key,
    complete: false,
    columns: new Map(),
    constraints: [],
    indexes: [],
    triggers: new Map(),
    settings: new Map(),
    ties: new Map(),
    partitionOf: null,
    inherits: [],
  };
  return inBoth(both, (schema) => ({ ...schema, tables: new Map(schema.tables).set(key, table) }));
}

/** In the earlier schema the table may have had another name: its id tells. */
function withUnknownColumn(
  both: Both,
  { key, column }: { readonly key: string; readonly column: string },
  make: () => Made,
): Both {
  const [grown, now] = both;
  const table = now.tables.get(key);
  if (table === undefined || table.complete || table.columns.has(column)) return both;
  const before = tableById(grown, table.id);
  if (before === undefined || now.dropped.has(`columns:${key}.${column}`)) return both;
  const { id, assumed } = make();
  const found: Column = { id, assumed, definition: null, holds: id };
  return [
    { ...grown, tables: new Map(grown.tables).set(before.name, withColumn(before, column, found)) },
    { ...now, tables: new Map(now.tables).set(key, withColumn(table, column, found)) },
  ];
}

function withNamed(both: Both, { kind, name }: Exclude<Mention, { kind: "table" }>, { id, assumed }: Made): Both {
  const key = keyOf(both[1], name);
  const family = FAMILIES[kind];
  const [, now] = both;
  if (now[family].has(key) || now.tables.has(key) || now.dropped.has(`${family}:${key}`)) return both;
  const made = {
    view: {
      id,
      assumed,
      materialized: false,
      columns: null,
      reads: [],
      updatable: false,
      mayTakeWrites: true,
      text: "",
      outputs: null,
      rest: null,
      names: null,
      indexes: [],
      since: 0,
    },
    type: { id, assumed, of: "other", labels: [], text: "", uses: [], fresh: [] },
    sequence: { id, assumed, ownedBy: null, options: new Map<string, string>() },
  } as const;
  return inBoth(both, (schema) => ({
    ...schema,
    [family]: new Map<string, unknown>(schema[family]).set(key, made[kind]),
  }));
}

function inBoth([grown, now]: Both, change: (schema: Schema) => Schema): Both {
  return [change(grown), change(now)];
}

const FAMILIES = { view: "views", type: "types", sequence: "sequences" } as const;
