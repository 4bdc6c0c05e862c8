import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const SCHEMA = `create type mood as enum ('good', 'bad');
  create domain short as varchar(5);
  create table makers (id integer primary key, name text unique);
  create table parts (id serial primary key, number integer generated always as identity, name text, mood mood, count integer,
    price numeric(8,2), sold boolean, made date, maker integer, tags text[], doubled integer generated always as (count * 2) stored);
  create table days (at date not null, hits integer not null, primary key (at)) partition by range (at);
  create table days_1 partition of days for values from ('2024-01-01') to ('2025-01-01')`;

async function downSucceeds(down: string): Promise<string> {
  const [schema, up, statements] = await Promise.all(
    [SCHEMA, "create table others (id integer)", down].map(async (text) => statementsOf("postgresql", text)),
  );
  return judge({ dialect: "postgresql", schema: schema ?? [], up: up ?? [], down: statements ?? [] }).down.succeeds;
}

describe("what the server refuses whatever the rows are", () => {
  it.each([
    "alter table parts alter column number drop default",
    "alter table parts alter column number set default 5",
    "alter table parts alter column doubled drop default",
    "alter table days_1 alter column hits drop not null",
    "create index concurrently on days (hits)",
    "create unique index on days (hits)",
    "alter table parts add foreign key (name) references makers (id)",
    "alter table parts add foreign key (maker) references makers (name)",
    "alter table parts alter column maker type integer using (select max(id) from makers)",
    "alter table parts alter column count set default (select 1)",
    "alter table parts add check (maker in (select id from makers))",
    "create index on parts (name) where made > now()",
    "alter table parts add column label text generated always as (concat(name, 'x')) stored",
    "alter table parts alter column maker type date",
    "alter table parts alter column tags type integer[]",
    "alter table parts alter column name type text[]",
    "alter table parts alter column name type integer using trim(name)",
    "alter table parts alter column sold type mood using case when sold then 'good' else 'bad' end",
    "alter table parts alter column name type integer using name",
    "update parts set count = name",
    "update parts set mood = name",
    "update parts set sold = 0",
    "update parts set sold = count",
    "update parts set count = case when sold then 'x' else 'y' end",
    "update parts set mood = 'worse'",
    "update parts set count = 'many'",
    "update parts set sold = 'perhaps'",
    "delete from parts where mood = 'worse'",
    "update parts set number = 3",
    "update parts set doubled = 4",
    "alter table parts add column flag varchar(3) not null default 'long'",
    "alter table parts add column rate numeric(3, 2) default 100",
    "alter table parts add column open boolean not null default 0",
    "alter table parts alter column made set default 5",
    "alter table parts alter column maker set default now()",
    "alter table parts add column code uuid default md5('a')",
    "alter table parts add column code uuid default 'none'",
    "alter table parts add column more jsonb default '{open'",
    "alter table parts alter column made set default 'soon'",
    "create table more (id integer, open boolean default 1)",
    "create table more (id integer, name text, id text)",
    "create table more (id integer primary key, name text primary key)",
    "update parts set made = 'soon'",
    "alter table parts add constraint by_code unique using index by_code",
    "alter table parts alter column name set default nextval('codes')::text",
    "alter table parts add column code bigint default nextval('codes')",
    "delete from parts using part where part.id = parts.id",
    "delete from parts where id in (select id from part)",
    "update parts set name = makers.label from makers where makers.id = parts.maker",
    "delete from parts p using makers m where m.part = p.id",
    "insert into makers (id, name) select p.id, p.label from parts p",
    "alter table part drop column if exists mood",
    "alter table part drop constraint if exists parts_pkey",
    "update parts set count = 1 where mood in ('good', 'worse')",
    "insert into makers (id) select name from parts",
    "insert into parts (sold) select 1 from makers",
  ])("is called so: %s", async (down) => {
    expect(await downSucceeds(down)).toBe("no");
  });

  it.each([
    "alter table parts alter column id drop default",
    "alter table parts alter column count drop default",
    "alter table days_1 alter column hits set not null",
    "create index on days (hits)",
    "create unique index on days (hits, at)",
    "create index concurrently on days_1 (hits)",
    "alter table parts add foreign key (maker) references makers (id)",
    "alter table parts add foreign key (name) references makers (name)",
    "alter table parts alter column maker type bigint using maker",
    "alter table parts add check (maker in (1, 2))",
    "create index on parts (lower(name)) where made > '2024-01-01'",
    "alter table parts alter column made type timestamptz",
    "alter table parts alter column tags type text",
    "alter table parts alter column name type short using trim(name)",
    "alter table parts alter column sold type mood using case when sold then 'good' else 'bad' end::mood",
    "alter table parts alter column sold type text using case when sold then 'good' else 'bad' end",
    "update parts set name = count",
    "update parts set price = count",
    "update parts set mood = name::mood",
    "update parts set sold = '0'",
    "update parts set mood = 'bad'",
    "delete from parts where mood = 'bad'",
    "delete from parts where mood::text = 'worse'",
    "insert into makers (name) select count from parts",
    "update parts set number = default, doubled = default",
    "update parts set id = 3",
    "alter table parts add column flag varchar(4) not null default 'long'",
    "alter table parts alter column mood drop default, alter column name set default 'as long as it likes to be'",
    "alter table parts add column open boolean not null default '0'",
    "alter table parts alter column made set default current_date, alter column made set default now()",
    "alter table parts add column at timestamptz default current_timestamp, add column day date default current_date",
    "alter table parts add column code uuid default gen_random_uuid(), add column other text default gen_random_uuid()",
    "alter table parts add column more jsonb default '{}', add column list integer[] default '{}'",
    "alter table parts alter column made set default 'tomorrow', alter column name set default 5",
    "create table more (id integer, name text, primary key (id, name))",
    "create sequence codes; alter table parts alter column name set default nextval('codes')::text",
    "create unique index by_name on parts (name); alter table parts add constraint by_name unique using index by_name",
    "update parts set name = m.name from makers m where m.id = parts.maker",
    "delete from parts using (select 1 as part) makers where makers.part = parts.id",
    "alter table parts drop column if exists moods",
    "alter table if exists part drop column mood",
  ])("is not said of its neighbour: %s", async (down) => {
    expect(await downSucceeds(down)).not.toBe("no");
  });
});
