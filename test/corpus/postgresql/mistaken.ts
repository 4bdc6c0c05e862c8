// Downs that take one thing for another, or for all of it.
import type { CorpusCase, Says } from "../case.ts";
import { ACCOUNTS } from "./accounts.ts";

const UNNOTICED: Says = {
  oldOnNew: "compatible",
  down: "no",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "none",
};

const METERED: Pick<CorpusCase, "schema" | "seed" | "old" | "new"> = {
  schema: `create table readings (meter integer not null, at date not null, kwh numeric) partition by range (at);
    create table readings_2024 partition of readings for values from ('2024-01-01') to ('2025-01-01')`,
  seed: "insert into readings values (1, '2024-02-03', 12.5)",
  old: ["select meter, at, kwh from readings", "insert into readings values (2, '2024-02-04', 3)"],
  new: ["select meter, at, kwh from readings", "insert into readings values (2, '2024-02-04', 3)"],
};

export const POSTGRESQL_MISTAKEN: readonly CorpusCase[] = [
  {
    ...METERED,
    name: "brings an index of a parted table back concurrently",
    schema: `${METERED.schema}; create index by_meter on readings (meter)`,
    up: "drop index by_meter",
    down: "create index concurrently by_meter on readings (meter)",
    outsideTransaction: true,
    says: { ...UNNOTICED, restores: "none" },
  },
  {
    ...METERED,
    name: "puts a year back where its first half is",
    old: [],
    oldIfData: ["insert into readings values (2, '2024-02-04', 3)", "insert into readings values (2, '2024-09-04', 3)"],
    up: `alter table readings detach partition readings_2024;
      create table readings_2024h1 partition of readings for values from ('2024-01-01') to ('2024-07-01')`,
    down: `alter table readings attach partition readings_2024 for values from ('2024-01-01') to ('2025-01-01');
      drop table readings_2024h1`,
    says: { ...UNNOTICED, oldOnNew: "writes_break if_data", restores: "none" },
  },
  {
    ...METERED,
    name: "brings a column back without that of its partitions",
    up: "alter table readings drop column kwh",
    down: "alter table only readings add column kwh numeric",
    new: ["select meter, at from readings"],
    says: {
      ...UNNOTICED,
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:readings_2024.kwh"],
      restores: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "makes a table like another, and drops it after that one",
    up: "create table batches (id serial primary key, label text); create table old_batches (like batches including all)",
    down: "drop table batches; drop table old_batches",
    new: ["select label from old_batches", "insert into batches (label) values ('new')"],
    says: {
      ...UNNOTICED,
      loses: ["table:batches", "table:old_batches"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "drops a view of whose rows a function takes one",
    up: `create view names as select id, nickname from accounts;
      create function shown(one names) returns text language sql as $$ select one.nickname $$`,
    down: "drop view names; drop function shown(names)",
    new: ["select id, nickname from names"],
    says: UNNOTICED,
  },
  {
    ...ACCOUNTS,
    name: "drops a function that is called with others, if it is there",
    up: "create function shown(account integer) returns text language sql as $$ select 'x' $$",
    down: "drop function if exists shown(text)",
    new: ["select shown(1)"],
    says: { ...UNNOTICED, down: "yes", inverse: "noop" },
  },
  {
    ...ACCOUNTS,
    name: "drops a role before what it owns",
    up: "create role corpus_owning; create table notes (id integer); alter table notes owner to corpus_owning",
    down: "drop role corpus_owning; drop table notes",
    new: ["select id from notes"],
    says: UNNOTICED,
  },
  {
    ...ACCOUNTS,
    name: "lets everybody make things in public who could not",
    asApp: true,
    schema: `${ACCOUNTS.schema}; grant select, insert, update, delete on accounts to app`,
    up: "revoke all on schema public from public",
    down: "grant all on schema public to public",
    new: [],
    says: {
      ...UNNOTICED,
      oldOnNew: "reads_and_writes_break always",
      down: "yes",
      restores: "full",
      inverse: "differs",
    },
  },
  {
    ...ACCOUNTS,
    name: "clears up within a transaction",
    up: "create index by_plan on accounts (plan)",
    down: "begin; drop index by_plan; vacuum accounts; commit",
    outsideTransaction: true,
    new: ["select id from accounts"],
    says: { ...UNNOTICED, hazard: "brief_block" },
  },
  {
    ...ACCOUNTS,
    name: "drops all of public for one table",
    up: "create table notes (id integer)",
    down: "drop schema public cascade; create schema public",
    new: ["select id from notes", "insert into notes values (1)", "select id from accounts"],
    written: "insert into notes values (2)",
    says: {
      ...UNNOTICED,
      down: "yes",
      loses: ["table:accounts", "table:notes"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "makes a function anew that not all might call",
    onlyWithSchema: "who may call it",
    schema: `${ACCOUNTS.schema}; create function rate() returns integer language sql as 'select 1';
      revoke execute on function rate() from public; grant execute on function rate() to app`,
    old: ["select rate()", "update accounts set balance = rate()"],
    up: "drop function rate()",
    down: "create function rate() returns integer language sql as 'select 1'",
    new: ["select id from accounts"],
    says: {
      ...UNNOTICED,
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
    },
  },
];
