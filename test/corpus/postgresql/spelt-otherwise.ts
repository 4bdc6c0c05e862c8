import type { CorpusCase, Setting } from "../case.ts";

const ITEMS: Setting = {
  schema: `create table items (id serial primary key, name text, state text not null default 'new', price integer not null,
      constraint items_state check ((state = any (array['new'::text, 'old'::text]))));
    create index items_name on items (name)`,
  seed: "insert into items (name, state, price) values ('a', 'new', 1), ('b', 'old', 2)",
  old: [
    "select name, state from items",
    "insert into items (name, price) values ('c', 3)",
    "update items set name = 'd' where id = 1",
  ],
};

const NEW = ["select name from items", "insert into items (id, name, state, price) values (9, 'e', 'old', 9)"];

/** The same in other words: what databases print, and what can be said in two ways. */
export const POSTGRESQL_SPELT_OTHERWISE: readonly CorpusCase[] = [
  {
    ...ITEMS,
    name: "sets the default of a required column to null",
    up: "alter table items alter column state set default null",
    down: "alter table items alter column state set default 'new'",
    new: NEW,
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ITEMS,
    name: "takes the default of a serial column, and asks its sequence again",
    up: "alter table items alter column id drop default",
    down: "alter table items alter column id set default nextval('items_id_seq')",
    new: NEW,
    says: {
      oldOnNew: "writes_break always",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ITEMS,
    name: "allows one more value than a check that the database printed",
    up: `alter table items drop constraint items_state;
      alter table items add constraint items_state check (state in ('new','old','sold'))`,
    down: `alter table items drop constraint items_state;
      alter table items add constraint items_state check (state in ('new','old'))`,
    new: NEW,
    newIfData: ["insert into items (id, name, state, price) values (10, 'e', 'sold', 9)"],
    downFailsAfter: "insert into items (id, state, price) values (11, 'sold', 9)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...ITEMS,
    name: "allows one more value, and gives it up before the check is back",
    up: `alter table items drop constraint items_state;
      alter table items add constraint items_state check (state in ('new', 'old', 'sold'))`,
    down: `update items set state = 'old' where state = 'sold';
      alter table items drop constraint items_state;
      alter table items add constraint items_state check (state in ('new', 'old'))`,
    written: "insert into items (id, name, state, price) values (12, 'f', 'sold', 9)",
    new: NEW,
    newIfData: ["insert into items (id, name, state, price) values (10, 'e', 'sold', 9)"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["values:items.state"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...ITEMS,
    name: "lets a column be null, and deletes the rows in which it is",
    up: "alter table items alter column price drop not null",
    down: "delete from items where price is null; alter table items alter column price set not null",
    written: "insert into items (id, name) values (13, 'g')",
    new: ["select name from items", "insert into items (id, name, price) values (14, 'h', 9)"],
    newIfData: ["insert into items (id, name) values (15, 'i')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["rows:items"],
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...ITEMS,
    name: "gives every row the same value with the type",
    up: "alter table items alter column name type varchar(10) using 'none'",
    down: "alter table items alter column name type text",
    new: ["select state from items", "insert into items (id, name, price) values (16, 'j', 9)"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      upLoses: ["values:items.name"],
      down: "yes",
      restores: "none",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ITEMS,
    name: "renames an index as if it were a table",
    up: "alter table items_name rename to items_by_name",
    down: "alter table items_by_name rename to items_name",
    new: NEW,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ITEMS,
    name: "computes a virtual column otherwise",
    schema:
      "create table items (id integer primary key, price integer, gross integer generated always as (price * 2) virtual)",
    seed: "insert into items (id, price) values (1, 1)",
    old: ["select gross from items", "insert into items (id, price) values (2, 3)"],
    up: "alter table items alter column gross set expression as (price * 3)",
    down: "alter table items alter column gross set expression as (price * 2)",
    new: ["select gross from items", "insert into items (id, price) values (4, 3)"],
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
];
