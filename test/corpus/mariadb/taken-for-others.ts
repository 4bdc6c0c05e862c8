// Values that are taken for something else, cut, or refused, and where they come from.
import type { CorpusCase, Says } from "../case.ts";

const STAYS = {
  schema: "create table stays (id int primary key, arrived date null, nights int null, said varchar(20) null)",
  seed: "insert into stays values (1, '2024-05-01', 3, '02/05/2024'), (2, null, null, null)",
  old: ["select id, arrived, nights from stays", "insert into stays (id, arrived) values (9, '2024-06-01')"],
  up: "alter table stays add column noted varchar(20) null",
  new: ["select id, noted from stays", "insert into stays (id, noted) values (8, '7')"],
  written: "update stays set noted = '4' where id = 1",
  downPassesAfter: "select 1",
} as const;

const SAYS = {
  oldOnNew: "compatible",
  down: "data_dependent",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_online",
} as const;

const GUESTS = {
  schema: `create table guests (id int primary key, label varchar(10) null, visits int not null default 0);
    create table calls (id int primary key, guest_id int not null, said varchar(40) null, minutes int not null)`,
  seed: "insert into guests values (1, 'a', 1), (2, 'b', 2); insert into calls values (1, 1, 'x', 5), (2, 2, 'y', 6)",
  old: ["select id, label, visits from guests", "insert into guests (id, label) values (9, 'z')"],
  up: "alter table calls add column room int null",
  new: ["select id, room from calls", "insert into calls (id, guest_id, minutes, room) values (8, 1, 1, 7)"],
  written: "update calls set room = 77",
} as const;

const BACK_LOSES = ["column:calls.room"] as const;

const VISAS = {
  schema: "create table visas (id int primary key auto_increment, ends timestamp null, rate float)",
  seed: "insert into visas (ends, rate) values ('2030-01-01', 1)",
  old: ["select ends, rate from visas", "insert into visas (ends) values ('2031-01-01')"],
  up: "alter table visas add column z int",
};

/** A row that is written out, and that a column does not take. */
const REFUSED: Says = {
  oldOnNew: "compatible",
  down: "no",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "long_online",
};

