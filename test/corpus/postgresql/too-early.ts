// Downs that name what they have yet to bring back, beside an extension that brings things nobody lists.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PARTS: Setting = {
  schema: `create extension if not exists pgcrypto;
    create type mood as enum ('good', 'bad');
    create sequence numbers;
    create function code() returns text language sql as $$ select 'x' $$;
    create table parts (id integer primary key, mood mood, number integer default nextval('numbers'), code text default code(), name text)`,
  seed: "insert into parts (id, mood, name) values (1, 'good', 'bolt'), (2, 'bad', 'nut')",
  old: [
    "select id, mood, number, code, name from parts",
    "insert into parts (id, mood, name) values (3, 'good', 'pin')",
    "update parts set name = 'screw' where id = 1",
    "update parts set number = 5, code = 'z' where id = 2",
  ],
};

const FAILS: Omit<Says, "upLoses"> = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "no",
  restores: "none",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "brief_block",
};

export const POSTGRESQL_TOO_EARLY: readonly CorpusCase[] = [
  {
    ...PARTS,
    name: "brings a column back before its type",
    up: "alter table parts drop column mood; drop type mood",
    down: "alter table parts add column mood mood; create type mood as enum ('good', 'bad')",
    new: ["select id, name from parts", "insert into parts (id, name) values (4, 'cog')"],
    says: { ...FAILS, upLoses: ["column:parts.mood"] },
  },
  {
    ...PARTS,
    name: "brings a column back before the counter of its default",
    up: "alter table parts drop column number; drop sequence numbers",
    down: "alter table parts add column number integer default nextval('numbers'); create sequence numbers",
    new: ["select id, name from parts", "insert into parts (id, name) values (4, 'cog')"],
    says: { ...FAILS, upLoses: ["column:parts.number", "sequence:numbers"], hazard: "long_block_all" },
  },
  {
    ...PARTS,
    name: "brings a column back before the function of its default",
    up: "alter table parts drop column code; drop function code()",
    down: "alter table parts add column code text default code(); create function code() returns text language sql as $$ select 'x' $$",
    new: ["select id, name from parts", "insert into parts (id, name) values (4, 'cog')"],
    says: { ...FAILS, upLoses: ["column:parts.code"], hazard: "long_block_all" },
  },
  {
    ...PARTS,
    name: "brings a function in SQL back before the column that it reads",
    schema: `${PARTS.schema}; create function named(part integer) returns text language sql as $$ select name from parts where id = part $$`,
    old: [...PARTS.old, "select named(1)"],
    up: "drop function named(integer); alter table parts drop column name",
    down: `create function named(part integer) returns text language sql as $$ select name from parts where id = part $$;
      alter table parts add column name text`,
    new: ["select id, mood from parts", "insert into parts (id, mood) values (4, 'bad')"],
    says: { ...FAILS, upLoses: ["column:parts.name"] },
  },
  {
    ...PARTS,
    name: "brings a trigger back before the column that it waits for",
    schema: `${PARTS.schema}; create trigger watch before update of name on parts for each row execute function suppress_redundant_updates_trigger()`,
    up: "drop trigger watch on parts; alter table parts drop column name",
    down: `create trigger watch before update of name on parts for each row execute function suppress_redundant_updates_trigger();
      alter table parts add column name text`,
    new: ["select id, mood from parts", "insert into parts (id, mood) values (4, 'bad')"],
    says: { ...FAILS, upLoses: ["column:parts.name"] },
  },
  {
    ...PARTS,
    name: "fills a column before it is back",
    up: "alter table parts drop column name",
    down: "update parts set name = 'x'; alter table parts add column name text",
    new: ["select id, mood from parts", "insert into parts (id, mood) values (4, 'bad')"],
    says: { ...FAILS, upLoses: ["column:parts.name"] },
  },
];
