// Downs whose queries name what none of their tables has, or cast to what it cannot be: they fail whatever the rows are.
import type { CorpusCase, Says, Setting } from "../case.ts";

const TICKETS: Setting = {
  schema: `create type state as enum ('open', 'done');
    create table people (id integer primary key, name text not null, team integer, joined date);
    create table tickets (id integer primary key, owner integer references people (id), title text, state state, points integer)`,
  seed: `insert into people values (1, 'ann', 1, '2020-01-01'), (2, 'bob', 2, '2021-01-01');
    insert into tickets values (1, 1, 'a', 'open', 3), (2, 2, 'b', 'done', 5)`,
  old: [
    "select id, name, team, joined from people",
    "insert into people (id, name, team, joined) values (3, 'eve', 1, '2022-01-01')",
    "select id, owner, title, state, points from tickets",
    "insert into tickets (id, owner, title, state, points) values (3, 1, 'c', 'open', 1)",
    "update tickets set title = 'z', points = 2 where id = 1",
  ],
};

const FAILS: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "no",
  restores: "none",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "brief_block",
};

export const POSTGRESQL_QUERIES_AMISS: readonly CorpusCase[] = [
  {
    ...TICKETS,
    name: "fills a column again from one that no table has",
    up: "alter table tickets drop column title",
    down: `alter table tickets add column title text;
      update tickets set title = (select nickname from people where people.id = owner)`,
    new: ["select id, points from tickets", "insert into tickets (id, points) values (4, 1)"],
    says: { ...FAILS, upLoses: ["column:tickets.title"], hazard: "long_block_all" },
  },
  {
    ...TICKETS,
    name: "makes a view again before a column of its second table is back",
    schema: `${TICKETS.schema};
      create view board as select tickets.id, title, name from tickets join people on people.id = owner`,
    old: [...TICKETS.old, "select id, title, name from board"],
    up: "drop view board; alter table people drop column name",
    down: `create view board as select tickets.id, title, name from tickets join people on people.id = owner;
      alter table people add column name text not null default ''`,
    new: ["select id, team from people", "insert into people (id, team) values (4, 1)"],
    says: { ...FAILS, upLoses: ["column:people.name"] },
  },
  {
    ...TICKETS,
    name: "keeps a column that is gone in a table of its own",
    up: "alter table people drop column joined",
    down: "create table joined_before as select p.id, p.joined from people p; alter table people add column joined date",
    new: ["select id, name from people", "insert into people (id, name) values (4, 'x')"],
    says: { ...FAILS, upLoses: ["column:people.joined"] },
  },
  {
    ...TICKETS,
    name: "casts labels to numbers",
    up: "alter table tickets add column urgent boolean",
    down: "alter table tickets drop column urgent; alter table tickets alter column state type integer using state::integer",
    new: ["select urgent from tickets", "update tickets set urgent = true where id = 1"],
    says: {
      ...FAILS,
      oldOnNew: "compatible",
      restores: "nothing_lost",
      loses: ["column:tickets.urgent"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...TICKETS,
    name: "puts a row back that has no room",
    up: "alter table people drop column team",
    down: "alter table people add column team smallint; insert into people (id, name, team) values (9, 'zoe', 70000)",
    new: ["select id, name from people", "insert into people (id, name) values (4, 'x')"],
    says: { ...FAILS, upLoses: ["column:people.team"] },
  },
  {
    ...TICKETS,
    name: "computes a day from a number",
    up: "alter table people drop column joined",
    down: "alter table people add column joined date; update people set joined = team::date",
    new: ["select id, name from people", "insert into people (id, name) values (4, 'x')"],
    says: { ...FAILS, upLoses: ["column:people.joined"], hazard: "long_block_all" },
  },
  {
    ...TICKETS,
    name: "takes a truth for a number on the way back",
    up: `alter table tickets add column done boolean not null default false;
      update tickets set done = state = 'done'; alter table tickets drop column state`,
    down: `alter table tickets add column state state;
      update tickets set state = 'done' where done = 1; update tickets set state = 'open' where done = 0`,
    old: ["select id, state from tickets", "insert into tickets (id, state) values (3, 'open')"],
    new: ["select id, done from tickets", "insert into tickets (id, done) values (4, true)"],
    says: { ...FAILS, upLoses: ["column:tickets.state"], hazard: "long_block_all" },
  },
  {
    ...TICKETS,
    name: "rounds a double to places on the way back",
    schema: `${TICKETS.schema}; create table prices (id integer primary key, price numeric(9, 2))`,
    seed: `${TICKETS.seed}; insert into prices values (1, 2.5), (2, 3.25)`,
    up: "alter table prices add column amount double precision; update prices set amount = price; alter table prices drop column price",
    down: "alter table prices add column price numeric(9, 2); update prices set price = round(amount, 2)",
    old: ["select id, price from prices", "insert into prices (id, price) values (3, 1.5)"],
    new: ["select id, amount from prices", "insert into prices (id, amount) values (4, 1.5)"],
    says: { ...FAILS, hazard: "long_block_all" },
  },
  {
    ...TICKETS,
    name: "puts a word in the place of a missing number",
    up: "alter table tickets drop column title",
    down: "alter table tickets add column title text; update tickets set title = coalesce(points, 'none')",
    new: ["select id, points from tickets", "insert into tickets (id, points) values (4, 1)"],
    says: { ...FAILS, upLoses: ["column:tickets.title"], hazard: "long_block_all" },
  },
  {
    ...TICKETS,
    name: "counts without grouping",
    schema: `${TICKETS.schema}; create table loads (owner integer, points bigint)`,
    seed: `${TICKETS.seed}; insert into loads values (1, 3), (2, 5)`,
    up: "drop table loads",
    down: "create table loads (owner integer, points bigint); insert into loads select owner, sum(points) from tickets",
    old: ["select owner, points from loads", "insert into loads values (3, 1)"],
    new: ["select id from tickets"],
    says: { ...FAILS, upLoses: ["table:loads"], hazard: "none" },
  },
  {
    ...TICKETS,
    name: "writes rows while a trigger misses its column",
    onlyWithSchema: "all columns of the table",
    up: `alter table tickets add column touched timestamptz;
      create function touch() returns trigger language plpgsql as $$ begin new.touched := now(); return new; end $$;
      create trigger touched before insert or update on tickets for each row execute function touch()`,
    down: `alter table tickets drop column touched; insert into tickets (id, points) values (9, 0);
      drop trigger touched on tickets; drop function touch()`,
    new: ["select id, touched from tickets"],
    says: { ...FAILS, oldOnNew: "compatible" },
  },
  {
    ...TICKETS,
    name: "changes rows while a trigger misses its table",
    up: `create table changes (ticket integer);
      create function note() returns trigger language plpgsql as $$
        begin insert into changes values (new.id); return new; end $$;
      create trigger noted after update on tickets for each row execute function note()`,
    down: `drop table changes; update tickets set points = 0 where points > 4;
      drop trigger noted on tickets; drop function note()`,
    downPassesAfter: "delete from tickets",
    downFailsAfter: "insert into tickets (id, points) values (8, 9)",
    old: ["select id, points from tickets", "insert into tickets (id, points) values (3, 1)"],
    new: ["select ticket from changes"],
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
];
