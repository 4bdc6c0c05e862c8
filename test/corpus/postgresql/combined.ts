import type { CorpusCase, Says } from "../case.ts";
import { HELPDESK } from "./helpdesk.ts";

const ADDED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const CHANGED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const TEAMS = `create table teams (id bigserial primary key, name text not null unique);
      insert into teams (name) values ('default');`;

const TEAMS_READ = [
  "select id, name from teams",
  "insert into teams (name) values ('blue')",
  "select team_id from tickets",
  "insert into tickets (person_id, title, team_id) values (1, 'x', 1)",
];

/** Several changes in one migration, each of which means another thing because of the others. */
export const POSTGRESQL_COMBINED: readonly CorpusCase[] = [
  {
    ...HELPDESK,
    name: "renames a column and adds a list under its old name",
    up: `alter table tickets rename column tags to tag_text;
      alter table tickets add column tags text[];
      update tickets set tags = string_to_array(tag_text, ',')`,
    down: "alter table tickets drop column tags; alter table tickets rename column tag_text to tags",
    old: [...HELPDESK.old, "select id from tickets where tags = 'pets'"],
    new: [
      "select tags, tag_text from tickets",
      "update tickets set tags = array['x'] where id = 1",
      "update tickets set tag_text = 'x' where id = 1",
    ],
    written: "update tickets set tags = array['new', 'list'] where id = 1",
    says: { ...CHANGED, loses: ["column:tickets.tags"] },
  },
  {
    ...HELPDESK,
    name: "renames a column and adds a fresh one of the same type under its old name",
    up: "alter table tickets rename column priority to old_priority; alter table tickets add column priority integer not null default 3",
    down: "alter table tickets drop column priority; alter table tickets rename column old_priority to priority",
    new: ["select old_priority from tickets", "update tickets set old_priority = 9 where id = 1"],
    written: "update tickets set priority = 8 where id = 1",
    says: {
      ...CHANGED,
      oldOnNew: "behaviour_change always",
      loses: ["column:tickets.priority"],
    },
  },
  {
    ...HELPDESK,
    name: "gives a fresh column the old name and a default to the renamed one",
    up: `alter table tickets rename column priority to old_priority;
      alter table tickets add column priority integer not null default 3;
      update tickets set priority = old_priority * 10;
      alter table tickets alter column old_priority drop not null`,
    down: `alter table tickets drop column priority;
      alter table tickets alter column old_priority set not null;
      alter table tickets rename column old_priority to priority`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into tickets (person_id, title, old_priority) values (1, 'x', null)",
    new: ["select old_priority from tickets", "update tickets set old_priority = 9 where id = 1"],
    written: "update tickets set priority = 80 where id = 1",
    says: {
      ...CHANGED,
      oldOnNew: "behaviour_change always",
      down: "data_dependent",
      loses: ["column:tickets.priority"],
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "drops a date and adds a moment of the same name",
    up: "alter table tickets drop column due; alter table tickets add column due timestamptz",
    down: "alter table tickets drop column due; alter table tickets add column due date",
    new: ["select due from tickets", "update tickets set due = '2024-06-06 12:00+00' where id = 1"],
    written: "update tickets set due = '2024-06-06 12:00+00' where id = 1",
    says: {
      ...CHANGED,
      oldOnNew: "behaviour_change always",
      upLoses: ["column:tickets.due"],
      loses: ["column:tickets.due"],
      restores: "structure_only",
      newOnReverted: "behaviour_change always",
    },
  },
  {
    ...HELPDESK,
    name: "gives every ticket a team, fills it and requires it",
    up: `${TEAMS}
      alter table tickets add column team_id bigint;
      update tickets set team_id = 1;
      alter table tickets add constraint tickets_team_fk foreign key (team_id) references teams (id);
      create index tickets_team_idx on tickets (team_id);
      alter table tickets alter column team_id set not null`,
    down: "alter table tickets drop column team_id; drop table teams",
    new: TEAMS_READ,
    written: "insert into teams (name) values ('red'); update tickets set team_id = 2 where id = 1",
    says: {
      ...ADDED,
      oldOnNew: "writes_break always",
      loses: ["column:tickets.team_id", "table:teams"],
    },
  },
  {
    ...HELPDESK,
    name: "gives every ticket a team with a default that the old code gets",
    up: `${TEAMS}
      alter table tickets add column team_id bigint not null default 1 references teams (id);
      create index on tickets (team_id)`,
    down: "alter table tickets drop column team_id; drop table if exists teams",
    new: TEAMS_READ,
    written: "insert into teams (name) values ('red'); update tickets set team_id = 2 where id = 1",
    says: { ...ADDED, loses: ["column:tickets.team_id", "table:teams"] },
  },
  {
    ...HELPDESK,
    name: "gives every ticket a team and drops the teams first",
    up: `${TEAMS}
      alter table tickets add column team_id bigint;
      alter table tickets add constraint tickets_team_fk foreign key (team_id) references teams (id) not valid`,
    down: "drop table teams; alter table tickets drop column team_id",
    new: ["select team_id from tickets"],
    says: { ...ADDED, down: "no", inverse: "none", hazard: "brief_block" },
  },
  {
    ...HELPDESK,
    name: "lets every person own tickets besides the one who reports them",
    up: `alter table tickets add column owner_id bigint references people (id);
      update tickets set owner_id = person_id;
      create index tickets_owner_idx on tickets (owner_id)`,
    down: "drop index tickets_owner_idx; alter table tickets drop column owner_id",
    new: ["select owner_id from tickets", "update tickets set owner_id = 2 where id = 1"],
    oldIfData: ["delete from people where id = 3"],
    written: "update tickets set owner_id = 3 where id = 2",
    says: { ...ADDED, oldOnNew: "writes_break if_data", loses: ["column:tickets.owner_id"] },
  },
  {
    ...HELPDESK,
    name: "adds a column and renames it in the same migration",
    up: "alter table people add column tz text default 'UTC'; alter table people rename column tz to time_zone",
    down: "alter table people drop column time_zone",
    new: ["select time_zone from people", "update people set time_zone = 'x' where id = 1"],
    written: "update people set time_zone = 'Europe/Vienna' where id = 1",
    says: { ...ADDED, loses: ["column:people.time_zone"] },
  },
  {
    ...HELPDESK,
    name: "adds and renames a column, and a down knows its first name only",
    up: "alter table people add column tz text default 'UTC'; alter table people rename column tz to time_zone",
    down: "alter table people drop column if exists tz",
    new: ["select time_zone from people", "update people set time_zone = 'x' where id = 1"],
    says: { ...ADDED, inverse: "differs", newOnReverted: "compatible" },
  },
  {
    ...HELPDESK,
    name: "fills what is missing, defaults it and requires it",
    up: `update people set phone = '' where phone is null;
      alter table people alter column phone set default '';
      alter table people alter column phone set not null`,
    old: HELPDESK.old,
    oldIfData: ["insert into people (email, full_name, phone) values ('n@x.org', 'N', null)"],
    down: "alter table people alter column phone drop not null, alter column phone drop default",
    new: [...HELPDESK.old, "insert into people (email, full_name) values ('n@x.org', 'N')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "makes a number smaller and checks its range",
    up: `alter table tickets alter column priority type smallint;
      alter table tickets add constraint priority_range check (priority between 1 and 5)`,
    oldIfData: ["insert into tickets (person_id, title, priority) values (1, 'x', 9)"],
    down: "alter table tickets drop constraint priority_range; alter table tickets alter column priority type integer",
    new: HELPDESK.old,
    newIfData: ["insert into tickets (person_id, title, priority) values (1, 'x', 9)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "swaps the names of two columns",
    up: `alter table people rename column phone to swapped;
      alter table people rename column role to phone;
      alter table people rename column swapped to role`,
    down: `alter table people rename column role to swapped;
      alter table people rename column phone to role;
      alter table people rename column swapped to phone`,
    oldIfData: ["update people set role = repeat('x', 30) where id = 1"],
    new: [
      "select phone, role from people",
      "insert into people (email, full_name, phone) values ('g@x.org', 'G', 'guest')",
    ],
    newIfData: ["update people set phone = repeat('x', 30) where id = 1"],
    says: { ...CHANGED, oldOnNew: "writes_break if_data", newOnReverted: "writes_break if_data" },
  },
  {
    ...HELPDESK,
    name: "replaces an enum by a wider one under the same name",
    up: `create type ticket_state_new as enum ('open', 'waiting', 'blocked', 'closed');
      alter table tickets alter column state drop default;
      alter table tickets alter column state type ticket_state_new using state::text::ticket_state_new;
      alter table tickets alter column state set default 'open';
      drop type ticket_state;
      alter type ticket_state_new rename to ticket_state`,
    down: `create type ticket_state_old as enum ('open', 'waiting', 'closed');
      alter table tickets alter column state drop default;
      alter table tickets alter column state type ticket_state_old using state::text::ticket_state_old;
      alter table tickets alter column state set default 'open';
      drop type ticket_state;
      alter type ticket_state_old rename to ticket_state`,
    downPassesAfter: "select 1",
    downFailsAfter: "update tickets set state = 'blocked' where id = 1",
    new: HELPDESK.old,
    newIfData: ["update tickets set state = 'blocked' where id = 1"],
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
    name: "replaces an enum and maps the lost label back to another",
    up: `create type ticket_state_new as enum ('open', 'waiting', 'blocked', 'closed');
      alter table tickets alter column state drop default;
      alter table tickets alter column state type ticket_state_new using state::text::ticket_state_new;
      alter table tickets alter column state set default 'open';
      drop type ticket_state;
      alter type ticket_state_new rename to ticket_state`,
    down: `update tickets set state = 'waiting' where state = 'blocked';
      create type ticket_state_old as enum ('open', 'waiting', 'closed');
      alter table tickets alter column state drop default;
      alter table tickets alter column state type ticket_state_old using state::text::ticket_state_old;
      alter table tickets alter column state set default 'open';
      drop type ticket_state;
      alter type ticket_state_old rename to ticket_state`,
    written: "update tickets set state = 'blocked' where id = 1",
    new: HELPDESK.old,
    newIfData: ["update tickets set state = 'blocked' where id = 2"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["values:tickets.state"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "turns an enum into checked text and drops the type",
    up: `alter table tickets alter column state drop default;
      alter table tickets alter column state type text using state::text;
      alter table tickets alter column state set default 'open';
      alter table tickets add constraint state_known check (state in ('open', 'waiting', 'closed', 'spam'));
      drop type ticket_state`,
    old: [
      ...HELPDESK.old,
      "select id from tickets where state = 'open'::ticket_state",
      "update tickets set state = 'open'::ticket_state where id = 1",
    ],
    down: `create type ticket_state as enum ('open', 'waiting', 'closed');
      alter table tickets drop constraint state_known;
      alter table tickets alter column state drop default;
      alter table tickets alter column state type ticket_state using state::ticket_state;
      alter table tickets alter column state set default 'open'`,
    downPassesAfter: "select 1",
    downFailsAfter: "update tickets set state = 'spam' where id = 1",
    new: HELPDESK.old,
    newIfData: ["update tickets set state = 'spam' where id = 1"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "turns an enum into rows of a table",
    up: `create table states (id smallint primary key, name text not null unique);
      insert into states values (1, 'open'), (2, 'waiting'), (3, 'closed');
      alter table tickets add column state_id smallint not null default 1 references states (id);
      update tickets t set state_id = s.id from states s where s.name = t.state::text;
      alter table tickets drop column state;
      drop type ticket_state`,
    down: `create type ticket_state as enum ('open', 'waiting', 'closed');
      alter table tickets add column state ticket_state not null default 'open';
      update tickets t set state = s.name::ticket_state from states s where s.id = t.state_id;
      alter table tickets drop column state_id;
      drop table states`,
    downPassesAfter: "select 1",
    downFailsAfter: "insert into states values (4, 'spam'); update tickets set state_id = 4 where id = 1",
    new: [
      "select state_id from tickets",
      "select id, name from states",
      "update tickets set state_id = 3 where id = 1",
    ],
    says: {
      ...CHANGED,
      down: "data_dependent",
      loses: ["table:states", "column:tickets.state_id"],
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "renames a label that is the default",
    seed: HELPDESK.seed.replace("'open'", "'closed'"),
    up: "alter type ticket_state rename value 'open' to 'new'",
    down: "alter type ticket_state rename value 'new' to 'open'",
    old: [
      ...HELPDESK.old,
      "select id from tickets where state = 'open'",
      "insert into tickets (person_id, title, state) values (1, 'x', 'open')",
    ],
    new: [
      "select id from tickets where state = 'new'",
      "insert into tickets (person_id, title, state) values (1, 'x', 'new')",
    ],
    says: { ...CHANGED, hazard: "none" },
  },
  {
    ...HELPDESK,
    name: "counts in cents instead of units",
    schema:
      "create table payments (id serial primary key, amount numeric(8, 2) not null, currency char(3) not null default 'EUR')",
    seed: "insert into payments (amount) values (12.50), (7.25)",
    old: [
      "select id, amount, currency from payments",
      "insert into payments (amount, currency) values (3.75, 'USD')",
      "update payments set amount = 1.5 where id = 1",
    ],
    up: `alter table payments alter column amount type bigint using (amount * 100)::bigint;
      alter table payments rename column amount to amount_cents`,
    down: `alter table payments rename column amount_cents to amount;
      alter table payments alter column amount type numeric(8, 2) using amount / 100.0`,
    new: ["select amount_cents from payments", "insert into payments (amount_cents) values (100)"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into payments (amount_cents) values (999999999999)",
    says: {
      ...CHANGED,
      down: "data_dependent",
      upLoses: ["values:payments.amount"],
      loses: ["values:payments.amount_cents"],
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "reads documents apart into columns and drops them",
    up: `alter table people add column theme text, add column beta boolean not null default false;
      update people set theme = prefs->>'theme', beta = coalesce((prefs->>'beta')::boolean, false);
      alter table people drop column prefs`,
    down: `alter table people add column prefs jsonb not null default '{}';
      update people set prefs = jsonb_build_object('theme', theme, 'beta', beta);
      alter table people drop column theme, drop column beta`,
    new: ["select theme, beta from people", "update people set theme = 'x', beta = true where id = 1"],
    written: "update people set theme = 'sepia' where id = 1",
    says: {
      ...CHANGED,
      upLoses: ["column:people.prefs"],
      loses: ["column:people.theme", "column:people.beta"],
      restores: "partial",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "packs two columns into a document",
    up: `alter table people add column contact jsonb not null default '{}';
      update people set contact = jsonb_build_object('phone', phone, 'name', full_name);
      alter table people drop column phone`,
    down: `alter table people add column phone varchar(20);
      update people set phone = contact->>'phone';
      alter table people drop column contact`,
    new: ["select contact from people", `update people set contact = '{"phone": "7"}' where id = 1`],
    downPassesAfter: `update people set contact = '{"phone": "5", "fax": "6"}' where id = 1`,
    downFailsAfter: `update people set contact = '{"phone": "far too long to be any phone number"}' where id = 1`,
    says: {
      ...CHANGED,
      upLoses: ["column:people.phone"],
      down: "data_dependent",
      loses: ["column:people.contact"],
      restores: "partial",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "deletes doubles and forbids new ones",
    schema: `${HELPDESK.schema}; create table follows (id serial primary key, person_id bigint not null, ticket_id bigint not null)`,
    seed: `${HELPDESK.seed}; insert into follows (person_id, ticket_id) values (1, 1), (1, 1), (2, 1)`,
    up: `delete from follows a using follows b where a.id > b.id and a.person_id = b.person_id and a.ticket_id = b.ticket_id;
      create unique index follows_once on follows (person_id, ticket_id)`,
    old: ["select count(*) > 0 from follows", "insert into follows (person_id, ticket_id) values (3, 1)"],
    oldIfData: ["insert into follows (person_id, ticket_id) values (2, 1)", "select id from follows"],
    down: "drop index follows_once",
    new: ["insert into follows (person_id, ticket_id) values (2, 1) on conflict (person_id, ticket_id) do nothing"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:follows"],
      down: "yes",
      restores: "none",
      newOnReverted: "writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "writes addresses small and makes them unique regardless of case",
    up: `update people set email = lower(email) where email <> lower(email);
      alter table people drop constraint people_email_key;
      create unique index people_email_lower on people (lower(email))`,
    old: [
      ...HELPDESK.old,
      "insert into people (email, full_name) values ('ada@x.org', 'A') on conflict (email) do nothing",
    ],
    oldIfData: ["insert into people (email, full_name) values ('ADA@x.org', 'A')"],
    down: "drop index people_email_lower; alter table people add constraint people_email_key unique (email)",
    new: ["insert into people (email, full_name) values ('ADA@x.org', 'A') on conflict (lower(email)) do nothing"],
    says: {
      oldOnNew: "writes_break if_referenced",
      upLoses: ["values:people.email"],
      down: "yes",
      restores: "none",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_block_all",
    },
    seed: HELPDESK.seed.replace("bob@x.org", "Bob@x.org"),
  },
  {
    ...HELPDESK,
    name: "marks what is deleted and lets its address be used again",
    up: `alter table people add column deleted_at timestamptz;
      alter table people drop constraint people_email_key;
      create unique index people_email_live on people (email) where deleted_at is null`,
    old: [
      ...HELPDESK.old,
      "insert into people (email, full_name) values ('ada@x.org', 'A') on conflict (email) do nothing",
    ],
    down: `drop index people_email_live;
      alter table people add constraint people_email_key unique (email);
      alter table people drop column deleted_at`,
    downPassesAfter: "update people set deleted_at = '2024-07-07 00:00+00' where id = 3",
    downFailsAfter:
      "update people set deleted_at = '2024-07-07 00:00+00' where id = 3; insert into people (email, full_name) values ('cat@x.org', 'Cat')",
    new: ["select deleted_at from people", "update people set deleted_at = '2024-08-08 00:00+00' where id = 2"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      loses: ["column:people.deleted_at"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "adds a role that a check allows and takes it away",
    schema: `${HELPDESK.schema}; alter table people add constraint role_known check (role in ('member', 'admin', 'guest'))`,
    up: `alter table people drop constraint role_known;
      alter table people add constraint role_known check (role in ('member', 'admin', 'guest', 'auditor'))`,
    down: `update people set role = 'guest' where role = 'auditor';
      alter table people drop constraint role_known;
      alter table people add constraint role_known check (role in ('member', 'admin', 'guest'))`,
    written: "update people set role = 'auditor' where id = 2",
    new: HELPDESK.old,
    newIfData: ["update people set role = 'auditor' where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["values:people.role"],
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...HELPDESK,
    name: "adds a role that a check allows, and forbids it again without looking",
    schema: `${HELPDESK.schema}; alter table people add constraint role_known check (role in ('member', 'admin', 'guest'))`,
    up: `alter table people drop constraint role_known, add constraint role_known check (role in ('member', 'admin', 'guest', 'auditor')) not valid;
      alter table people validate constraint role_known`,
    down: `alter table people drop constraint role_known;
      alter table people add constraint role_known check (role in ('member', 'admin', 'guest')) not valid`,
    written: "update people set role = 'auditor' where id = 2",
    new: HELPDESK.old,
    newIfData: ["update people set role = 'auditor' where id = 1"],
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
    name: "makes an address a domain of its own",
    up: `create domain address as text check (value like '%@%');
      alter table people alter column email type address`,
    oldIfData: ["insert into people (email, full_name) values ('nowhere', 'N')"],
    down: "alter table people alter column email type text; drop domain address",
    new: [...HELPDESK.old, "select id from people where email = 'ada@x.org'::address"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...HELPDESK,
    name: "drops a table and the type that only it has",
    schema: `${HELPDESK.schema}; create type colour as enum ('red', 'blue'); create table labels (id serial primary key, name text not null, colour colour not null)`,
    seed: `${HELPDESK.seed}; insert into labels (name, colour) values ('hot', 'red')`,
    old: [
      ...HELPDESK.old,
      "select name, colour from labels",
      "insert into labels (name, colour) values ('cold', 'blue')",
    ],
    up: "drop table labels; drop type colour",
    down: "create type colour as enum ('red', 'blue'); create table labels (id serial primary key, name text not null, colour colour not null)",
    new: HELPDESK.old,
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["table:labels"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...HELPDESK,
    name: "requires a column in steps that never look at all rows at once",
    up: `alter table tickets add constraint body_there check (body is not null) not valid;
      update tickets set body = '' where body is null;
      alter table tickets validate constraint body_there`,
    old: HELPDESK.old.filter((text) => !text.includes("Short")),
    oldIfData: ["insert into tickets (person_id, title) values (2, 'Short')"],
    down: "alter table tickets drop constraint if exists body_there",
    new: HELPDESK.old.filter((text) => !text.includes("Short")),
    newIfData: ["insert into tickets (person_id, title) values (2, 'Short')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
];
