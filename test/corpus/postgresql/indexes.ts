import type { CorpusCase, Says, Setting } from "../case.ts";

const UNNOTICED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  restores: "full",
  newOnReverted: "compatible",
  hazard: "brief_block",
};

const ITEMS: Setting = {
  schema:
    "create table items (id integer primary key, sku text not null, shelf integer, gone boolean not null default false)",
  seed: "insert into items values (1, 'A-1', 3, false), (2, 'B-2', 4, true)",
  old: ["select id from items where sku = 'A-1'", "insert into items values (3, 'C-3', 5, false)"],
};

const UPSERT = "insert into items values (9, 'A-1', 1, false) on conflict (sku) do update set shelf = excluded.shelf";

const TWIN = "insert into items values (4, 'A-1', 5, false)";

export const POSTGRESQL_INDEXES: readonly CorpusCase[] = [
  {
    ...ITEMS,
    name: "creates an index",
    up: "create index items_sku on items (sku)",
    down: "drop index items_sku",
    new: ITEMS.old,
    says: UNNOTICED,
  },
  {
    ...ITEMS,
    name: "creates two indexes if they are not there",
    up: "create index if not exists items_sku on items (sku); create index if not exists items_shelf on items (shelf) where not gone",
    down: "drop index if exists items_shelf, items_sku",
    new: ITEMS.old,
    says: UNNOTICED,
  },
  {
    ...ITEMS,
    name: "creates an index beside the traffic",
    outsideTransaction: true,
    up: "create index concurrently items_sku on items (sku)",
    down: "drop index concurrently items_sku",
    new: ITEMS.old,
    says: { ...UNNOTICED, hazard: "none" },
  },
  {
    ...ITEMS,
    name: "creates an index beside the traffic, and drops it inside a transaction",
    outsideTransaction: true,
    up: "create index concurrently if not exists items_sku on items (sku)",
    down: "begin;\ndrop index concurrently items_sku;\ncommit",
    new: ITEMS.old,
    says: { ...UNNOTICED, down: "no", inverse: "none" },
  },
  {
    ...ITEMS,
    name: "creates a unique index",
    oldIfData: [TWIN],
    up: "create unique index items_sku on items (sku)",
    down: "drop index items_sku",
    new: ["select id from items", UPSERT],
    says: { ...UNNOTICED, oldOnNew: "writes_break if_data", newOnReverted: "writes_break if_referenced" },
  },
  {
    ...ITEMS,
    name: "creates a unique index for some rows",
    oldIfData: [TWIN],
    up: "create unique index items_sku on items (lower(sku)) where not gone",
    down: "drop index items_sku",
    new: [
      "select id from items",
      "insert into items values (9, 'a-1', 1) on conflict (lower(sku)) where not gone do nothing",
    ],
    says: { ...UNNOTICED, oldOnNew: "writes_break if_data", newOnReverted: "writes_break if_referenced" },
  },
  {
    ...ITEMS,
    name: "drops an index",
    schema: `${ITEMS.schema}; create index items_sku on items (sku)`,
    up: "drop index items_sku",
    down: "create index items_sku on items (sku)",
    new: ITEMS.old,
    says: { ...UNNOTICED, hazard: "long_block_writes" },
  },
  {
    ...ITEMS,
    name: "drops an index, and builds it again beside the traffic",
    outsideTransaction: true,
    schema: `${ITEMS.schema}; create index items_sku on items (sku)`,
    up: "drop index concurrently items_sku",
    down: "create index concurrently items_sku on items (sku)",
    new: ITEMS.old,
    says: { ...UNNOTICED, hazard: "long_online" },
  },
  {
    ...ITEMS,
    name: "drops a unique index",
    schema: `${ITEMS.schema}; create unique index items_sku on items (sku)`,
    old: [...ITEMS.old, UPSERT],
    up: "drop index items_sku",
    down: "create unique index items_sku on items (sku)",
    new: ["select id from items", "insert into items values (7, 'G-7', 1)"],
    newIfData: [TWIN],
    downFailsAfter: TWIN,
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...ITEMS,
    name: "renames an index",
    schema: `${ITEMS.schema}; create index items_sku on items (sku)`,
    up: "alter index items_sku rename to items_by_sku",
    down: "alter index items_by_sku rename to items_sku",
    new: ITEMS.old,
    says: { ...UNNOTICED, hazard: "none" },
  },
  {
    ...ITEMS,
    name: "builds the indexes of a table anew",
    up: "reindex table items",
    down: "reindex table items",
    new: ITEMS.old,
    says: { ...UNNOTICED, restores: "nothing_lost", hazard: "long_block_writes" },
  },
  {
    ...ITEMS,
    name: "replaces an index by a wider one",
    schema: `${ITEMS.schema}; create index items_sku on items (sku)`,
    up: "create index items_sku_shelf on items (sku, shelf); drop index items_sku",
    down: "create index items_sku on items (sku); drop index items_sku_shelf",
    new: ITEMS.old,
    says: { ...UNNOTICED, hazard: "long_block_writes" },
  },
  {
    ...ITEMS,
    name: "creates an index for searching words",
    up: "create index items_words on items using gin (to_tsvector('simple', sku))",
    down: "drop index items_words",
    new: ["select id from items where to_tsvector('simple', sku) @@ 'a'::tsquery"],
    says: UNNOTICED,
  },
];
