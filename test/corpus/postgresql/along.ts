// What goes along with something else, or stands in its way.
import type { CorpusCase, Setting } from "../case.ts";
import { ACCOUNTS, SHOP } from "./accounts.ts";

const EVENTS: Setting = {
  schema: `create table events (id integer not null, day date not null, page text) partition by range (day);
    create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
    create table events_rest partition of events default`,
  seed: "insert into events values (1, '2025-03-01', 'home'), (2, '2024-04-01', 'shop')",
  old: ["select id, page from events", "insert into events values (3, '2025-05-01', 'home')"],
};

const YEAR = "for values from ('2026-01-01') to ('2027-01-01')";

const NUMBERED: Setting = {
  schema: "create table tickets (id bigint primary key, text text); create sequence numbers",
  seed: "insert into tickets values (0, 'first')",
  old: ["select id from tickets", "insert into tickets values (nextval('numbers') + 1000, 'old')"],
};

const MASKED: Setting = {
  ...ACCOUNTS,
  schema: `${ACCOUNTS.schema};
    create function mask(text) returns text language sql immutable as $$ select left($1, 1) $$`,
  old: [...ACCOUNTS.old, "select mask(email) from accounts"],
};

export const POSTGRESQL_ALONG: readonly CorpusCase[] = [
  {
    ...EVENTS,
    name: "adds a partition beside the default one",
    up: `create table events_2026 partition of events ${YEAR}`,
    down: "drop table events_2026",
    new: ["select id from events where day < '2026-01-01'"],
    newIfData: ["select count(*) from events", "insert into events values (6, '2026-06-01', 'new')"],
    written: "insert into events values (5, '2026-05-01', 'new')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:events_2026"],
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...EVENTS,
    name: "drops a partition whose rows go to the default one from then on",
    schema: `${EVENTS.schema}; create table events_2026 partition of events ${YEAR}`,
    seed: `${EVENTS.seed}; insert into events values (4, '2026-02-01', 'gone')`,
    old: ["select id from events where day < '2026-01-01'"],
    oldIfData: ["select count(*) from events", "insert into events values (7, '2026-06-01', 'old')"],
    up: "drop table events_2026",
    down: `create table events_2026 partition of events ${YEAR}`,
    new: EVENTS.old,
    downFailsAfter: "insert into events values (8, '2026-08-01', 'in the default')",
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["table:events_2026"],
      down: "data_dependent",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...EVENTS,
    name: "attaches a partition, and detaches it beside the traffic and the default one",
    outsideTransaction: true,
    schema: `${EVENTS.schema}; create table events_2026 (id integer not null, day date not null, page text)`,
    old: ["select page from events where id = 1", "insert into events values (3, '2025-05-01', 'home')"],
    oldIfData: ["select count(*) from events"],
    up: `insert into events_2026 values (9, '2026-05-05', 'loose'); alter table events attach partition events_2026 ${YEAR}`,
    down: "alter table events detach partition events_2026 concurrently",
    new: EVENTS.old,
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "no",
      inverse: "none",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...NUMBERED,
    name: "has code take ten numbers at a time",
    up: "alter sequence numbers increment by 10",
    down: "alter sequence numbers increment by 1",
    new: ["select id from tickets"],
    newIfData: ["insert into tickets values (nextval('numbers'), 'new')"],
    written: "insert into tickets select n + i, 'block' from nextval('numbers') n, generate_series(0, 9) i",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...NUMBERED,
    name: "lets a sequence count further",
    schema: NUMBERED.schema.replace("sequence numbers", "sequence numbers maxvalue 100"),
    up: "alter sequence numbers maxvalue 100000",
    down: "alter sequence numbers maxvalue 100",
    new: ["select id from tickets"],
    newIfData: ["insert into tickets select n, setval('numbers', n)::text from (values (5000)) given (n)"],
    downFailsAfter: "select setval('numbers', 5000)",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...NUMBERED,
    name: "gives a sequence to a new column, which takes it along",
    up: `create sequence places; alter table tickets add column place bigint default nextval('places');
      alter sequence places owned by tickets.place`,
    down: "alter table tickets drop column place",
    new: ["select place from tickets", "update tickets set place = 4 where id = 0"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:tickets.place"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...NUMBERED,
    name: "drops a sequence with the default that it was, and makes the sequence only",
    schema:
      "create sequence numbers; create table tickets (id bigint primary key default nextval('numbers'), text text)",
    seed: "insert into tickets (text) values ('first'), ('second')",
    old: ["select id from tickets", "insert into tickets (text) values ('third')"],
    up: "drop sequence numbers cascade",
    down: "create sequence numbers",
    new: ["select id from tickets", "insert into tickets values (9, 'given')"],
    says: {
      oldOnNew: "writes_break always",
      upLoses: ["sequence:numbers"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "has a type in a schema of its own, and drops the schema with the column of the type",
    up: `create schema crm; create type crm.stage as enum ('lead', 'won');
      alter table accounts add column stage crm.stage not null default 'lead'`,
    down: "drop schema crm cascade",
    new: ["select stage from accounts", "update accounts set stage = 'won' where id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:accounts.stage"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "lets a role into a schema, and drops the schema",
    up: `create schema crm; grant usage on schema crm to app;
      create function crm.one() returns integer language sql as $$ select 1 $$`,
    down: "drop schema if exists crm cascade",
    new: ["select crm.one()", "update accounts set balance = crm.one() where id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds two functions of one name, and drops it",
    up: `create function twice(integer) returns integer language sql as $$ select $1 * 2 $$;
      create function twice(text) returns text language sql as $$ select $1 || $1 $$`,
    down: "drop function twice",
    new: ["select twice(2)"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...MASKED,
    name: "drops a function with the index that used it, and makes the function only",
    schema: `${MASKED.schema}; create index accounts_mask on accounts (mask(email))`,
    up: "drop function mask(text) cascade",
    down: "create function mask(text) returns text language sql immutable as $$ select left($1, 1) $$",
    new: ACCOUNTS.old,
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...SHOP,
    name: "empties two tables at once, one of which refers to the other",
    old: ["select email from accounts", "select total from orders"],
    up: "truncate accounts, orders restart identity",
    down: undefined,
    new: ["select email from accounts"],
    says: {
      oldOnNew: "behaviour_change always",
      upLoses: ["rows:accounts", "rows:orders"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "lets a role pass on what it may, and takes only that back",
    up: "grant select on accounts to app with grant option",
    down: "revoke grant option for select on accounts from app",
    asApp: true,
    old: [],
    new: ["select id from accounts"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "merges and takes away",
    old: ["select email from accounts where id = 1"],
    oldIfData: ["select count(*) from accounts"],
    up: "merge into accounts using (values (2)) as gone (key) on accounts.id = gone.key when matched then delete",
    down: undefined,
    new: ["select email from accounts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:accounts"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "makes a table as a dump would, with an owner of its own",
    up: `create sequence leads_id_seq; create table leads (id bigint not null default nextval('leads_id_seq'), name text);
      alter table leads owner to app; alter sequence leads_id_seq owner to app;
      alter sequence leads_id_seq owned by leads.id; comment on column leads.name is 'as given'`,
    down: "drop table leads",
    new: ["select name from leads", "insert into leads (name) values ('eve')"],
    written: "insert into leads (name) values ('ada')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:leads"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "alters a policy and back",
    schema: `${ACCOUNTS.schema}; alter table accounts enable row level security;
      grant all on accounts to app; create policy own on accounts using (plan = 'pro')`,
    asApp: true,
    old: ["select id from accounts where id = 99"],
    oldIfData: ["select count(*) from accounts where plan = 'pro'"],
    up: "alter policy own on accounts using (plan = 'free')",
    down: "alter policy own on accounts using (plan = 'pro')",
    new: ["select id from accounts where id = 99"],
    newIfData: ["select count(*) from accounts where plan = 'free'"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "grants a role all on all tables",
    asApp: true,
    old: [],
    up: "grant all on all tables in schema public to app",
    down: "revoke all on all tables in schema public from app",
    new: ["select id from accounts", "delete from accounts where id = 2"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
];
