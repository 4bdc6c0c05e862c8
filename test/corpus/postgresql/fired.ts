import type { CorpusCase, Setting } from "../case.ts";

const ITEMS: Setting = {
  schema: `
    create table items (id int primary key, label text, price int, touched text);
    create table totals (id int primary key, number int);
    create table trash (id int primary key, label text);
    create function touch() returns trigger language plpgsql as $$ begin new.touched := 'now'; return new; end $$;
    create trigger touched before update on items for each row execute function touch();
    create function count_up() returns trigger language plpgsql as $$ begin update totals set number = number + 1 where id = 1; return null; end $$;
    create trigger counted after update of label on items for each row execute function count_up();
    create function empty() returns trigger language plpgsql as $$ begin delete from trash where label = old.label; return null; end $$;
    create trigger emptied after delete on items for each row execute function empty()`,
  seed: "insert into items values (1, 'a', 5, 'then'), (2, 'b', 6, 'then'); insert into totals values (1, 40); insert into trash values (1, 'a'), (2, 'b')",
  old: ["select id from items order by id", "insert into items (id, label) values (9, 'c')"],
};

const SHOWN = ["select label, price, touched from items order by id", "select number from totals"];

const TEAMS: Setting = {
  schema:
    "create table teams (id int primary key, name text); create table members (id int primary key, team_id int references teams (id) on delete set null, name text)",
  seed: "insert into teams values (1, 'x'), (2, 'y'); insert into members values (1, 1, 'Ada'), (2, 2, 'Bob')",
  old: ["select name from members order by id", "insert into teams values (9, 'z')"],
};

/** Statements on rows that fire what is there: triggers, and foreign keys that take values away. */
export const POSTGRESQL_FIRED: readonly CorpusCase[] = [
  {
    ...ITEMS,
    name: "an update fires triggers that write over other values",
    onlyWithSchema: "the triggers",
    up: "update items set label = upper(label)",
    down: "update items set label = lower(label)",
    oldIfData: SHOWN,
    new: ["select id from items"],
    newIfData: SHOWN,
    written: "update totals set number = 50",
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:items.label", "values:items.touched", "values:totals.number"],
      down: "yes",
      loses: ["values:items.label", "values:totals.number"],
      restores: "partial",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...ITEMS,
    name: "an update of another column fires one of the two",
    onlyWithSchema: "the triggers",
    up: "update items set price = price + 1",
    down: undefined,
    oldIfData: SHOWN,
    new: ["select id from items"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:items.price", "values:items.touched"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ITEMS,
    name: "an update fires nothing while the triggers are off",
    up: "alter table items disable trigger user; update items set label = upper(label); alter table items enable trigger user",
    down: undefined,
    oldIfData: SHOWN,
    new: ["select id from items"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:items.label"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ITEMS,
    name: "a delete fires a trigger that deletes elsewhere",
    onlyWithSchema: "the triggers",
    up: "delete from items where id = 1",
    down: undefined,
    old: ["insert into items (id, label) values (9, 'c')"],
    oldIfData: [...SHOWN, "select label from trash"],
    new: ["select id from items"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:items", "rows:trash"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TEAMS,
    name: "parents are deleted, and their children belong to nobody",
    onlyWithSchema: "the foreign key",
    up: "delete from teams where id = 1",
    down: undefined,
    oldIfData: ["select team_id from members", "insert into members values (9, 1, 'Eve')"],
    new: ["select name from teams"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:teams", "values:members.team_id"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TEAMS,
    name: "a new view has a comment, and later tables are open to all",
    up: "create view names as select name from members; comment on view names is 'who'; alter default privileges grant select on tables to public",
    down: "alter default privileges revoke select on tables from public; drop view names",
    new: ["select name from names", "update names set name = 'x'"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TEAMS,
    name: "a delete would empty what must have a value",
    onlyWithSchema: "the foreign key",
    schema:
      "create table teams (id int primary key, name text); create table members (id int primary key, team_id int not null references teams (id) on delete set null, name text)",
    up: "insert into teams values (7, 'new')",
    down: "delete from teams where id = 7",
    oldIfData: ["select name from teams order by id"],
    new: ["select name from teams"],
    newIfData: ["insert into members values (8, 7, 'Eve')"],
    downFailsAfter: "insert into members values (8, 7, 'Eve')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      loses: ["rows:teams"],
      newOnReverted: "writes_break if_data",
      hazard: "long_online",
    },
  },
  {
    ...ITEMS,
    name: "a trigger writes to a table that refuses some of it",
    onlyWithSchema: "what the written columns may be",
    up: `create table prices (item_id int not null, price int not null);
      create function note() returns trigger language plpgsql as $$ begin insert into prices (item_id, price) values (new.id, new.price); return null; end $$;
      create trigger noted after insert on items for each row execute function note()`,
    down: "drop trigger noted on items; drop function note(); drop table prices",
    old: ["select id from items order by id", "insert into items (id, price) values (8, 3)"],
    oldIfData: ["insert into items (id, label) values (9, 'c')"],
    new: ["select price from prices", "insert into prices values (1, 2)"],
    written: "insert into prices values (5, 6)",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:prices"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ITEMS,
    name: "fills a new column that must have a value, which a trigger notes in each row",
    onlyWithSchema: "the triggers",
    up: "alter table items add shop text; update items set shop = 'here' where shop is null; alter table items alter shop set default 'here', alter shop set not null",
    down: "alter table items drop shop",
    oldIfData: SHOWN,
    new: ["select shop from items", "update items set shop = 'there' where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:items.touched"],
      down: "yes",
      loses: ["column:items.shop"],
      restores: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    name: "a down fires what keeps each row as JSON",
    schema: `
      create table notes (id int primary key, body text);
      create table kept (id bigserial primary key, action text not null, was jsonb not null, by text not null);
      create function keep() returns trigger language plpgsql as $$ begin
        insert into kept (action, was, by) values (tg_op, row_to_json(old)::jsonb, current_user); return new; end $$;
      create trigger kept after update on notes for each row execute function keep()`,
    seed: "insert into notes values (1, 'a')",
    old: ["select id, body from notes", "insert into notes values (9, 'b')"],
    up: "alter table notes add column z text",
    down: "update notes set body = 'c'; alter table notes drop column z",
    new: ["select z from notes", "update notes set z = 'q'"],
    written: "update notes set z = 'y'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:notes.z", "values:notes.body"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
];
