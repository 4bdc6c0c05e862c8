import type { CorpusCase, Says } from "../case.ts";
import { HELPDESK } from "./helpdesk.ts";

const ADDED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const SYNC = `create function keep_subject() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          new.subject := coalesce(new.subject, new.title);
          new.title := coalesce(new.title, new.subject);
        elsif new.subject is distinct from old.subject then
          new.title := new.subject;
        else
          new.subject := new.title;
        end if;
        return new;
      end $$;
    create trigger keep_subject before insert or update on tickets for each row execute function keep_subject()`;

const TWINS = {
  schema: `${HELPDESK.schema}; alter table tickets add column subject varchar(100); ${SYNC}`,
  seed: HELPDESK.seed,
  old: [
    "select id, title, body from tickets",
    "insert into tickets (person_id, title) values (2, 'Short')",
    "update tickets set title = 'z' where id = 1",
  ],
};

const STAFF = {
  schema:
    "create table staff (id integer primary key, first varchar(20) not null, last varchar(20) not null, nick text)",
  seed: "insert into staff values (1, 'Ada', 'Lovelace', 'al')",
};

const FULL_NAME = `create function name_staff() returns trigger language plpgsql as $$
      begin
        new.full_name := new.first || ' ' || new.last;
        return new;
      end $$;
    create trigger name_staff before insert or update on staff for each row execute function name_staff()`;

const AUDIT = `create table audit (id bigserial primary key, relation text not null, key bigint, at timestamptz not null default '2024-01-01', what jsonb);
    create function note_change() returns trigger language plpgsql as $$
      begin
        insert into audit (relation, key, what) values (tg_table_name, coalesce(new.id, old.id), to_jsonb(new));
        return coalesce(new, old);
      end $$;
    create trigger audit_people after insert or update or delete on people for each row execute function note_change()`;

