import type { CorpusCase } from "../case.ts";
import { CLIENTS } from "./clients.ts";

const FULL = (body: string): string =>
  `create or replace function full_name(c text) returns text language sql as $$ ${body} $$`;

const NAMES = { ...CLIENTS, schema: `${CLIENTS.schema}; create view names as select id, name from clients` };

/** Code that is replaced by other code. */
export const POSTGRESQL_REPLACED: readonly CorpusCase[] = [
  {
    ...NAMES,
    name: "replaces a view by one whose column has another type",
    up: "drop view names; create view names as select id::text as id, name from clients",
    old: ["select id, name from names", "select id + 1 from names"],
    down: "create or replace view names as select id, name from clients",
    new: ["select id, name from names"],
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...NAMES,
    name: "replaces a view by one that leaves out rows",
    up: "create or replace view names as select id, name from clients where active and id > 1",
    old: [...CLIENTS.old, "select id, name from names"],
    down: "create or replace view names as select id, name from clients",
    new: ["select id, name from names"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...NAMES,
    name: "renames a view's column",
    up: "alter view names rename column name to title",
    old: ["select id, name from names"],
    down: "alter view names rename column title to name",
    new: ["select title from names"],
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...NAMES,
    name: "swaps a view for a materialized view of the same name",
    up: "drop view names; create materialized view names as select id, name from clients; create unique index on names (id)",
    old: ["select id, name from names"],
    down: "drop materialized view names; create view names as select id, name from clients",
    new: ["select id, name from names"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "refreshes a materialized view",
    schema: `${CLIENTS.schema}; create materialized view names as select id, name from clients with no data`,
    seed: `refresh materialized view names; ${CLIENTS.seed}`,
    up: "refresh materialized view names",
    old: ["select id from names where id > 5"],
    oldIfData: ["select id, name from names"],
    down: "refresh materialized view names",
    new: ["select id, name from names"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...CLIENTS,
    name: "replaces the body of a function",
    schema: `${CLIENTS.schema}; ${FULL("select 'Dr ' || c")}`,
    up: FULL("select 'Prof ' || c"),
    old: ["select full_name(name) from clients"],
    down: FULL("select 'Dr ' || c"),
    new: ["select full_name(name) from clients"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "none",
    },
  },
  {
    ...CLIENTS,
    name: "replaces a function by one that returns another type",
    schema: `${CLIENTS.schema}; ${FULL("select 'Dr ' || c")}`,
    up: "drop function full_name(text); create function full_name(c text) returns integer language sql as $$ select length(c) $$",
    old: ["select full_name(name) || '!' from clients", "update clients set name = full_name(name) || '!'"],
    down: FULL("select 'Dr ' || c"),
    new: ["select full_name(name) + 1 from clients"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...CLIENTS,
    name: "adds an overload of a function",
    schema: `${CLIENTS.schema}; ${FULL("select 'Dr ' || c")}`,
    up: "create function full_name(c text, title text) returns text language sql as $$ select title || c $$",
    old: ["select full_name(name) from clients"],
    down: "drop function full_name(text, text)",
    new: ["select full_name(name, 'Mag ') from clients", "update clients set name = full_name(name, 'Mag ')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...CLIENTS,
    name: "names an argument of a function anew",
    schema: `${CLIENTS.schema}; ${FULL("select 'Dr ' || c")}`,
    up: "create index on clients (city)",
    old: CLIENTS.old,
    down: "create or replace function full_name(other text) returns text language sql as $$ select 'Dr ' || other $$",
    new: CLIENTS.old,
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...CLIENTS,
    name: "adds an argument with a default to a function",
    schema: `${CLIENTS.schema}; ${FULL("select 'Dr ' || c")}`,
    up: `drop function full_name(text);
      create function full_name(c text, title text default 'Dr ') returns text language sql as $$ select title || c $$`,
    old: ["select full_name(name) from clients"],
    down: `drop function full_name(text, text); ${FULL("select 'Dr ' || c")}`,
    new: ["select full_name(name, 'Mag ') from clients", "update clients set name = full_name(name, 'Mag ')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...CLIENTS,
    name: "makes a trigger that refuses some writes",
    up: `create function no_debt() returns trigger language plpgsql as $$
      begin if new.credit < 0 then raise exception 'no debt'; end if; return new; end $$;
      create constraint trigger no_debt after insert or update on clients deferrable initially immediate
        for each row execute function no_debt()`,
    oldIfData: ["update clients set credit = -5 where id = 1"],
    down: "drop trigger no_debt on clients; drop function no_debt()",
    new: CLIENTS.old,
    newIfData: ["update clients set credit = -5 where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "nothing_lost",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "makes a trigger that writes to a table that is gone after the down",
    up: `create table client_log (id bigserial, what text);
      create function log_client() returns trigger language plpgsql as $$
      begin insert into client_log (what) values (tg_op); return new; end $$;
      create trigger log_client after insert or update on clients for each row execute function log_client()`,
    down: "drop table client_log",
    written: "insert into clients (name) values ('Zoe')",
    new: [...CLIENTS.old, "select what from client_log"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:client_log"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "leaves a trigger without its function's column",
    up: `alter table clients add column phone text;
      create function trim_phone() returns trigger language plpgsql as $$
      begin new.phone := trim(new.phone); return new; end $$;
      create trigger trim_phone before insert or update on clients for each row execute function trim_phone()`,
    down: "alter table clients drop column phone",
    written: "update clients set phone = '1' where id = 1",
    new: ["select phone from clients", "insert into clients (name) values ('x')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:clients.phone"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break always",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "calls a procedure's code before a column is dropped",
    schema: `${CLIENTS.schema}; create function in_city(c text) returns bigint language sql as
      $$ select count(*) from clients where city = c $$`,
    up: "alter table clients drop column city",
    old: ["select in_city('Graz')", "update clients set city = 'x' where id = 1"],
    down: "alter table clients add column city varchar(40) default 'Vienna'",
    new: ["select id, name from clients"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:clients.city"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];
