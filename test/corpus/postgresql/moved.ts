import type { CorpusCase, Says } from "../case.ts";
import { HELPDESK } from "./helpdesk.ts";

const MOVED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

/** Rows and tables that go elsewhere, and come back. */
export const POSTGRESQL_MOVED: readonly CorpusCase[] = [
  {
    ...HELPDESK,
    name: "copies a table and swaps the two by name",
    up: `create table tickets_new (like tickets including all);
      insert into tickets_new select * from tickets;
      alter table tickets rename to tickets_old;
      alter table tickets_new rename to tickets`,
    down: "alter table tickets rename to tickets_new; alter table tickets_old rename to tickets; drop table tickets_new",
    new: ["select id, title from tickets", "select id from tickets_old", "delete from tickets_old"],
    written: "insert into tickets (person_id, title) values (1, 'later')",
    oldIfData: ["insert into tickets (person_id, title) values (99, 'nobody')"],
    says: {
      ...MOVED,
      oldOnNew: "behaviour_change if_data",
      loses: ["table:tickets"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "swaps a table for an empty one and keeps the old one aside",
    up: "alter table tickets rename to tickets_2023; create table tickets (like tickets_2023 including all)",
    down: "drop table tickets; alter table tickets_2023 rename to tickets",
    new: ["select id, title from tickets_2023", "delete from tickets_2023", "select id from tickets"],
    written: "insert into tickets (person_id, title) values (1, 'later')",
    says: {
      ...MOVED,
      oldOnNew: "behaviour_change always",
      loses: ["table:tickets"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "moves closed tickets to an archive and back",
    seed: `${HELPDESK.seed}; update tickets set state = 'closed' where id = 2`,
    up: `create table tickets_archive (like tickets including defaults);
      with moved as (delete from tickets where state = 'closed' returning *) insert into tickets_archive select * from moved`,
    old: ["select count(*) >= 0 from tickets", "insert into tickets (person_id, title) values (1, 'x')"],
    oldIfData: ["select id from tickets"],
    down: "insert into tickets select * from tickets_archive; drop table tickets_archive",
    downPassesAfter: "select 1",
    downFailsAfter: "delete from people where id = 2",
    new: ["select id from tickets_archive", "delete from tickets_archive"],
    says: {
      ...MOVED,
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      hazard: "long_online",
    },
  },
  {
    ...HELPDESK,
    name: "moves closed tickets to an archive, for good",
    seed: `${HELPDESK.seed}; update tickets set state = 'closed' where id = 2`,
    up: `create table tickets_archive (like tickets including defaults);
      insert into tickets_archive select * from tickets where state = 'closed';
      delete from tickets where state = 'closed'`,
    old: ["select count(*) >= 0 from tickets", "insert into tickets (person_id, title) values (1, 'x')"],
    oldIfData: ["select id from tickets"],
    down: "drop table tickets_archive",
    new: ["select id from tickets_archive", "delete from tickets_archive"],
    says: {
      ...MOVED,
      oldOnNew: "behaviour_change if_data",
      loses: ["table:tickets_archive"],
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "moves a column to another table by its reference and back",
    schema: `${HELPDESK.schema}; create table desks (person_id bigint primary key references people (id) on delete cascade, room text not null)`,
    seed: `${HELPDESK.seed}; insert into desks values (1, 'A1'), (2, 'B2'), (3, 'C3')`,
    old: [...HELPDESK.old, "select person_id, room from desks"],
    up: `alter table desks add column phone varchar(20);
      update desks d set phone = p.phone from people p where p.id = d.person_id;
      alter table people drop column phone`,
    down: `alter table people add column phone varchar(20);
      update people p set phone = d.phone from desks d where d.person_id = p.id;
      alter table desks drop column phone`,
    new: ["select phone from desks", "update desks set phone = '8' where person_id = 1"],
    written: "update desks set phone = '7' where person_id = 2",
    says: MOVED,
  },
  {
    ...HELPDESK,
    name: "moves a column to another table that has fewer rows",
    schema: `${HELPDESK.schema}; create table desks (person_id bigint primary key references people (id) on delete cascade, room text not null)`,
    seed: `${HELPDESK.seed}; insert into desks values (1, 'A1')`,
    old: [...HELPDESK.old, "select person_id, room from desks"],
    up: `alter table desks add column phone varchar(20);
      update desks d set phone = p.phone from people p where p.id = d.person_id;
      alter table people drop column phone`,
    down: `alter table people add column phone varchar(20);
      update people p set phone = d.phone from desks d where d.person_id = p.id;
      alter table desks drop column phone`,
    new: ["select phone from desks", "update desks set phone = '8' where person_id = 1"],
    says: { ...MOVED, upLoses: ["column:people.phone"], restores: "partial" },
  },
  {
    ...HELPDESK,
    name: "puts two tables into one with a kind",
    schema: `create table cats (id serial primary key, name text not null); create table dogs (id serial primary key, name text not null)`,
    seed: "insert into cats (name) values ('Tom'), ('Kit'); insert into dogs (name) values ('Rex')",
    old: ["select id, name from cats", "select id, name from dogs", "insert into cats (name) values ('Pur')"],
    up: `create table pets (id serial primary key, kind text not null, name text not null);
      insert into pets (kind, name) select 'cat', name from cats;
      insert into pets (kind, name) select 'dog', name from dogs;
      drop table cats; drop table dogs`,
    down: `create table cats (id serial primary key, name text not null);
      create table dogs (id serial primary key, name text not null);
      insert into cats (name) select name from pets where kind = 'cat';
      insert into dogs (name) select name from pets where kind = 'dog';
      drop table pets`,
    new: ["select id, kind, name from pets", "insert into pets (kind, name) values ('cat', 'Zoe')"],
    written: "insert into pets (kind, name) values ('bird', 'Tweety')",
    says: { ...MOVED, loses: ["table:pets"], hazard: "long_online" },
  },
  {
    ...HELPDESK,
    name: "moves a table and what refers to it to another schema",
    up: `create schema desk;
      alter table tickets set schema desk;
      alter table people set schema desk;
      alter type ticket_state set schema desk`,
    down: `alter type desk.ticket_state set schema public;
      alter table desk.people set schema public;
      alter table desk.tickets set schema public;
      drop schema desk`,
    new: ["select id from desk.people", "insert into desk.tickets (person_id, title) values (1, 'x')"],
    says: { ...MOVED, hazard: "brief_block" },
  },
  {
    ...HELPDESK,
    name: "moves a table to another schema and leaves a view",
    up: `create schema desk; alter table tickets set schema desk; create view tickets as select * from desk.tickets`,
    down: "drop view tickets; alter table desk.tickets set schema public; drop schema desk",
    new: ["select id from desk.tickets", "insert into desk.tickets (person_id, title) values (1, 'x')"],
    says: { ...MOVED, oldOnNew: "compatible", hazard: "brief_block" },
  },
  {
    ...HELPDESK,
    name: "moves a table to another schema, and the way back drops the schema first",
    up: "create schema desk; alter table tickets set schema desk",
    down: "drop schema desk; alter table desk.tickets set schema public",
    new: ["select id from desk.tickets"],
    says: { ...MOVED, down: "no", inverse: "none", restores: "none" },
  },
  {
    ...HELPDESK,
    name: "moves a table to another schema, and the way back drops it with the schema",
    up: "create schema desk; alter table tickets set schema desk",
    down: "drop schema desk cascade",
    new: ["select id from desk.tickets", "insert into desk.tickets (person_id, title) values (1, 'x')"],
    says: {
      ...MOVED,
      loses: ["table:desk.tickets"],
      restores: "full",
      inverse: "differs",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "puts an old table under a parted one as its first part",
    schema: "create table events (id bigint not null, at date not null, what text, primary key (id, at))",
    seed: "insert into events values (1, '2023-05-01', 'a'), (2, '2023-06-01', 'b')",
    old: [
      "select id, at, what from events",
      "insert into events values (3, '2023-07-01', 'c')",
      "update events set what = 'z' where id = 1",
    ],
    up: `alter table events rename to events_2023;
      create table events (id bigint not null, at date not null, what text, primary key (id, at)) partition by range (at);
      alter table events attach partition events_2023 for values from ('2023-01-01') to ('2024-01-01');
      create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01')`,
    oldIfData: ["insert into events values (9, '2031-01-01', 'far')"],
    down: `alter table events detach partition events_2023;
      drop table events;
      alter table events_2023 rename to events`,
    new: ["select id from events", "select id from events_2024", "delete from events_2024"],
    written: "insert into events values (4, '2024-02-02', 'new')",
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_data",
      loses: ["table:events_2024"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "parts a table by copy and swap, and copies it back",
    schema: "create table events (id bigint primary key, at date not null, what text)",
    seed: "insert into events values (1, '2023-05-01', 'a'), (2, '2023-06-01', 'b')",
    old: [
      "select id, at, what from events",
      "insert into events values (3, '2023-07-01', 'c')",
      "insert into events values (1, '2023-05-01', 'a') on conflict (id) do nothing",
    ],
    up: `create table events_parted (id bigint not null, at date not null, what text, primary key (id, at)) partition by range (at);
      create table events_rest partition of events_parted default;
      insert into events_parted select id, at, what from events;
      drop table events;
      alter table events_parted rename to events`,
    down: `create table events_plain (id bigint primary key, at date not null, what text);
      insert into events_plain select id, at, what from events;
      drop table events;
      alter table events_plain rename to events`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into events values (1, '2023-09-09', 'again')",
    new: [
      "select id from events",
      "insert into events values (1, '2023-09-09', 'again') on conflict (id, at) do nothing",
    ],
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      inverse: "differs",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...HELPDESK,
    name: "gives people a uuid as key that their tickets refer to",
    up: `alter table people add column uid uuid not null default gen_random_uuid();
      alter table tickets add column person_uid uuid;
      update tickets t set person_uid = p.uid from people p where p.id = t.person_id;
      alter table tickets drop constraint tickets_person_id_fkey;
      alter table people drop constraint people_pkey;
      alter table people add constraint people_pkey primary key (uid);
      alter table tickets add constraint tickets_person_uid_fkey foreign key (person_uid) references people (uid)`,
    old: [
      ...HELPDESK.old,
      "insert into people (id, email, full_name) values (1, 'd@x.org', 'D') on conflict (id) do nothing",
    ],
    oldIfData: ["insert into tickets (person_id, title) values (77, 'x')", "delete from people where id = 1"],
    down: `alter table tickets drop constraint tickets_person_uid_fkey;
      alter table people drop constraint people_pkey;
      alter table people add constraint people_pkey primary key (id);
      alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id);
      alter table tickets drop column person_uid;
      alter table people drop column uid`,
    new: ["select uid from people", "update tickets set person_uid = null where id = 1"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into people (id, email, full_name) values (1, 'd@x.org', 'D')",
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      loses: ["column:tickets.person_uid", "column:people.uid"],
    },
  },
  {
    ...HELPDESK,
    name: "makes a text key a number with what refers to it",
    schema: `create table rooms (code text primary key, seats integer not null); create table bookings (id serial primary key, room text not null references rooms (code), day date not null)`,
    seed: "insert into rooms values ('A1', 4), ('B2', 8); insert into bookings (room, day) values ('A1', '2024-01-01')",
    old: [
      "select code, seats from rooms",
      "select id, room, day from bookings",
      "insert into bookings (room, day) values ('B2', '2024-02-02')",
    ],
    up: `alter table rooms add column id serial;
      alter table bookings add column room_id integer;
      update bookings b set room_id = r.id from rooms r where r.code = b.room;
      alter table bookings drop column room;
      alter table rooms drop constraint rooms_pkey;
      alter table rooms add primary key (id);
      alter table rooms add unique (code);
      alter table bookings add foreign key (room_id) references rooms (id)`,
    down: `alter table bookings add column room text;
      update bookings b set room = r.code from rooms r where r.id = b.room_id;
      alter table bookings drop column room_id;
      alter table rooms drop constraint rooms_code_key;
      alter table rooms drop column id;
      alter table rooms add primary key (code);
      alter table bookings add foreign key (room) references rooms (code);
      alter table bookings alter column room set not null`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into bookings (room_id, day) values (null, '2024-03-03')",
    new: [
      "select room_id from bookings",
      "select id from rooms",
      "insert into bookings (room_id, day) values (1, '2024-02-02')",
    ],
    says: {
      ...MOVED,
      upLoses: ["column:bookings.room"],
      down: "data_dependent",
      loses: ["column:rooms.id", "column:bookings.room_id"],
      restores: "full",
    },
  },
  {
    ...HELPDESK,
    name: "moves a counter to another schema and gives it to nobody",
    schema:
      "create schema counters; create sequence ticket_numbers start 100; create table tickets (id integer primary key default nextval('ticket_numbers'), title text)",
    seed: "insert into tickets (title) values ('a'), ('b')",
    old: [
      "select id, title from tickets",
      "insert into tickets (title) values ('c')",
      "insert into tickets (id) values (nextval('ticket_numbers'))",
    ],
    up: "alter sequence ticket_numbers set schema counters",
    down: "alter sequence counters.ticket_numbers set schema public",
    new: ["insert into tickets (id) values (nextval('counters.ticket_numbers'))"],
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_referenced",
      newOnReverted: "writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "renames a counter that the old code calls by name",
    schema: "create sequence ticket_numbers start 100; create table tickets (id integer primary key, title text)",
    seed: "insert into tickets values (nextval('ticket_numbers'), 'a')",
    old: ["select id, title from tickets", "insert into tickets values (nextval('ticket_numbers'), 'c')"],
    up: "alter sequence ticket_numbers rename to numbers",
    down: "alter sequence numbers rename to ticket_numbers",
    new: ["insert into tickets values (nextval('numbers'), 'c')"],
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_referenced",
      newOnReverted: "writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "takes many values out of a row into a table of them",
    up: `create table ticket_tags (ticket_id bigint not null references tickets (id) on delete cascade, tag text not null, primary key (ticket_id, tag));
      insert into ticket_tags select id, unnest(string_to_array(tags, ',')) from tickets;
      alter table tickets drop column tags`,
    down: `alter table tickets add column tags text;
      update tickets t set tags = (select string_agg(tag, ',') from ticket_tags g where g.ticket_id = t.id);
      drop table ticket_tags`,
    new: ["select ticket_id, tag from ticket_tags", "insert into ticket_tags values (2, 'mice')"],
    says: { ...MOVED, upLoses: ["column:tickets.tags"], loses: ["table:ticket_tags"], restores: "full" },
  },
  {
    ...HELPDESK,
    name: "lets a ticket have many people instead of one",
    up: `create table ticket_people (ticket_id bigint not null references tickets (id) on delete cascade, person_id bigint not null references people (id), primary key (ticket_id, person_id));
      insert into ticket_people (ticket_id, person_id) select id, person_id from tickets;
      alter table tickets alter column person_id drop not null`,
    old: HELPDESK.old,
    oldIfData: ["delete from people where id = 3"],
    down: `drop table ticket_people; alter table tickets alter column person_id set not null`,
    downPassesAfter: "insert into ticket_people values (1, 3)",
    downFailsAfter: "insert into tickets (title) values ('nobody')",
    new: ["select ticket_id from ticket_people", "insert into ticket_people values (1, 2)"],
    says: {
      ...MOVED,
      oldOnNew: "writes_break if_data",
      down: "data_dependent",
      loses: ["table:ticket_people"],
    },
  },
  {
    name: "spreads an object over the rows that it was made of",
    schema:
      "create table people (id int primary key); create table traits (person_id int not null, name text not null)",
    seed: "insert into people values (1); insert into traits values (1, 'tall')",
    old: ["select name from traits", "insert into traits values (1, 'old')"],
    up: "alter table people add column traits jsonb; update people set traits = jsonb_build_object(t.name, 'yes') from traits t where t.person_id = people.id; drop table traits",
    down: `create table traits (person_id int not null, name text not null);
      insert into traits select people.id, e.key from people, jsonb_each(people.traits) e; alter table people drop column traits`,
    new: ["select traits from people", "update people set traits = null"],
    written: 'update people set traits = \'{"tall": "no"}\'',
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["table:traits"],
      down: "yes",
      loses: ["column:people.traits"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    name: "puts two tables into one and parts them again",
    schema: "create table cats (name text not null); create table dogs (name text not null)",
    seed: "insert into cats values ('Mia'); insert into dogs values ('Rex')",
    old: ["select name from cats", "insert into dogs values ('Bello')"],
    up: `create table pets (kind text not null, name text not null);
      insert into pets (kind, name) select 'cat', name from cats union all select 'dog', name from dogs; drop table cats; drop table dogs`,
    down: `create table cats (name text not null); create table dogs (name text not null);
      insert into cats select name from pets where kind = 'cat'; insert into dogs select name from pets where kind = 'dog'; drop table pets`,
    new: ["select name from pets", "insert into pets values ('dog', 'Bello')"],
    written: "insert into pets values ('emu', 'Edi')",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      loses: ["table:pets"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    name: "swaps a table for its copy under a foreign key and a view, which stay with the old one",
    schema: `create table sorts (id integer primary key, name text);
      create table goods (id integer primary key, sort_id integer references sorts (id)); create view names as select name from sorts`,
    seed: "insert into sorts values (1, 'a'), (2, 'b'); insert into goods values (1, 1)",
    old: ["select id, name from sorts", "insert into sorts values (8, 'c')", "select name from names"],
    oldIfData: ["update goods set sort_id = (select max(id) from sorts)"],
    up: `create table sorts_new (like sorts including all); insert into sorts_new select * from sorts;
      alter table sorts rename to sorts_old; alter table sorts_new rename to sorts`,
    down: "alter table sorts rename to sorts_new; alter table sorts_old rename to sorts; drop table sorts_new",
    new: ["select id from sorts", "select id from sorts_old", "delete from sorts_old where id = 2"],
    written: "insert into sorts values (77, 'z')",
    onlyWithSchema: "what refers to it, and reads it",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:sorts"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
