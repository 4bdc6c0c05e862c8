import type { CorpusCase, Says, Setting } from "../case.ts";

const STAFF: Setting = {
  schema: `
    create schema billing;
    create type public.rank as enum ('low', 'high');
    create table staff (id integer primary key, name varchar(100) not null, rank public.rank not null default 'low');
    create table billing.bills (id integer primary key, total integer);
    create function double_of(n integer) returns integer language sql as $$ select n * 2 $$`,
  seed: "insert into staff values (1, 'Ann', 'low'), (2, 'Bob', 'high'); insert into billing.bills values (1, 10)",
  old: [
    "select id, name, rank from staff",
    "insert into staff (id, name) values (3, 'Cid')",
    "select id, total from billing.bills",
    "select double_of(2)",
  ],
};

const UNSEEN: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "compatible",
  hazard: "none",
};

/** Names with their schema, names that move, and statements that find nothing to do. */
export const POSTGRESQL_NAMED_APART: readonly CorpusCase[] = [
  {
    ...STAFF,
    name: "swaps an enum for a longer one, with its schema before every name",
    up: `alter type "public"."rank" rename to "rank_old";
      create type "public"."rank" as enum ('low', 'high', 'top');
      alter table staff alter rank drop default;
      alter table staff alter rank type "public"."rank" using "rank"::"text"::"public"."rank";
      alter table staff alter rank set default 'low';
      drop type "public"."rank_old"`,
    down: `create type "public"."rank_old" as enum ('low', 'high');
      alter table staff alter rank drop default;
      alter table staff alter rank type "public"."rank_old" using "rank"::"text"::"public"."rank_old";
      alter table staff alter rank set default 'low';
      drop type "public"."rank";
      alter type "public"."rank_old" rename to "rank"`,
    new: ["select rank from staff"],
    newIfData: ["update staff set rank = 'top' where id = 1"],
    downPassesAfter: "update staff set rank = 'high' where id = 1",
    downFailsAfter: "update staff set rank = 'top' where id = 1",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...STAFF,
    name: "sets a default again that was listed with its cast",
    schema: `${STAFF.schema}; alter table staff alter rank set default 'low'::public.rank`,
    up: "alter table staff alter rank drop default",
    down: "alter table staff alter rank set default 'low'",
    new: ["insert into staff (id, name, rank) values (4, 'Dan', 'low')"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...STAFF,
    name: "renames a function by its arguments",
    up: "alter function double_of(integer) rename to twice",
    down: "alter function twice(integer) rename to double_of",
    new: ["select twice(2)"],
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...STAFF,
    name: "drops an index without the schema of its table",
    up: "create index by_total on billing.bills (total)",
    down: "drop index by_total",
    new: STAFF.old,
    says: { ...UNSEEN, down: "no", inverse: "none" },
  },
  {
    ...STAFF,
    name: "drops an index of another schema by a path",
    up: "create index by_total on billing.bills (total)",
    down: "set local search_path = public, billing; drop index by_total",
    new: STAFF.old,
    says: { ...UNSEEN, restores: "full", hazard: "brief_block" },
  },
  {
    ...STAFF,
    name: "drops a column that is called otherwise, if it exists",
    up: "alter table staff add column phone text",
    down: "alter table staff drop column if exists fone",
    new: ["select phone from staff"],
    says: { ...UNSEEN, inverse: "noop", hazard: "brief_block" },
  },
  {
    ...STAFF,
    name: "alters a table that is not there, if it exists",
    up: "alter table if exists ghosts add column x integer; create index named on staff (name)",
    down: "alter table if exists ghosts drop column x; alter index if exists nobody rename to somebody; drop index named",
    new: STAFF.old,
    says: { ...UNSEEN, restores: "full", hazard: "brief_block" },
  },
  {
    ...STAFF,
    name: "adds a label that is there, if it is not",
    up: "alter type rank add value if not exists 'high'; create index named on staff (name)",
    down: "drop index named",
    new: STAFF.old,
    says: { ...UNSEEN, restores: "full", hazard: "brief_block" },
  },
  {
    ...STAFF,
    name: "brings back a required column with a filler that does not stay",
    up: "alter table staff drop column name",
    down: `alter table staff add column name varchar(100) not null default '';
      alter table staff alter name drop default`,
    new: ["select id, rank from staff", "insert into staff (id) values (4)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:staff.name"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "writes_break always",
      hazard: "brief_block",
    },
  },
];
