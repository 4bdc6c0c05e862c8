// What the old code leaves in new columns, and who refuses it.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PARTS: Setting = {
  schema: `
    create table parts (id integer primary key, tenant integer not null, name text, qty integer);
    create table parts_log (id integer, tenant integer, name text, qty integer)`,
  seed: "insert into parts values (1, 1, 'bolt', 3), (2, 1, 'nut', 4)",
  old: [
    "select id, tenant, name, qty from parts",
    "insert into parts (id, tenant, name, qty) values (50, 1, 'pin', 2), (51, 1, 'rod', 2)",
    "update parts set name = 'x', qty = 8 where id = 1",
    "delete from parts where id = 2",
  ],
};

const EMPTY: Setting = {
  ...PARTS,
  seed: "",
  old: PARTS.old.slice(0, 2),
};

const ADDED: Says = {
  oldOnNew: "writes_break always",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

export const POSTGRESQL_LEFT_BY_OLD: readonly CorpusCase[] = [
  {
    ...PARTS,
    name: "a check of new rows alone refuses the null that old inserts leave",
    up: "alter table parts add column kind text; alter table parts add constraint kind_set check (kind is not null) not valid",
    down: "alter table parts drop column kind",
    new: ["select kind from parts", "update parts set kind = 'b'"],
    written: "update parts set kind = 'c'",
    says: { ...ADDED, loses: ["column:parts.kind"] },
  },
  {
    ...EMPTY,
    name: "a column whose own check refuses its default is added",
    up: "alter table parts add column rank integer default -1 check (rank >= 0)",
    down: "alter table parts drop column rank",
    new: ["select rank from parts", "insert into parts (id, tenant, rank) values (60, 1, 2)"],
    written: "insert into parts (id, tenant, rank) values (61, 1, 2)",
    says: { ...ADDED, loses: ["column:parts.rank"] },
  },
  {
    ...PARTS,
    name: "exactly one of two new columns must be given",
    up: "alter table parts add column user_id integer, add column org_id integer, add constraint one_owner check (num_nonnulls(user_id, org_id) = 1) not valid",
    down: "alter table parts drop column user_id, drop column org_id",
    new: ["select user_id, org_id from parts", "insert into parts (id, tenant, user_id) values (60, 1, 2)"],
    written: "update parts set user_id = 1 where id = 1; update parts set org_id = 1 where id = 2",
    says: { ...ADDED, loses: ["column:parts.user_id", "column:parts.org_id"] },
  },
  {
    ...PARTS,
    name: "a check between a new column and an old one lets nulls through",
    up: "alter table parts add column most integer; alter table parts add constraint below check (most > qty)",
    down: "alter table parts drop constraint below; alter table parts drop column most",
    new: ["select most from parts", "update parts set most = 9"],
    written: "update parts set most = 9",
    says: { ...ADDED, oldOnNew: "compatible", loses: ["column:parts.most"] },
  },
  {
    ...EMPTY,
    schema: `${PARTS.schema}; create domain share as integer not null check (value between 0 and 100)`,
    name: "a column of a domain that takes no null is added",
    up: "alter table parts add column part share",
    down: "alter table parts drop column part",
    new: ["select part from parts", "insert into parts (id, tenant, part) values (60, 1, 2)"],
    written: "insert into parts (id, tenant, part) values (61, 1, 2)",
    says: { ...ADDED, loses: ["column:parts.part"] },
  },
  {
    ...PARTS,
    schema: `${PARTS.schema}; create domain share as integer default 5 not null check (value between 0 and 100)`,
    name: "a column of a domain with a default of its own is added",
    up: "alter table parts add column part share",
    down: "alter table parts drop column part",
    new: ["select part from parts", "update parts set part = 6"],
    written: "update parts set part = 7",
    says: { ...ADDED, oldOnNew: "compatible", loses: ["column:parts.part"] },
  },
  {
    ...EMPTY,
    name: "a unique column that takes one null is added",
    up: "alter table parts add column slug text unique nulls not distinct",
    down: "alter table parts drop column slug",
    new: ["select slug from parts", "insert into parts (id, tenant, slug) values (60, 1, 'a')"],
    oldIfData: EMPTY.old,
    old: EMPTY.old.slice(0, 1),
    written: "insert into parts (id, tenant, slug) values (61, 1, 'b')",
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:parts.slug"] },
  },
  {
    ...EMPTY,
    name: "a unique index makes one text of all nulls of a new column",
    up: "alter table parts add column slug text; create unique index parts_slug on parts (tenant, coalesce(slug, ''))",
    down: "drop index parts_slug; alter table parts drop column slug",
    new: ["select slug from parts", "insert into parts (id, tenant, slug) values (60, 1, 'a')"],
    oldIfData: EMPTY.old,
    old: EMPTY.old.slice(0, 1),
    written: "insert into parts (id, tenant, slug) values (61, 1, 'b')",
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:parts.slug"], restores: "full" },
  },
  {
    ...PARTS,
    name: "a unique index leaves out what old inserts leave",
    up: "alter table parts add column main boolean not null default false; create unique index parts_main on parts (tenant) where main",
    down: "drop index parts_main; alter table parts drop column main",
    new: ["select main from parts", "update parts set main = true where id = 1"],
    written: "update parts set main = true where id = 1",
    says: { ...ADDED, oldOnNew: "compatible", loses: ["column:parts.main"] },
  },
  {
    ...PARTS,
    name: "a computed column is divided by what may be zero",
    up: "alter table parts add column each_one integer generated always as (100 / qty) stored",
    down: "alter table parts drop column each_one",
    oldIfData: ["update parts set qty = 0 where id = 1"],
    new: ["select each_one from parts"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", newOnReverted: "reads_break if_referenced" },
  },
  {
    ...PARTS,
    name: "a computed column takes no null, and its source does",
    up: "alter table parts add column twice integer generated always as (qty * 2) stored not null",
    down: "alter table parts drop column twice",
    oldIfData: ["update parts set qty = null where id = 1"],
    new: ["select twice from parts"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", newOnReverted: "reads_break if_referenced" },
  },
  {
    ...PARTS,
    name: "a computed column must be unique",
    up: "alter table parts add column low text generated always as (lower(name)) stored unique",
    down: "alter table parts drop column low",
    oldIfData: ["update parts set name = 'BOLT' where id = 2"],
    new: ["select low from parts"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", newOnReverted: "reads_break if_referenced" },
  },
  {
    ...PARTS,
    schema: `${PARTS.schema};
      create function log_part() returns trigger language plpgsql as $$ begin insert into parts_log values (new.*); return new; end $$;
      create trigger part_logged after insert on parts for each row execute function log_part()`,
    name: "a trigger copies whole rows to a table that has no room for the new column",
    // The session that ran the trigger before keeps its plan; the returning code comes with sessions of its own.
    up: "alter table parts add column note text; discard plans",
    down: "alter table parts drop column note",
    new: ["select note from parts", "update parts set note = 'n'"],
    written: "update parts set note = 'n'",
    says: { ...ADDED, loses: ["column:parts.note"] },
  },
  {
    ...PARTS,
    name: "the default that a check asks for is dropped",
    up: "alter table parts add column kind text default 'a' check (kind is not null); alter table parts alter column kind drop default",
    down: "alter table parts drop column kind",
    new: ["select kind from parts", "update parts set kind = 'b'"],
    written: "update parts set kind = 'c'",
    says: { ...ADDED, loses: ["column:parts.kind"] },
  },
];
