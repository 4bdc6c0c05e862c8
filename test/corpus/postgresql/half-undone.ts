import type { CorpusCase, Says } from "../case.ts";
import { HELPDESK } from "./helpdesk.ts";

const ADDED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const NOTES =
  "create table notes (id bigserial primary key, ticket_id bigint not null references tickets (id), text text not null)";

/** Downs that leave something out, come in another order, or pass on some rows only. */
export const POSTGRESQL_HALF_UNDONE: readonly CorpusCase[] = [
  {
    ...HELPDESK,
    name: "adds a table, a column and an index, and takes back the table only",
    up: `${NOTES}; alter table tickets add column note_count integer not null default 0; create index tickets_due on tickets (due)`,
    oldIfData: ["delete from tickets where id = 2"],
    down: "drop table notes",
    written: "insert into notes (ticket_id, text) values (2, 'n')",
    new: ["select text from notes", "insert into notes (ticket_id, text) values (1, 'n')"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["table:notes"], restores: "full", inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "takes everything back if it is there",
    up: `create table if not exists notes (id bigserial primary key, text text not null);
      alter table tickets add column if not exists note text;
      create index if not exists tickets_note on tickets (note)`,
    down: `drop index if exists tickets_note;
      alter table if exists tickets drop column if exists note;
      drop table if exists notes cascade`,
    written: "insert into notes (text) values ('n'); update tickets set note = 'm'",
    new: ["select text from notes", "select note from tickets", "update tickets set note = 'x' where id = 1"],
    says: { ...ADDED, loses: ["table:notes", "column:tickets.note"] },
  },
  {
    ...HELPDESK,
    name: "takes back a column that the old code had already",
    up: `alter table tickets add column if not exists tags text; create index if not exists tickets_person_idx on tickets (person_id)`,
    down: "drop index if exists tickets_person_idx; alter table tickets drop column if exists tags",
    new: ["select tags from tickets", "update tickets set tags = 'x' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.tags"], inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "drops another column than the one it added",
    up: "alter table tickets add column label text",
    down: "alter table tickets drop column tags",
    new: ["select tags from tickets", "update tickets set tags = 'x' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.tags"], inverse: "differs" },
  },
  {
    ...HELPDESK,
    name: "raises where there is no way back",
    up: "alter table people drop column phone",
    down: "do $$ begin raise exception 'there is no way back'; end $$",
    new: ["select id from people"],
    says: {
      ...ADDED,
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:people.phone"],
      down: "no",
      restores: "none",
      inverse: "none",
    },
  },
  {
    ...HELPDESK,
    name: "says how it would be undone",
    up: "alter table people alter column phone type text",
    down: "-- alter table people alter column phone type varchar(20);\n/* long numbers would be lost */",
    new: HELPDESK.old,
    says: {
      ...ADDED,
      down: "no_down",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "loosens several rules, all of which rows may use by then",
    up: `alter table people alter column phone type text;
      alter table tickets alter column person_id drop not null;
      alter table people drop constraint people_email_key`,
    old: [
      ...HELPDESK.old,
      "insert into people (email, full_name) values ('ada@x.org', 'A') on conflict (email) do nothing",
    ],
    down: `alter table people add constraint people_email_key unique (email);
      alter table tickets alter column person_id set not null;
      alter table people alter column phone type varchar(20)`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into tickets (title) values ('nobody')",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (title) values ('nobody')"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "requires again what it fills first",
    up: "alter table tickets alter column body set default 'none'; alter table people alter column role drop not null",
    down: `update people set role = 'member' where role is null;
      alter table people alter column role set not null;
      alter table tickets alter column body drop default`,
    written: "insert into people (email, full_name, role) values ('n@x.org', 'N', null)",
    new: [...HELPDESK.old],
    newIfData: ["update people set role = null where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "deletes what a foreign key would refuse and makes it again",
    up: "alter table tickets drop constraint tickets_person_id_fkey",
    oldIfData: ["delete from people where id = 1", "insert into tickets (person_id, title) values (88, 'x')"],
    down: `delete from tickets t where not exists (select 1 from people p where p.id = t.person_id);
      alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id)`,
    written: "insert into tickets (person_id, title) values (99, 'nobody')",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (person_id, title) values (88, 'x')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["rows:tickets"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...HELPDESK,
    name: "makes a foreign key again that does not look at old rows",
    up: "alter table tickets drop constraint tickets_person_id_fkey",
    oldIfData: ["delete from people where id = 1", "insert into tickets (person_id, title) values (88, 'x')"],
    down: "alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id) not valid",
    written: "insert into tickets (person_id, title) values (99, 'nobody')",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (person_id, title) values (88, 'x')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "makes a foreign key again and validates it",
    up: "alter table tickets drop constraint tickets_person_id_fkey",
    oldIfData: ["delete from people where id = 1", "insert into tickets (person_id, title) values (88, 'x')"],
    down: `alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id) not valid;
      alter table tickets validate constraint tickets_person_id_fkey`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into tickets (person_id, title) values (99, 'nobody')",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (person_id, title) values (88, 'x')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...HELPDESK,
    name: "lengthens a title and cuts it on the way back",
    up: "alter table tickets alter column title type text",
    down: "update tickets set title = left(title, 100) where length(title) > 100; alter table tickets alter column title type varchar(100)",
    written: "update tickets set title = repeat('y', 150) where id = 1",
    new: HELPDESK.old,
    newIfData: ["update tickets set title = repeat('x', 150) where id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["values:tickets.title"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "deletes doubles on the way back and makes the rule again",
    up: "alter table people drop constraint people_email_key",
    old: [
      ...HELPDESK.old,
      "insert into people (email, full_name) values ('ada@x.org', 'A') on conflict (email) do nothing",
    ],
    down: `delete from people a using people b where a.id > b.id and a.email = b.email;
      alter table people add constraint people_email_key unique (email)`,
    downPassesAfter: "insert into people (email, full_name) values ('cat@x.org', 'Cat again')",
    downFailsAfter:
      "insert into people (email, full_name) values ('cat@x.org', 'Cat again'); insert into tickets (person_id, title) values (4, 'x')",
    new: HELPDESK.old,
    newIfData: ["insert into people (email, full_name) values ('ada@x.org', 'A')"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      loses: ["rows:people"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "creates a type, a table and a column, and takes them back forwards",
    up: `create type channel as enum ('mail', 'web'); create table inboxes (id serial primary key, channel channel not null); alter table tickets add column channel channel`,
    down: "drop type channel; drop table inboxes; alter table tickets drop column channel",
    new: ["select channel from tickets"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...HELPDESK,
    name: "creates a type, a table and a column, and takes them back backwards",
    up: `create type channel as enum ('mail', 'web'); create table inboxes (id serial primary key, channel channel not null); alter table tickets add column channel channel`,
    down: "alter table tickets drop column channel; drop table inboxes; drop type channel",
    written: "insert into inboxes (channel) values ('web'); update tickets set channel = 'mail'",
    new: [
      "select channel from tickets",
      "select channel from inboxes",
      "insert into inboxes (channel) values ('mail')",
    ],
    says: { ...ADDED, loses: ["column:tickets.channel", "table:inboxes"] },
  },
  {
    ...HELPDESK,
    name: "makes a type unless it is there, in a block",
    up: `do $$ begin
        create type severity as enum ('low', 'high');
      exception when duplicate_object then null;
      end $$;
      alter table tickets add column severity severity not null default 'low'`,
    down: "alter table tickets drop column severity; drop type if exists severity",
    written: "update tickets set severity = 'high' where id = 1",
    new: ["select severity from tickets", "update tickets set severity = 'high' where id = 2"],
    says: { ...ADDED, loses: ["column:tickets.severity"] },
  },
  {
    ...HELPDESK,
    name: "adds a column in a block that looks first",
    up: `do $$
      begin
        if not exists (select 1 from information_schema.columns where table_name = 'tickets' and column_name = 'eta') then
          alter table tickets add column eta date;
        end if;
      end $$`,
    down: "alter table tickets drop column if exists eta",
    written: "update tickets set eta = '2024-09-09'",
    new: ["select eta from tickets", "update tickets set eta = null where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.eta"] },
  },
  {
    ...HELPDESK,
    name: "adds a constraint in a block that looks first",
    up: `do $$
      begin
        if not exists (select 1 from pg_constraint where conname = 'priority_positive') then
          alter table tickets add constraint priority_positive check (priority > 0);
        end if;
      end $$`,
    oldIfData: ["insert into tickets (person_id, title, priority) values (1, 'x', 0)"],
    down: "alter table tickets drop constraint if exists priority_positive",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (person_id, title, priority) values (1, 'x', 0)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "fills a column in a loop",
    up: `alter table tickets add column slug text;
      do $$
      declare t record;
      begin
        for t in select id, title from tickets loop
          update tickets set slug = lower(t.title) where id = t.id;
        end loop;
      end $$`,
    down: "alter table tickets drop column slug",
    new: ["select slug from tickets", "update tickets set slug = 'x' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.slug"] },
  },
  {
    ...HELPDESK,
    name: "adds rows that the new code needs unless they are there",
    schema: `${HELPDESK.schema}; create table settings (key text primary key, value text not null)`,
    seed: `${HELPDESK.seed}; insert into settings values ('limit', '10')`,
    up: `insert into settings (key, value) values ('limit', '20'), ('colour', 'blue') on conflict (key) do nothing`,
    old: ["select value from settings where key = 'limit'", "insert into settings values ('x', 'y')"],
    oldIfData: ["select key from settings"],
    down: "delete from settings where key in ('limit', 'colour')",
    new: ["select value from settings where key = 'none'"],
    newIfData: ["select value from settings"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["rows:settings"],
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
      inverse: "exact",
    },
  },
  {
    ...HELPDESK,
    name: "sets a key of documents and removes it again",
    up: `update people set prefs = prefs || '{"locale": "de"}'`,
    old: ["select id from people", "insert into people (email, full_name) values ('q@x.org', 'Q')"],
    oldIfData: ["select prefs from people"],
    down: "update people set prefs = prefs - 'locale'",
    new: ["select id from people"],
    newIfData: ["select prefs from people"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:people.prefs"],
      down: "yes",
      loses: ["values:people.prefs"],
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...HELPDESK,
    name: "remembers old values in a table and writes them back",
    up: `create table old_priorities as select id, priority from tickets;
      update tickets set priority = priority * 10`,
    old: ["select id, title from tickets", "insert into tickets (person_id, title) values (1, 'x')"],
    oldIfData: ["select priority from tickets"],
    down: `update tickets t set priority = o.priority from old_priorities o where o.id = t.id;
      drop table old_priorities`,
    new: ["select id from old_priorities", "delete from old_priorities"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["values:tickets.priority"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...HELPDESK,
    name: "backs a table up and fills it anew",
    up: `create table people_backup as select * from people;
      update people set role = 'member'`,
    old: ["select id, email from people"],
    oldIfData: ["select role from people"],
    down: "drop table people_backup",
    new: ["select id from people_backup", "delete from people_backup"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["table:people_backup"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "searches by likeness, and drops the extension first",
    up: "create extension if not exists pg_trgm; create index people_name_trgm on people using gin (full_name gin_trgm_ops)",
    down: "drop extension pg_trgm; drop index people_name_trgm",
    new: ["select id from people where full_name % 'Ada'"],
    says: { ...ADDED, down: "no", inverse: "none", hazard: "brief_block" },
  },
  {
    ...HELPDESK,
    name: "searches by likeness, and drops the index first",
    up: "create extension if not exists pg_trgm; create index people_name_trgm on people using gin (full_name gin_trgm_ops)",
    down: "drop index if exists people_name_trgm; drop extension if exists pg_trgm",
    new: ["select id from people where full_name % 'Ada'", "delete from people where full_name % 'Nobody'"],
    says: { ...ADDED, restores: "full" },
  },
  {
    ...HELPDESK,
    name: "changes what deleting a person does to the tickets",
    up: `alter table tickets drop constraint tickets_person_id_fkey;
      alter table tickets alter column person_id drop not null;
      alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id) on delete set null`,
    oldIfData: ["delete from people where id = 1"],
    down: `alter table tickets drop constraint tickets_person_id_fkey;
      alter table tickets alter column person_id set not null;
      alter table tickets add constraint tickets_person_id_fkey foreign key (person_id) references people (id)`,
    downPassesAfter: "select 1",
    downFailsAfter: "delete from people where id = 1",
    new: HELPDESK.old,
    newIfData: ["delete from people where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "narrows what must be unique to each team",
    schema: `${HELPDESK.schema}; create table projects (id serial primary key, team text not null, code text not null, constraint projects_code_key unique (code))`,
    seed: `${HELPDESK.seed}; insert into projects (team, code) values ('red', 'A'), ('blue', 'B')`,
    old: [
      "select id, team, code from projects",
      "insert into projects (team, code) values ('red', 'A') on conflict (code) do nothing",
    ],
    up: `alter table projects drop constraint projects_code_key;
      alter table projects add constraint projects_team_code_key unique (team, code)`,
    down: `alter table projects drop constraint projects_team_code_key;
      alter table projects add constraint projects_code_key unique (code)`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into projects (team, code) values ('blue', 'A')",
    new: [
      "select id, team, code from projects",
      "insert into projects (team, code) values ('red', 'A') on conflict (team, code) do nothing",
    ],
    newIfData: ["insert into projects (team, code) values ('green', 'A')"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "makes one table and links two old ones in it",
    up: `create table watchers (ticket_id bigint references tickets (id) on delete cascade, person_id bigint references people (id) on delete restrict, primary key (ticket_id, person_id));
      create index watchers_person on watchers (person_id)`,
    oldIfData: ["delete from people where id = 3"],
    down: "drop table watchers",
    written: "insert into watchers values (1, 3)",
    new: ["select ticket_id from watchers", "insert into watchers values (2, 1)"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["table:watchers"] },
  },
  {
    ...HELPDESK,
    name: "makes two tables that refer to each other and an old one, and drops the first first",
    up: `create table boards (id serial primary key, owner_id bigint references people (id) on delete set null, first_lane integer);
      create table lanes (id serial primary key, board_id integer not null references boards (id));
      alter table boards add constraint boards_first_lane foreign key (first_lane) references lanes (id)`,
    down: "drop table boards; drop table lanes",
    new: ["select id from boards"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...HELPDESK,
    name: "makes two tables that refer to each other and drops both at once",
    up: `create table boards (id serial primary key, owner_id bigint references people (id) on delete set null, first_lane integer);
      create table lanes (id serial primary key, board_id integer not null references boards (id));
      alter table boards add constraint boards_first_lane foreign key (first_lane) references lanes (id)`,
    down: "drop table boards, lanes",
    written: "insert into boards (owner_id) values (1); insert into lanes (board_id) values (1)",
    new: ["select id from boards", "select id from lanes", "insert into boards (owner_id) values (2)"],
    says: { ...ADDED, loses: ["table:boards", "table:lanes"] },
  },
  {
    ...HELPDESK,
    name: "records numbers of another kind and guesses them back",
    up: `alter table tickets alter column priority drop default;
      alter table tickets alter column priority type text using case priority when 1 then 'high' when 2 then 'mid' else 'low' end;
      alter table tickets alter column priority set default 'low'`,
    down: `alter table tickets alter column priority drop default;
      alter table tickets alter column priority type integer using case priority when 'high' then 1 when 'mid' then 2 else 3 end;
      alter table tickets alter column priority set default 3`,
    old: [...HELPDESK.old, "select id from tickets where priority > 1"],
    new: ["select priority from tickets"],
    newIfData: ["update tickets set priority = 'high' where id = 1"],
    written: "update tickets set priority = 'urgent' where id = 1",
    says: {
      oldOnNew: "reads_break if_referenced",
      upLoses: ["values:tickets.priority"],
      down: "yes",
      loses: ["values:tickets.priority"],
      restores: "partial",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "gives rights on a new table and takes the table back",
    up: `create table reports (id serial primary key, text text); grant select, insert on reports to app; grant usage on sequence reports_id_seq to app`,
    down: "drop table reports",
    written: "insert into reports (text) values ('r')",
    new: ["select text from reports", "insert into reports (text) values ('s')"],
    says: { ...ADDED, loses: ["table:reports"] },
  },
  {
    ...HELPDESK,
    name: "waits for a lock no longer than that",
    up: "set lock_timeout = '2s'; set statement_timeout = '9s'; alter table tickets add column sla interval; reset lock_timeout; reset statement_timeout",
    down: "set local lock_timeout = '2s'; alter table tickets drop column sla",
    written: "update tickets set sla = '2 hours'",
    new: ["select sla from tickets", "update tickets set sla = '1 hour' where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.sla"] },
  },
  {
    ...HELPDESK,
    name: "fills a column from a table that the session keeps for itself",
    up: `alter table tickets add column rank integer;
      create temporary table ranks on commit drop as select id, row_number() over (order by priority) as rank from tickets;
      update tickets t set rank = r.rank from ranks r where r.id = t.id`,
    down: "alter table tickets drop column rank",
    new: ["select rank from tickets", "update tickets set rank = 7 where id = 1"],
    says: { ...ADDED, loses: ["column:tickets.rank"] },
  },
  {
    ...HELPDESK,
    name: "holds a table while it is changed",
    up: "lock table people in share row exclusive mode; alter table people add column seen date",
    down: "lock table people in access exclusive mode; alter table people drop column seen",
    written: "update people set seen = '2024-01-01'",
    new: ["select seen from people", "update people set seen = null where id = 1"],
    says: { ...ADDED, loses: ["column:people.seen"] },
  },
  {
    ...HELPDESK,
    name: "counts more than a column can hold by now",
    schema: "create table hits (id serial primary key, page text not null)",
    seed: "insert into hits (page) values ('/'), ('/a')",
    old: ["select id, page from hits", "insert into hits (page) values ('/b')"],
    up: "alter table hits alter column id type bigint; alter sequence hits_id_seq as bigint",
    down: "alter sequence hits_id_seq as integer; alter table hits alter column id type integer",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into hits values (3000000000, '/c')",
    new: ["select id, page from hits", "insert into hits (page) values ('/d')"],
    newIfData: ["insert into hits values (3000000000, '/e')"],
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
    name: "copies a column to another table, where it has no limit, and back",
    schema: `${HELPDESK.schema}; create table desks (person_id bigint primary key references people (id) on delete cascade, room text)`,
    seed: `${HELPDESK.seed}; insert into desks values (1, 'A1'), (2, 'B2'), (3, 'C3')`,
    up: `alter table desks add column phone text;
      update desks d set phone = p.phone from people p where p.id = d.person_id;
      alter table people drop column phone`,
    down: `alter table people add column phone varchar(20);
      update people p set phone = d.phone from desks d where d.person_id = p.id;
      alter table desks drop column phone`,
    downPassesAfter: "select 1",
    downFailsAfter: "update desks set phone = repeat('1', 30) where person_id = 1",
    new: ["select phone from desks", "update desks set phone = '8' where person_id = 1"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "keeps a number as text and casts it back",
    up: `alter table tickets add column urgency text;
      update tickets set urgency = priority::text;
      alter table tickets drop column priority`,
    down: `alter table tickets add column priority integer default 3;
      update tickets set priority = urgency::integer;
      alter table tickets alter column priority set not null;
      alter table tickets drop column urgency`,
    downPassesAfter: "select 1",
    downFailsAfter: "update tickets set urgency = 'high' where id = 1",
    new: ["select urgency from tickets", "update tickets set urgency = '4' where id = 1"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "adds a unique column whose default is the same for every row",
    schema: "create table rooms (id serial primary key, name text not null)",
    seed: "insert into rooms (name) values ('Blue')",
    old: ["select id, name from rooms", "update rooms set name = 'x' where id = 1"],
    oldIfData: ["insert into rooms (name) values ('Red')"],
    up: "alter table rooms add column slug text not null default '' unique",
    down: "alter table rooms drop column slug",
    written: "update rooms set slug = ''",
    new: ["select slug from rooms", "insert into rooms (name, slug) values ('Red', 'red')"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:rooms.slug"] },
  },
  {
    ...HELPDESK,
    name: "drops two views at once of which one reads the other",
    up: "create view admins as select id, email from people where role = 'admin'; create view admin_mails as select email from admins",
    down: "drop view admins, admin_mails",
    new: ["select id from admins", "select email from admin_mails", "update admins set email = 'x@x.org' where id = 1"],
    says: { ...ADDED, newOnReverted: "reads_and_writes_break if_referenced" },
  },
  {
    ...HELPDESK,
    name: "puts a person back unless the number is taken, whose address may be",
    up: "delete from people where id = 3",
    old: ["select id, email from people where id < 3"],
    oldIfData: ["select id, email from people"],
    down: "insert into people (id, email, full_name) values (3, 'cat@x.org', 'Cat Cole') on conflict (id) do nothing",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into people (email, full_name) values ('cat@x.org', 'Cat again')",
    new: ["select id, email from people where id < 3"],
    newIfData: ["select id, email from people"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:people"],
      down: "data_dependent",
      restores: "partial",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...HELPDESK,
    name: "drops a function with the trigger that calls it",
    up: `create function shout() returns trigger language plpgsql as $$ begin new.title := upper(new.title); return new; end $$;
      create trigger shout before insert on tickets for each row execute function shout()`,
    old: HELPDESK.old.filter((text) => !text.startsWith("insert into tickets")),
    oldIfData: ["insert into tickets (person_id, title) values (2, 'Short')"],
    down: "drop function shout() cascade",
    new: HELPDESK.old.filter((text) => !text.startsWith("insert into tickets")),
    newIfData: ["insert into tickets (person_id, title) values (2, 'Short')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "sets a reference to null that may not be null",
    up: "alter table tickets add column owner_id bigint not null default 3 references people (id) on delete set null",
    down: "alter table tickets drop column owner_id",
    old: HELPDESK.old.filter((text) => !text.startsWith("delete from people")),
    oldIfData: ["delete from people where id = 3"],
    new: ["select owner_id from tickets", "update tickets set owner_id = 1 where id = 1"],
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:tickets.owner_id"] },
  },
];