export const MARIADB_TAKEN_FOR_OTHERS: readonly CorpusCase[] = [
  {
    ...STAYS,
    name: "a down reads texts as days",
    down: "update stays set arrived = str_to_date(said, '%d/%m/%Y'); alter table stays drop column noted",
    downFailsAfter: "insert into stays (id, said) values (5, 'soon')",
    says: { ...SAYS, loses: ["values:stays.arrived", "column:stays.noted"] },
  },
  {
    ...STAYS,
    name: "a down counts with texts",
    down: "update stays set nights = noted + 1; alter table stays drop column noted",
    downFailsAfter: "insert into stays (id, noted) values (5, 'some')",
    says: { ...SAYS, loses: ["values:stays.nights", "column:stays.noted"] },
  },
  {
    ...STAYS,
    name: "a down takes a part of a text for a number",
    down: "update stays set nights = coalesce(trim(noted), 0); alter table stays drop column noted",
    downFailsAfter: "insert into stays (id, noted) values (5, 'some')",
    says: { ...SAYS, loses: ["values:stays.nights"] },
  },
  {
    ...STAYS,
    name: "a down asks of texts as of numbers",
    down: "update stays set nights = 1 where noted in (4, 5); alter table stays drop column noted",
    downFailsAfter: "insert into stays (id, noted) values (5, 'some')",
    says: { ...SAYS, loses: ["values:stays.nights", "column:stays.noted"] },
  },
  {
    ...GUESTS,
    name: "a down puts into a column what a query in its join gathers",
    down: `update guests join (select guest_id, group_concat(said) as all_said from calls group by guest_id) as c
        on c.guest_id = guests.id set guests.label = c.all_said;
      alter table calls drop column room`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into calls (id, guest_id, said, minutes) values (5, 1, 'more than there is room for', 1)",
    says: { ...SAYS, loses: ["values:guests.label", ...BACK_LOSES] },
  },
  {
    ...GUESTS,
    name: "a down puts into a required column what an inner join has counted",
    down: `update guests join (select guest_id, count(*) as n from calls group by guest_id) as c
        on c.guest_id = guests.id set guests.visits = c.n;
      alter table calls drop column room`,
    says: { ...SAYS, down: "yes", loses: ["values:guests.visits", ...BACK_LOSES] },
  },
  {
    ...GUESTS,
    name: "a down takes a required column's values from another by a join",
    down: "update guests join calls on calls.guest_id = guests.id set guests.visits = calls.minutes; alter table calls drop column room",
    says: { ...SAYS, down: "yes", loses: ["values:guests.visits", ...BACK_LOSES] },
  },
  {
    ...GUESTS,
    name: "a down looks a number up that is a text",
    down: "update guests set visits = coalesce((select max(said) from calls where guest_id = guests.id), 0); alter table calls drop column room",
    seed: "insert into guests values (1, 'a', 1), (2, 'b', 2); insert into calls values (1, 1, '5', 5), (2, 2, '6', 6)",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into calls (id, guest_id, said, minutes) values (5, 1, 'x', 1)",
    says: { ...SAYS, loses: ["values:guests.visits", ...BACK_LOSES] },
  },
  {
    name: "a text goes back to the fewer characters of its table",
    schema: "create table posts (id int primary key, body varchar(20) null) default charset=latin1",
    seed: "insert into posts values (1, 'plain')",
    old: ["select id, body from posts", "insert into posts values (9, 'more')"],
    up: "alter table posts modify body varchar(20) character set utf8mb4 null",
    down: "alter table posts modify body varchar(20) null",
    new: ["select id, body from posts", "insert into posts values (8, 'new')"],
    newIfData: ["insert into posts values (7, '😀')"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into posts values (6, '😀')",
    onlyWithSchema: "the characters of the table",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    name: "an amount loses its sign",
    schema: "create table accounts (id int primary key, balance decimal(10,2) not null)",
    seed: "insert into accounts values (1, 5)",
    old: ["select id, balance from accounts", "insert into accounts values (9, 1)"],
    oldIfData: ["insert into accounts values (7, -1)"],
    up: "alter table accounts modify balance decimal(10,2) unsigned not null",
    down: "alter table accounts modify balance decimal(10,2) not null",
    new: ["select id, balance from accounts", "insert into accounts values (8, 2)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    name: "a down gives a table with a foreign key another engine",
    schema:
      "create table owners (id int primary key); create table dogs (id int primary key, owner_id int, foreign key (owner_id) references owners (id))",
    seed: "insert into owners values (1); insert into dogs values (1, 1)",
    old: ["select id from dogs", "insert into dogs values (9, 1)"],
    up: "alter table dogs comment = 'kept'",
    down: "alter table dogs engine = MyISAM",
    new: ["select id from dogs"],
    onlyWithSchema: "that there is a foreign key",
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    name: "a down writes out a time that is none",
    schema: "create table shifts (id int primary key, starts time null, kind varchar(5) null)",
    seed: "insert into shifts values (1, '08:00:00', 'a')",
    old: ["select id, starts from shifts", "insert into shifts values (9, '09:00', 'b')"],
    up: "create trigger kinds before insert on shifts for each row set new.kind = 'x'",
    down: "drop trigger kinds; insert into shifts (id, starts) values (5, 'soon')",
    new: ["select id from shifts"],
    onlyWithSchema: "the type of the column",
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    name: "a down writes to a computed column",
    schema: "create table sums (id int primary key, a int not null, twice int as (a * 2) stored)",
    seed: "insert into sums (id, a) values (1, 1)",
    old: ["select id, twice from sums", "insert into sums (id, a) values (9, 1)"],
    up: "update sums set a = 2 where id = 1",
    down: "update sums set twice = 2",
    new: ["select id from sums"],
    onlyWithSchema: "that the column is computed",
    says: {
      oldOnNew: "behaviour_change if_referenced",
      upLoses: ["values:sums.a"],
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    name: "a function is made again and may give something else for the same",
    schema: "create function twice(x int) returns int deterministic return x * 2",
    seed: "",
    old: ["select twice(2)"],
    up: "drop function twice; create function twice(x int) returns int deterministic return x * 3",
    down: "drop function twice; create function twice(x int) returns int not deterministic no sql return x * 2",
    new: ["select twice(2)"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "brief_block",
    },
  },
  {
    name: "a down writes what the characters of a column do not have",
    onlyWithSchema: "the characters of the column",
    schema: "create table tags (id int primary key auto_increment, word varchar(9)) default character set latin1",
    seed: "insert into tags (word) values ('a')",
    old: ["select word from tags", "insert into tags (word) values ('b')"],
    up: "alter table tags add column z int",
    down: "insert into tags (word) values ('é€'); insert into tags (word) values ('Ω'); alter table tags drop column z",
    new: ["select id from tags"],
    says: REFUSED,
  },
  {
    ...VISAS,
    name: "a down writes a moment that no timestamp has",
    onlyWithSchema: "that the column is a timestamp",
    down: "insert into visas (ends) values ('2040-01-01'); alter table visas drop column z",
    new: ["select id from visas"],
    says: REFUSED,
  },
  {
    ...VISAS,
    name: "a down writes a number that no float has",
    onlyWithSchema: "that the column is a float",
    down: "insert into visas (rate) values (1e60); alter table visas drop column z",
    new: ["select id from visas"],
    says: REFUSED,
  },
  {
    name: "a down keeps the beginning of a number in an index",
    onlyWithSchema: "that the column is a number",
    schema: "create table visas (id int primary key auto_increment, days int)",
    seed: "insert into visas (days) values (3)",
    old: ["select days from visas", "insert into visas (days) values (5)"],
    up: "alter table visas add column z int",
    down: "create index by_days on visas (days(2)); alter table visas drop column z",
    new: ["select id from visas"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    name: "a down counts the characters of long texts",
    schema:
      "create table pages (id int primary key auto_increment, title varchar(50), body text, size tinyint unsigned)",
    seed: "insert into pages (title, body, size) values ('a', 'b', 1)",
    old: ["select title, body, size from pages", "insert into pages (title) values ('c')"],
    up: "alter table pages add column z int",
    down: "update pages set size = char_length(body); alter table pages drop column z",
    written: "update pages set z = 1",
    downFailsAfter: "update pages set body = repeat('x', 300)",
    new: ["select z from pages", "update pages set z = 2 where id = 1"],
    onlyWithSchema: "how long the texts may be",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["column:pages.z"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
];
