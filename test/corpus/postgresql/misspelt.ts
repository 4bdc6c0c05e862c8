import type { CorpusCase, Says } from "../case.ts";
import { CLIENTS } from "./clients.ts";

const STOPPED: Says = {
  oldOnNew: "compatible",
  down: "no",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "none",
};

const SHELF: Pick<CorpusCase, "schema" | "seed" | "old" | "up" | "new" | "says"> = {
  ...CLIENTS,
  schema: `
    create type mood as enum ('good', 'bad');
    create type place as (street text, town text);
    create domain plz as text;
    create sequence codes;
    create table logs (id integer primary key, at date not null) partition by range (id);
    create table logs_1 partition of logs for values from (1) to (100);
    ${CLIENTS.schema};
    alter table clients add column mood mood, add column home place, add column code plz;
    create view names as select id, name from clients;
    create materialized view cities as select distinct city from clients;
    create function noted() returns trigger language plpgsql as $$ begin return new; end $$;
    create trigger noting before update on clients for each row execute function noted();
    create policy own on clients using (true);
    create index by_city on clients (city)`,
  up: "create index by_name on clients (name)",
  new: CLIENTS.old,
  says: STOPPED,
};

/** Downs that speak of what is not there, or of something else. */
export const POSTGRESQL_MISSPELT: readonly CorpusCase[] = [
  { ...SHELF, name: "drops a policy of another name", down: "drop policy owns on clients" },
  { ...SHELF, name: "makes a policy that is there", down: "create policy own on clients using (false)" },
  { ...SHELF, name: "renames a policy that is not there", down: "alter policy owns on clients rename to own2" },
  { ...SHELF, name: "drops a rule that is not there", down: "drop rule ruling on clients" },
  { ...SHELF, name: "drops a trigger of another name", down: "drop trigger notes on clients" },
  { ...SHELF, name: "renames a trigger of another name", down: "alter trigger notes on clients rename to noting2" },
  { ...SHELF, name: "switches a trigger off that is not there", down: "alter table clients disable trigger notes" },
  {
    ...SHELF,
    name: "makes a trigger that calls nothing",
    down: "create trigger t2 before insert on clients for each row execute function nothing()",
  },
  {
    ...SHELF,
    name: "asks only of a column whether it is there",
    down: "drop index by_name; alter table client drop column if exists code",
    says: { ...STOPPED, hazard: "brief_block" },
  },
  {
    ...SHELF,
    name: "asks only of a constraint whether it is there",
    down: "drop index by_name; alter table client drop constraint if exists clients_pkey",
    says: { ...STOPPED, hazard: "brief_block" },
  },
  { ...SHELF, name: "validates a check that is not there", down: "alter table clients validate constraint positive" },
  {
    ...SHELF,
    name: "changes a constraint that is not there",
    down: "alter table clients alter constraint to_parent deferrable",
  },
  { ...SHELF, name: "renames an index that is not there", down: "alter index by_street rename to by_road" },
  { ...SHELF, name: "renames an index to a name that is taken", down: "alter index by_name rename to by_city" },
  { ...SHELF, name: "renames a type that is not there", down: "alter type moods rename to mood2" },
  { ...SHELF, name: "renames a label that is not there", down: "alter type mood rename value 'ugly' to 'bad2'" },
  { ...SHELF, name: "renames a label to one that is there", down: "alter type mood rename value 'good' to 'bad'" },
  { ...SHELF, name: "adds a label to a type that is not there", down: "alter type moods add value 'fair'" },
  { ...SHELF, name: "drops an attribute that is not there", down: "alter type place drop attribute zip" },
  { ...SHELF, name: "drops a domain's constraint that is not there", down: "alter domain plz drop constraint digits" },
  { ...SHELF, name: "counts on with a sequence that is not there", down: "alter sequence code restart with 1" },
  { ...SHELF, name: "renames a sequence that is not there", down: "alter sequence code rename to codes2" },
  { ...SHELF, name: "refreshes a view that is not there", down: "refresh materialized view city" },
  { ...SHELF, name: "refreshes a view that keeps no rows", down: "refresh materialized view names" },
  {
    ...SHELF,
    name: "refreshes a view online that has no unique index",
    down: "refresh materialized view concurrently cities",
  },
  { ...SHELF, name: "takes a partition off that is none", down: "alter table logs detach partition clients" },
  {
    ...SHELF,
    name: "puts a table under a parent without partitions",
    down: "alter table clients attach partition logs_1 for values from (1) to (2)",
  },
  { ...SHELF, name: "comments on what is not there", down: "comment on column clients.street is 'x'" },
  { ...SHELF, name: "comments on a table that is not there", down: "comment on table client is 'x'" },
  { ...SHELF, name: "grants what is not there", down: "grant select on client to app" },
  { ...SHELF, name: "renames a schema that is not there", down: "alter schema shop rename to store" },
  { ...SHELF, name: "renames a function that is not there", down: "alter function noting() rename to noted2" },
  { ...SHELF, name: "sets a function of other arguments", down: "alter function noted(integer) stable" },
  {
    ...SHELF,
    name: "adds a default by a function of an extension that is not there",
    down: "alter table clients add column token uuid default uuid_generate_v4()",
  },
  {
    ...SHELF,
    name: "adds a column of a type of an extension that is not there",
    down: "alter table clients add column tags hstore",
  },
  { ...SHELF, name: "drops a view as if it were a table", down: "drop table names" },
  { ...SHELF, name: "drops a table as if it were a view", down: "drop view clients" },
  { ...SHELF, name: "drops a materialized view as if it were a view", down: "drop view cities" },
  ...[
    "drop table if exists names",
    "drop view if exists clients",
    "drop materialized view if exists names",
    "drop domain if exists mood",
    "drop procedure if exists noted()",
  ].map((down): CorpusCase => ({ ...SHELF, name: `takes one kind of thing for another: ${down}`, down })),
  { ...SHELF, name: "drops a constraint as if it were a column", down: "alter table clients drop column clients_pkey" },
  { ...SHELF, name: "drops an index as if it were a constraint", down: "alter table clients drop constraint by_city" },
  { ...SHELF, name: "sets row security of what is not there", down: "alter table client disable row level security" },
  {
    ...SHELF,
    name: "sets a column's storage that is not there",
    down: "alter table clients alter column street set statistics 100",
  },
  { ...SHELF, name: "updates by a column that is not there", down: "update clients set name = 'x' where street = 'y'" },
  {
    ...SHELF,
    name: "makes an index of words from a plain text",
    onlyWithSchema: "the type of the column",
    down: "create index by_words on clients using gin (name)",
  },
  { ...SHELF, name: "writes a text for a number", down: "insert into clients (id, name) values ('first', 'x')" },
  { ...SHELF, name: "deletes by a column that is not there", down: "delete from clients where street is null" },
  {
    ...SHELF,
    name: "copies from a table that is not there",
    down: "insert into clients (name) select name from client",
  },
  { ...SHELF, name: "indexes a column that is not there", down: "create index by_street on clients (street)" },
  {
    ...SHELF,
    name: "makes a view of a column that is not there",
    down: "create view streets as select street from clients",
  },
  {
    ...SHELF,
    name: "makes a view of a table that is not there",
    down: "create or replace view streets as select id from client",
  },
  {
    ...SHELF,
    name: "refers to a table that is not there",
    down: "alter table clients add column boss_id integer references bosses (id)",
  },
  {
    ...SHELF,
    name: "refers to a column that is not unique",
    down: "alter table clients add column boss text references clients (city)",
  },
  {
    ...SHELF,
    name: "makes an identity numbered that is none",
    down: "alter table clients alter column city drop identity",
  },
  {
    ...SHELF,
    name: "stops computing what is not computed",
    down: "alter table clients alter column city drop expression",
  },
  { ...SHELF, name: "adds a column of a type that is not there", down: "alter table clients add column feeling moods" },
  { ...SHELF, name: "empties a table that is not there", down: "truncate client" },
  { ...SHELF, name: "makes a table like one that is not there", down: "create table copy (like client including all)" },
  { ...SHELF, name: "makes a child of what is not there", down: "create table heirs () inherits (client)" },
  {
    ...SHELF,
    name: "makes a partition of what is not parted",
    down: "create table part partition of clients for values from (1) to (2)",
  },
  {
    ...SHELF,
    name: "makes a partition that overlaps another",
    down: "create table logs_2 partition of logs for values from (50) to (150)",
  },
  {
    ...SHELF,
    name: "gives a parted table a key without its column",
    down: "alter table logs drop constraint logs_pkey, add primary key (at)",
  },
  {
    ...SHELF,
    name: "has a default that cannot be",
    down: "alter table clients alter column credit set default 'much'",
  },
  {
    ...SHELF,
    name: "indexes an expression of what is not there",
    down: "create index by_street on clients (lower(street))",
  },
  { ...SHELF, name: "builds an index anew that is not there", down: "reindex index by_town" },
  { ...SHELF, name: "orders a table by an index that is not there", down: "cluster clients using by_town" },
  { ...SHELF, name: "looks at a table that is not there", down: "analyze client" },
  { ...SHELF, name: "locks a table that is not there", down: "lock table client" },
  { ...SHELF, name: "makes a table in a schema that is not there", down: "create table audit.notes (id integer)" },
  { ...SHELF, name: "moves a table to a schema that is not there", down: "alter table clients set schema audit" },
  {
    ...SHELF,
    name: "gives a column a type that nobody brought",
    down: "alter table clients alter column city type citext",
  },
  { ...SHELF, name: "inherits from what is not there", down: "alter table clients inherit people" },
  ...["drop publication news", "alter publication news drop table clients", "drop statistics together"].map(
    (down): CorpusCase => ({
      ...SHELF,
      name: `does not know what is there: ${down}`,
      down,
      says: { ...STOPPED, hazard: down === "drop statistics together" ? "brief_block" : "none" },
    }),
  ),
  {
    name: "a down writes a word without its quotes",
    schema: "create table flags (id int primary key, state varchar(20))",
    seed: "insert into flags values (1, 'on')",
    old: ["select id, state from flags"],
    up: "create table marks (id int primary key)",
    down: "insert into flags (id, state) values (9, draft); drop table marks",
    new: ["select id from marks"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
];
