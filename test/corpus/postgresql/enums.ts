import type { CorpusCase, Says, Setting } from "../case.ts";

const TICKETS: Setting = {
  schema: `create type state as enum ('open', 'closed');
    create table tickets (id integer primary key, state state not null default 'open')`,
  seed: "insert into tickets values (1, 'open'), (2, 'closed')",
  old: ["select id, state from tickets where state = 'open'", "insert into tickets values (3, 'closed')"],
};

const REBUILT = `
  alter table tickets alter column state drop default;
  alter type state rename to state_before;
  create type state as enum ('open', 'closed');
  alter table tickets alter column state type state using state::text::state;
  alter table tickets alter column state set default 'open';
  drop type state_before`;

const UNNOTICED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  restores: "full",
  newOnReverted: "compatible",
  hazard: "none",
};

export const POSTGRESQL_ENUMS: readonly CorpusCase[] = [
  {
    schema: "create type mood as enum ('calm'); create table days (id integer primary key, mood mood)",
    seed: "insert into days values (1, 'calm')",
    old: ["select mood from days where id = 1", "insert into days values (2, 'calm')"],
    oldIfData: ["select id, mood from days"],
    name: "adds a label and writes it, statement by statement",
    outsideTransaction: true,
    up: "alter type mood add value 'wild'; insert into days values (9, 'wild')",
    down: "delete from days where mood = 'wild'",
    new: ["select mood from days where id = 1"],
    newIfData: ["select id, mood from days"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["rows:days"],
      inverse: "differs",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...TICKETS,
    name: "creates a type that nothing uses",
    up: "create type colour as enum ('red', 'green')",
    down: "drop type colour",
    new: ["select id, 'red'::colour from tickets", "delete from tickets where 'red'::colour is null"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...TICKETS,
    name: "creates a type and a column of it, and drops the type only",
    up: "create type colour as enum ('red', 'green'); alter table tickets add column colour colour",
    down: "drop type colour",
    new: ["select colour from tickets"],
    written: "update tickets set colour = 'red'",
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TICKETS,
    name: "creates a type and a column of it, and drops the type with what uses it",
    up: "create type colour as enum ('red', 'green'); alter table tickets add column colour colour",
    down: "drop type colour cascade",
    new: ["select colour from tickets", "update tickets set colour = 'green'"],
    written: "update tickets set colour = 'red'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:tickets.colour"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TICKETS,
    name: "adds a label",
    up: "alter type state add value 'waiting'",
    down: "-- labels cannot be dropped",
    new: ["select id from tickets", "insert into tickets values (4, 'waiting')"],
    written: "insert into tickets values (5, 'waiting')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "no_down",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TICKETS,
    name: "adds a label that a down tries to drop",
    up: "alter type state add value if not exists 'waiting' after 'open'",
    down: "alter type state drop value 'waiting'",
    new: ["select id from tickets", "insert into tickets values (4, 'waiting')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "undetermined",
      inverse: "none",
      newOnReverted: "undetermined",
      hazard: "undetermined",
    },
  },
  {
    ...TICKETS,
    name: "adds a label, and builds the type anew without it",
    up: "alter type state add value 'waiting'",
    down: REBUILT,
    new: ["select id from tickets", "insert into tickets values (4, 'closed')"],
    newIfData: ["insert into tickets values (4, 'waiting')"],
    downFailsAfter: "insert into tickets values (5, 'waiting')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...TICKETS,
    name: "renames a label",
    seed: "insert into tickets values (1, 'open')",
    up: "alter type state rename value 'closed' to 'done'",
    down: "alter type state rename value 'done' to 'closed'",
    new: ["select id from tickets where state = 'done'", "insert into tickets values (4, 'done')"],
    old: ["select id from tickets where state = 'closed'", "insert into tickets values (3, 'closed')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...TICKETS,
    name: "takes a label away by building the type anew",
    schema: `create type state as enum ('open', 'closed', 'waiting');
      create table tickets (id integer primary key, state state not null default 'open')`,
    seed: "insert into tickets values (1, 'open'), (2, 'waiting')",
    old: ["select id from tickets where state = 'waiting'", "insert into tickets values (3, 'waiting')"],
    up: `update tickets set state = 'open' where state = 'waiting'; ${REBUILT}`,
    down: "alter type state add value 'waiting'",
    new: ["select id from tickets", "insert into tickets values (4, 'closed')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["values:tickets.state"],
      down: "yes",
      restores: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TICKETS,
    name: "takes a label away, and adds and uses it in one transaction",
    schema: `create type state as enum ('open', 'closed', 'waiting');
      create table tickets (id integer primary key, state state not null default 'open')`,
    seed: "insert into tickets values (1, 'open'), (2, 'waiting')",
    old: ["select id from tickets where state = 'waiting'", "insert into tickets values (3, 'waiting')"],
    up: `update tickets set state = 'open' where state = 'waiting'; ${REBUILT}`,
    down: "alter type state add value 'waiting'; update tickets set state = 'waiting' where id = 2",
    new: ["select id from tickets", "insert into tickets values (4, 'closed')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["values:tickets.state"],
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...TICKETS,
    name: "renames a type",
    old: ["select id, state from tickets", "insert into tickets values (3, 'closed')"],
    up: "alter type state rename to ticket_state",
    down: "alter type ticket_state rename to state",
    new: ["select id, state from tickets", "insert into tickets values (4, 'closed')"],
    says: UNNOTICED,
  },
  {
    ...TICKETS,
    name: "renames a type that casts name",
    old: ["select id from tickets where state = 'open'::state", "insert into tickets values (3, 'closed'::state)"],
    up: "alter type state rename to ticket_state",
    down: "alter type ticket_state rename to state",
    new: [
      "select id from tickets where state = 'open'::ticket_state",
      "insert into tickets values (4, 'closed'::ticket_state)",
    ],
    says: {
      ...UNNOTICED,
      oldOnNew: "reads_and_writes_break if_referenced",
      newOnReverted: "reads_and_writes_break if_referenced",
    },
  },
  {
    ...TICKETS,
    name: "adds an attribute to a composite type",
    schema: "create type place as (city text, zip text); create table shops (id integer primary key, place place)",
    seed: "insert into shops values (1, row('Wien', '1010'))",
    old: [
      "select (place).city from shops",
      "select row('Wien', '1010')::place",
      "insert into shops values (2, row('Graz', '8010'))",
    ],
    up: "alter type place add attribute country text",
    down: "alter type place drop attribute country",
    new: ["select (place).country from shops", "insert into shops values (3, row('Linz', '4020', 'AT'))"],
    written: "update shops set place.country = 'AT'",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      loses: ["values:shops.place"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TICKETS,
    name: "creates a domain that nothing uses",
    up: "create domain email as text check (value like '%@%')",
    down: "drop domain email",
    new: ["select id, 'a@b'::email from tickets", "delete from tickets where 'a@b'::email is null"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    name: "builds a type anew under a function that takes it",
    onlyWithSchema: "the function",
    schema:
      "create type pace as enum ('slow', 'fast'); create table runs (id int primary key, pace pace); create function is_slow(pace) returns boolean language sql as $$ select $1 = 'slow' $$",
    seed: "insert into runs values (1, 'slow')",
    old: ["select id from runs", "insert into runs values (2, 'fast')"],
    oldIfData: ["select pace from runs"],
    up: "alter type pace add value 'still'",
    down: "alter type pace rename to pace_old; create type pace as enum ('slow', 'fast'); alter table runs alter column pace type pace using pace::text::pace; drop type pace_old",
    new: ["select id from runs"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "no",
      inverse: "none",
      newOnReverted: "undetermined",
      hazard: "long_block_all",
    },
  },
  {
    name: "adds a label again, in another place",
    schema:
      "create type level as enum ('low', 'middle', 'high'); create table marks (id int primary key, level level not null)",
    seed: "insert into marks values (1, 'low'), (2, 'high')",
    old: ["select id from marks where level = 'middle'", "insert into marks values (3, 'middle')"],
    up: `alter type level rename to level_old; create type level as enum ('low', 'high');
      alter table marks alter column level type level using level::text::level; drop type level_old`,
    down: "alter type level add value 'middle'",
    new: ["select id from marks where level = 'high'", "insert into marks values (3, 'high')"],
    newIfData: ["select level from marks order by level"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    name: "makes a flag an enum with a default, and a flag again with that default",
    schema: "create table posts (id int primary key, public boolean not null default false)",
    seed: "insert into posts values (1, true), (2, false)",
    old: ["select id from posts where public", "insert into posts (id, public) values (3, true)"],
    up: `create type audience as enum ('all', 'team'); alter table posts alter column public drop default;
      alter table posts alter column public type audience using case when public then 'all'::audience else 'team'::audience end;
      alter table posts alter column public set default 'team'`,
    down: `alter table posts alter column public type boolean using (public = 'all');
      alter table posts alter column public set default false; drop type audience`,
    new: ["select id from posts where public = 'all'", "insert into posts (id, public) values (4, 'all')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["values:posts.public"],
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
];
