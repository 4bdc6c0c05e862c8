// Downs that fail, or do nothing, for what they come across on their way; and what only looks as if it would.
import type { CorpusCase, Setting } from "../case.ts";
import { inShop } from "./shop.ts";

const PAGES: Setting = {
  schema: "create table pages (id integer primary key, title text not null, meta text not null default '{}')",
  seed: `insert into pages (id, title, meta) values (1, 'Home', '{"lang":"en"}'), (2, 'News', '{"lang":"de"}')`,
  old: [
    "select id, title, meta from pages",
    "insert into pages (title, meta) values ('More', '{}')",
    "update pages set meta = '{}' where id = 1",
    "delete from pages where id = 2",
  ],
};

const GROUPS = `create table groups (id integer primary key, name text);
  create table roles (id integer primary key, name text);
  create table members (id integer primary key,
    group_id integer references groups (id) on delete cascade, role_id integer references roles (id) on delete cascade)`;

const OF_MEMBERS: Pick<CorpusCase, "new" | "written"> = {
  new: ["select id, group_id, role_id from members", "insert into members (group_id, role_id) values (1, 1)"],
  written: `insert into groups (id, name) values (1, 'all'); insert into roles (id, name) values (1, 'any');
    insert into members (id, group_id, role_id) values (5, 1, 1)`,
};

export const SQLITE_COME_ACROSS: readonly CorpusCase[] = [
  inShop({
    ...OF_MEMBERS,
    name: "a down drops both parents before the child that goes with them",
    up: GROUPS,
    down: "drop table groups; drop table roles; drop table members",
    says: {
      oldOnNew: "compatible",
      down: "no",
      loses: ["table:groups", "table:roles", "table:members"],
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    ...OF_MEMBERS,
    name: "a down drops the child before both of its parents",
    up: GROUPS,
    down: "drop table members; drop table roles; drop table groups",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:members", "table:roles", "table:groups"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "a table refers to itself, and to one that is made after it",
    up: `create table topics (id integer primary key, parent_id integer references topics (id), forum_id integer references forums (id));
      create table forums (id integer primary key, name text)`,
    down: "drop table topics; drop table forums",
    new: ["select id, parent_id, forum_id from topics", "insert into forums (name) values ('x')"],
    written: `insert into forums (id, name) values (1, 'all'); insert into topics (id, forum_id) values (1, 1);
      insert into topics (id, parent_id, forum_id) values (2, 1, 1)`,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:topics", "table:forums"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  {
    ...PAGES,
    name: "a down deletes by what a text says in JSON",
    up: "alter table pages add column lang text",
    down: "delete from pages where json_extract(meta, '$.lang') = 'xx'; alter table pages drop column lang",
    new: ["select lang from pages", "update pages set lang = 'fr' where id = 1"],
    written: "update pages set lang = 'en' where id = 1",
    downPassesAfter: "update pages set title = 'Start' where id = 1",
    downFailsAfter: "update pages set meta = 'none' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["rows:pages", "column:pages.lang"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...PAGES,
    name: "a down looks for an index under its table's name, as MySQL has it",
    up: "create unique index pages_title on pages (title)",
    down: "drop index if exists pages.pages_title",
    oldIfData: ["insert into pages (title) values ('Home')"],
    new: ["insert into pages (title) values ('Home') on conflict (title) do nothing"],
    onlyWithSchema: "that no other database is attached under that name",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    schema: `create table pages (id integer primary key, title text);
      create view shown as select id, pages.title heading, length(title) width from pages`,
    seed: "insert into pages (id, title) values (1, 'Home')",
    old: ["select id, heading, width from shown", "insert into pages (title) values ('More')"],
    name: "a view has other columns, which no word comes before",
    up: "drop view shown; create view shown as select id, pages.title caption, length(title) width from pages",
    down: "drop view shown; create view shown as select id, pages.title heading, length(title) width from pages",
    new: ["select id, caption from shown"],
    onlyWithSchema: "which columns the view had",
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
];