/** Columns kept in step by triggers, views in the place of tables, what counts and watches. */
export const POSTGRESQL_IN_STEP: readonly CorpusCase[] = [
  {
    ...STAFF,
    name: "adds a required column that a trigger fills from required ones",
    up: `alter table staff add column full_name varchar(50); update staff set full_name = first || ' ' || last; ${FULL_NAME};
      alter table staff alter column full_name set not null`,
    down: "drop trigger name_staff on staff; drop function name_staff(); alter table staff drop column full_name",
    old: ["select nick from staff", "insert into staff values (2, 'Bo', 'Li')", "update staff set last = 'Byron'"],
    new: ["select full_name from staff", "update staff set full_name = 'x' where id = 1"],
    written: "insert into staff (id, first, last) values (9, 'Zoe', 'Ash')",
    onlyWithSchema: "how long the names are",
    says: { ...ADDED, loses: ["column:staff.full_name"] },
  },
  {
    ...STAFF,
    name: "adds a required column that a trigger fills from one that may have no value",
    up: `alter table staff add column handle text; update staff set handle = coalesce(nick, last);
      create function give_handle() returns trigger language plpgsql as $$
      begin
        if new.handle is null then
          new.handle := lower(new.nick);
        end if;
        return new;
      end $$;
      create trigger give_handle before insert on staff for each row execute function give_handle();
      alter table staff alter column handle set not null`,
    down: "drop trigger give_handle on staff; drop function give_handle(); alter table staff drop column handle",
    old: ["select nick from staff", "insert into staff values (2, 'Bo', 'Li', 'bo')"],
    oldIfData: ["insert into staff values (3, 'Cy', 'Fox', null)"],
    new: ["select handle from staff", "update staff set handle = 'x' where id = 1"],
    written: "insert into staff (id, first, last, handle) values (9, 'Zoe', 'Ash', 'z')",
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:staff.handle"] },
  },
  {
    ...STAFF,
    name: "adds a column that is too short for what a trigger puts into it",
    up: `alter table staff add column full_name varchar(30); ${FULL_NAME}`,
    down: "drop trigger name_staff on staff; drop function name_staff(); alter table staff drop column full_name",
    old: ["select nick from staff", "insert into staff values (2, 'Bo', 'Li')"],
    oldIfData: ["insert into staff values (3, 'Maximiliana', 'Habsburg-Lothringen')"],
    new: ["select full_name from staff", "update staff set full_name = 'x' where id = 1"],
    written: "insert into staff (id, first, last) values (9, 'Zoe', 'Ash')",
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:staff.full_name"] },
  },
  {
    ...HELPDESK,
    name: "expands to a new name that a trigger keeps in step both ways",
    up: `alter table tickets add column subject varchar(100); update tickets set subject = title; ${SYNC}`,
    down: "drop trigger keep_subject on tickets; drop function keep_subject(); alter table tickets drop column subject",
    new: ["select subject from tickets", "update tickets set subject = 'x' where id = 1"],
    written: "update tickets set subject = 'Mouse!' where id = 2",
    says: { ...ADDED, oldOnNew: "behaviour_change if_data", loses: ["column:tickets.subject"] },
  },
  {
    ...TWINS,
    name: "contracts to the new name and takes the trigger away",
    up: "drop trigger keep_subject on tickets; drop function keep_subject(); alter table tickets drop column title",
    down: `alter table tickets add column title varchar(100);
      update tickets set title = subject;
      alter table tickets alter column title set not null;
      ${SYNC}`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into tickets (person_id, subject) values (1, null)",
    new: ["select subject from tickets", "insert into tickets (person_id, subject) values (1, 'x')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:tickets.title"],
      down: "data_dependent",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...TWINS,
    name: "contracts to the new name, and the way back has no trigger",
    up: "drop trigger keep_subject on tickets; drop function keep_subject(); alter table tickets drop column title",
    down: "alter table tickets add column title varchar(100); update tickets set title = subject",
    new: ["select subject from tickets", "insert into tickets (person_id, subject) values (1, 'x')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:tickets.title"],
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...TWINS,
    name: "takes the trigger away that keeps two columns in step",
    up: "drop trigger keep_subject on tickets; drop function keep_subject()",
    down: SYNC,
    new: ["select title from tickets", "update tickets set title = 'q', subject = 'q' where id = 1"],
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "notes each change of a person in a table",
    up: AUDIT,
    down: "drop trigger audit_people on people; drop function note_change(); drop table audit",
    new: ["select relation, key from audit", "insert into audit (relation) values ('x')"],
    written: "update people set phone = '5' where id = 2",
    says: { ...ADDED, loses: ["table:audit"] },
  },
  {
    ...HELPDESK,
    name: "notes each change, and the way back drops the table only",
    up: AUDIT,
    down: "drop table audit",
    new: ["select relation, key from audit", "update people set phone = '9' where id = 2"],
    written: "update people set phone = '5' where id = 2",
    says: { ...ADDED, loses: ["table:audit"], inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "notes each change, and the way back drops the function first",
    up: AUDIT,
    down: "drop function note_change(); drop trigger audit_people on people; drop table audit",
    new: ["select relation, key from audit"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...HELPDESK,
    name: "stops noting changes and drops what was noted",
    schema: `${HELPDESK.schema}; ${AUDIT}`,
    seed: `${HELPDESK.seed}`,
    up: "drop trigger audit_people on people; drop function note_change; drop table audit",
    old: [...HELPDESK.old, "select relation, key from audit", "delete from audit"],
    down: AUDIT,
    new: HELPDESK.old,
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["table:audit"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "counts a person's tickets in a column that a trigger moves",
    up: `alter table people add column ticket_count integer not null default 0;
      update people p set ticket_count = (select count(*) from tickets t where t.person_id = p.id);
      create function count_tickets() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' then update people set ticket_count = ticket_count + 1 where id = new.person_id;
          elsif tg_op = 'DELETE' then update people set ticket_count = ticket_count - 1 where id = old.person_id;
          end if;
          return null;
        end $$;
      create trigger count_tickets after insert or delete on tickets for each row execute function count_tickets()`,
    down: "drop trigger count_tickets on tickets; drop function count_tickets(); alter table people drop column ticket_count",
    new: ["select ticket_count from people", "update people set ticket_count = 9 where id = 1"],
    written: "insert into tickets (person_id, title) values (1, 'more')",
    says: { ...ADDED, oldOnNew: "behaviour_change if_data", loses: ["column:people.ticket_count"] },
  },
  {
    ...HELPDESK,
    name: "keeps the time of the last change",
    up: `alter table tickets add column updated_at timestamptz not null default now();
      create or replace function touch() returns trigger as $$ begin new.updated_at = now(); return new; end; $$ language plpgsql;
      create trigger touch_tickets before update on tickets for each row execute procedure touch()`,
    down: "drop trigger if exists touch_tickets on tickets; drop function if exists touch(); alter table tickets drop column if exists updated_at",
    new: ["select updated_at is not null from tickets", "update tickets set updated_at = '2024-01-01' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.updated_at"] },
  },
  {
    ...HELPDESK,
    name: "keeps the time of the last change, and the way back drops the column only",
    up: `alter table tickets add column updated_at timestamptz not null default now();
      create or replace function touch() returns trigger as $$ begin new.updated_at = now(); return new; end; $$ language plpgsql;
      create trigger touch_tickets before update on tickets for each row execute procedure touch()`,
    down: "alter table tickets drop column updated_at",
    new: ["select updated_at is not null from tickets", "update tickets set title = 'y' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.updated_at"], inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "renames a table and a column, and a view has the old names",
    up: `alter table people rename to users;
      alter table users rename column full_name to name;
      create view people as select id, email, name as full_name, phone, role, prefs from users`,
    down: "drop view people; alter table users rename column name to full_name; alter table users rename to people",
    new: ["select name from users", "insert into users (email, name) values ('n@x.org', 'N')"],
    says: { ...ADDED, restores: "full" },
  },
  {
    ...HELPDESK,
    name: "renames a table and a column, and the view has only the new name of it",
    up: `alter table people rename to users;
      alter table users rename column full_name to name;
      create view people as select * from users`,
    down: "drop view people; alter table users rename column name to full_name; alter table users rename to people",
    new: ["select name from users", "insert into users (email, name) values ('n@x.org', 'N')"],
    says: { ...ADDED, oldOnNew: "reads_and_writes_break if_referenced", restores: "full" },
  },
  {
    ...HELPDESK,
    name: "renames a table and adds a required column under the view",
    up: `alter table people rename to users;
      alter table users add column locale text not null;
      create view people as select id, email, full_name, phone, role, prefs from users`,
    seed: "",
    old: [
      "select id, email, full_name, phone, role, prefs from people",
      "insert into people (email, full_name) values ('eve@x.org', 'Eve Fox')",
    ],
    down: "drop view people; alter table users drop column locale; alter table users rename to people",
    new: ["select locale from users", "insert into users (email, full_name, locale) values ('n@x.org', 'N', 'de')"],
    written: "insert into users (email, full_name, locale) values ('m@x.org', 'M', 'de')",
    says: { ...ADDED, oldOnNew: "writes_break always", loses: ["column:users.locale"], restores: "full" },
  },
  {
    ...HELPDESK,
    name: "shows fewer rows under the old name",
    up: `alter table people rename to all_people;
      alter table all_people add column hidden boolean not null default false;
      create view people as select id, email, full_name, phone, role, prefs from all_people where not hidden`,
    down: "drop view people; alter table all_people drop column hidden; alter table all_people rename to people",
    new: ["select hidden from all_people", "update all_people set hidden = true where id = 1"],
    written: "update all_people set hidden = true where id = 2",
    oldIfData: ["select id from people where id = 2"],
    says: { ...ADDED, oldOnNew: "behaviour_change if_data", loses: ["column:all_people.hidden"], restores: "full" },
  },
  {
    ...HELPDESK,
    name: "drops the view that stood under the old name",
    schema: `${HELPDESK.schema}; alter table people rename to users; create view people as select * from users`,
    seed: HELPDESK.seed,
    up: "drop view people",
    down: "create view people as select * from users",
    new: ["select id, email from users"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "splits a table and joins it again in a view that triggers write",
    schema: "create table contacts (id integer primary key, name text not null, street text not null)",
    seed: "insert into contacts values (1, 'Ada', 'Elm'), (2, 'Bob', 'Oak')",
    old: ["select id, name, street from contacts", "insert into contacts (id, name, street) values (3, 'Cat', 'Fir')"],
    up: `alter table contacts rename to contact_names;
      create table contact_streets (contact_id integer primary key references contact_names (id) on delete cascade, street text not null);
      insert into contact_streets select id, street from contact_names;
      alter table contact_names drop column street;
      create view contacts as select n.id, n.name, s.street from contact_names n join contact_streets s on s.contact_id = n.id;
      create function contacts_insert() returns trigger language plpgsql as $$
        begin
          insert into contact_names values (new.id, new.name);
          insert into contact_streets values (new.id, new.street);
          return new;
        end $$;
      create trigger contacts_insert instead of insert on contacts for each row execute function contacts_insert()`,
    down: `drop view contacts;
      drop function contacts_insert();
      alter table contact_names add column street text;
      update contact_names n set street = s.street from contact_streets s where s.contact_id = n.id;
      alter table contact_names alter column street set not null;
      drop table contact_streets;
      alter table contact_names rename to contacts`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into contact_names values (9, 'Zed')",
    new: ["select id, name from contact_names", "update contact_streets set street = 'x' where contact_id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "rebuilds a materialized view with another column and refreshes it",
    schema: `${HELPDESK.schema}; create materialized view workload as select person_id, count(*) as open from tickets group by person_id; create unique index workload_person on workload (person_id)`,
    old: [...HELPDESK.old, "select person_id, open from workload"],
    seed: `${HELPDESK.seed}; refresh materialized view workload`,
    up: `drop materialized view workload;
      create materialized view workload as select person_id, count(*) as open, max(priority) as top from tickets group by person_id;
      create unique index workload_person on workload (person_id)`,
    down: `drop materialized view workload;
      create materialized view workload as select person_id, count(*) as open from tickets group by person_id;
      create unique index workload_person on workload (person_id)`,
    new: ["select top from workload"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "widens a column under a view that is dropped and made again",
    schema: `${HELPDESK.schema}; create view open_tickets as select id, title from tickets where state = 'open'`,
    old: [...HELPDESK.old, "select id, title from open_tickets"],
    up: `drop view open_tickets;
      alter table tickets alter column title type varchar(200);
      create view open_tickets as select id, title from tickets where state = 'open'`,
    down: `drop view open_tickets;
      alter table tickets alter column title type varchar(100);
      create view open_tickets as select id, title from tickets where state = 'open'`,
    downPassesAfter: "select 1",
    downFailsAfter: "update tickets set title = repeat('x', 150) where id = 1",
    new: [...HELPDESK.old, "select id, title from open_tickets"],
    newIfData: ["update tickets set title = repeat('x', 150) where id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "widens a column under a view, and the way back forgets the view",
    schema: `${HELPDESK.schema}; create view open_tickets as select id, title from tickets where state = 'open'`,
    old: [...HELPDESK.old, "select id, title from open_tickets"],
    up: `drop view open_tickets;
      alter table tickets alter column title type varchar(200);
      create view open_tickets as select id, title from tickets where state = 'open'`,
    down: "alter table tickets alter column title type varchar(100)",
    new: ["select id, title from open_tickets"],
    says: { ...ADDED, down: "no", inverse: "none", restores: "full" },
  },
  {
    ...HELPDESK,
    name: "searches words in a computed column with an index",
    up: `alter table tickets add column words tsvector generated always as (to_tsvector('simple', title || ' ' || coalesce(body, ''))) stored;
      create index tickets_words on tickets using gin (words)`,
    down: "drop index tickets_words; alter table tickets drop column words",
    new: ["select id from tickets where words @@ to_tsquery('simple', 'smokes')"],
    says: { ...ADDED, newOnReverted: "reads_break if_referenced" },
  },
  {
    ...HELPDESK,
    name: "replaces a trigger's function by one that refuses",
    schema: `${HELPDESK.schema};
      create function guard_ticket() returns trigger language plpgsql as $$ begin return new; end $$;
      create trigger guard_ticket before update on tickets for each row execute function guard_ticket()`,
    up: `create or replace function guard_ticket() returns trigger language plpgsql as $$
        begin
          if new.priority > 5 then raise exception 'too high'; end if;
          return new;
        end $$`,
    oldIfData: ["update tickets set priority = 6 where id = 1"],
    down: "create or replace function guard_ticket() returns trigger language plpgsql as $$ begin return new; end $$",
    new: HELPDESK.old,
    newIfData: ["update tickets set priority = 6 where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "renames a column that a trigger's function writes, and the function with it",
    schema: `${HELPDESK.schema};
      create function trim_title() returns trigger language plpgsql as $$ begin new.title := btrim(new.title); return new; end $$;
      create trigger trim_title before insert or update on tickets for each row execute function trim_title()`,
    up: `alter table tickets rename column title to subject;
      create or replace function trim_title() returns trigger language plpgsql as $$ begin new.subject := btrim(new.subject); return new; end $$`,
    down: `alter table tickets rename column subject to title;
      create or replace function trim_title() returns trigger language plpgsql as $$ begin new.title := btrim(new.title); return new; end $$`,
    new: ["select subject from tickets", "insert into tickets (person_id, subject) values (1, ' x ')"],
    says: { ...ADDED, oldOnNew: "reads_and_writes_break if_referenced", restores: "full" },
  },
  {
    ...HELPDESK,
    name: "renames a column back, and the trigger's function keeps the new name",
    schema: `${HELPDESK.schema};
      create function trim_title() returns trigger language plpgsql as $$ begin new.title := btrim(new.title); return new; end $$;
      create trigger trim_title before insert or update on tickets for each row execute function trim_title()`,
    up: `alter table tickets rename column title to subject;
      create or replace function trim_title() returns trigger language plpgsql as $$ begin new.subject := btrim(new.subject); return new; end $$`,
    down: "alter table tickets rename column subject to title",
    new: ["select subject from tickets", "insert into tickets (person_id, subject) values (1, ' x ')"],
    says: { ...ADDED, oldOnNew: "reads_and_writes_break if_referenced", restores: "full", inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "lets nobody but the owner of a row see it and opens it again",
    asApp: true,
    schema: `create table memos (id integer primary key, owner text not null, text text not null);
      grant select, insert, update, delete on memos to app`,
    seed: "insert into memos values (1, 'app', 'mine'), (2, 'other', 'theirs')",
    old: ["select id from memos where owner = 'app'", "insert into memos values (3, 'app', 'x')"],
    oldIfData: ["select id from memos", "insert into memos values (4, 'other', 'y')"],
    up: `alter table memos enable row level security;
      alter table memos force row level security;
      create policy memos_read on memos for select using (owner = current_user);
      create policy memos_write on memos for insert with check (owner = current_user);
      create policy memos_change on memos for update using (owner = current_user)`,
    down: `drop policy memos_change on memos; drop policy memos_write on memos; drop policy memos_read on memos;
      alter table memos no force row level security;
      alter table memos disable row level security`,
    new: [
      "select id from memos where owner = 'app'",
      "insert into memos values (3, 'app', 'x')",
      "select id from memos",
    ],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "lets a setting that nobody sets decide who sees a row",
    asApp: true,
    schema: `create table memos (id integer primary key, tenant text default 'acme');
      grant select, insert, update, delete on memos to app;
      create function memos_of(tenant text) returns bigint language plpgsql as $$ begin
        perform set_config('app.tenant_id', tenant, true); return (select count(*) from memos); end $$`,
    seed: "insert into memos values (1, 'acme'), (2, 'other')",
    old: ["select count(*) >= 0 from memos where false"],
    oldIfData: ["select id from memos", "insert into memos (id) values (3)"],
    up: `alter table memos enable row level security;
      create policy by_tenant on memos using (tenant = current_setting('app.tenant_id'))`,
    down: "drop policy by_tenant on memos; alter table memos disable row level security",
    new: ["select memos_of('acme')"],
    says: {
      oldOnNew: "reads_and_writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "lets a new column decide who sees a row",
    asApp: true,
    schema: `create table memos (id integer primary key, text text not null);
      grant select, insert, update, delete on memos to app`,
    seed: "insert into memos values (1, 'one'), (2, 'two')",
    old: ["select count(*) >= 0 from memos"],
    oldIfData: ["select text from memos", "insert into memos (id, text) values (3, 'x')"],
    up: `alter table memos add column tenant text;
      update memos set tenant = 'acme' where id = 1;
      alter table memos enable row level security;
      create policy by_tenant on memos using (tenant = current_setting('app.tenant', true))`,
    down: "drop policy by_tenant on memos; alter table memos disable row level security; alter table memos drop column tenant",
    new: ["select count(*) >= 0 from memos where tenant is null", "delete from memos where tenant = 'acme'"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["column:memos.tenant"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
