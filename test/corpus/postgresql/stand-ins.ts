import type { CorpusCase, Says } from "../case.ts";

const PEOPLE = {
  schema: `create table people (id serial primary key, email text not null unique, name text);
    create table visits (id serial primary key, person_id integer not null references people (id), at text)`,
  seed: "insert into people (email, name) values ('a@x', 'Ann'), ('b@x', 'Bo'); insert into visits (person_id, at) values (1, 'home')",
  old: [
    "select id, email, name from people",
    "insert into people (email, name) values ('c@x', 'Cy')",
    "update people set email = 'd@x' where id = 1",
    "select id, person_id, at from visits",
    "insert into visits (person_id, at) values (2, 'work')",
  ],
} as const;

/** Nobody wrote a way back, and how far the first counter was is gone. */
const COPIED: Omit<Says, "oldOnNew"> = {
  upLoses: ["sequence:visits_id_seq"],
  down: "no_down",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "none",
};

const UPSERT = "insert into people (email) values ('a@x') on conflict (email) do update set name = 'Anna'";

/** A column or a table in the place of another, without something that went with that one. */
export const POSTGRESQL_STAND_INS: readonly CorpusCase[] = [
  {
    ...PEOPLE,
    name: "puts a wider column in the place of one that was unique",
    up: `alter table people add column email_new varchar(500);
      update people set email_new = email;
      alter table people alter column email_new set not null;
      alter table people drop column email;
      alter table people rename column email_new to email`,
    down: "alter table people alter column email type text",
    old: [...PEOPLE.old, UPSERT],
    new: ["select id, email, name from people", "insert into people (email, name) values ('c@x', 'Cy')"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...PEOPLE,
    name: "puts a wider column in the place of one that was unique, and makes it unique again",
    up: `alter table people add column email_new varchar(500);
      update people set email_new = email;
      alter table people alter column email_new set not null;
      alter table people drop column email;
      alter table people rename column email_new to email;
      alter table people add constraint people_email_key unique (email)`,
    down: "alter table people alter column email type text",
    old: [...PEOPLE.old, UPSERT],
    new: [...PEOPLE.old, UPSERT],
    says: { oldOnNew: "compatible", down: "yes", newOnReverted: "compatible", hazard: "brief_block" },
  },
  {
    ...PEOPLE,
    name: "copies a table, with its numbers, into one whose counter begins at 1",
    up: `create table visits_new (id bigserial primary key, person_id integer not null references people (id), at text);
      insert into visits_new (id, person_id, at) select id, person_id, at from visits;
      drop table visits;
      alter table visits_new rename to visits`,
    down: undefined,
    old: PEOPLE.old.slice(0, 4),
    oldIfData: ["insert into visits (person_id, at) values (2, 'work')"],
    new: ["select id, person_id, at from visits"],
    says: { ...COPIED, oldOnNew: "writes_break if_data" },
  },
  {
    ...PEOPLE,
    name: "copies a table, with its numbers, and sets the counter behind them",
    up: `create table visits_new (id bigserial primary key, person_id integer not null references people (id), at text);
      insert into visits_new (id, person_id, at) select id, person_id, at from visits;
      drop table visits;
      alter table visits_new rename to visits;
      select setval(pg_get_serial_sequence('visits', 'id'), (select max(id) from visits))`,
    down: undefined,
    new: PEOPLE.old,
    says: { ...COPIED, oldOnNew: "compatible" },
  },
  {
    ...PEOPLE,
    name: "makes a table anew under its name while the old one keeps the name of its sequence",
    up: `alter table visits rename to visits_old;
      create table visits (id bigserial primary key, person_id integer not null references people (id), at text);
      insert into visits (id, person_id, at) select id, person_id, at from visits_old;
      select setval(pg_get_serial_sequence('visits', 'id'), (select max(id) from visits));
      drop table visits_old`,
    down: undefined,
    new: PEOPLE.old,
    says: { ...COPIED, oldOnNew: "compatible" },
  },
  {
    ...PEOPLE,
    name: "copies a table that goes on with the sequence of the original",
    up: `create table visits_new (like visits including all);
      insert into visits_new select * from visits;
      alter table visits rename to visits_old;
      alter table visits_new rename to visits`,
    down: "drop table visits; alter table visits_old rename to visits",
    new: [
      "select id, person_id, at from visits",
      "select id from visits_old",
      "update visits_old set at = 'x' where id = 1",
    ],
    written: "insert into visits (person_id, at) values (2, 'new')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["table:visits"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...PEOPLE,
    name: "takes a sequence away from unique numbers, and its down makes one that begins at 1",
    schema: `${PEOPLE.schema};
      create sequence numbers start 1;
      alter table visits add column number integer unique default nextval('numbers')`,
    up: "alter table visits alter column number drop default; drop sequence numbers",
    down: "create sequence numbers; alter table visits alter column number set default nextval('numbers')",
    new: ["select number from visits", "insert into visits (person_id, number) values (2, 9)"],
    newIfData: ["insert into visits (person_id) values (2)"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      upLoses: ["sequence:numbers"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...PEOPLE,
    name: "puts a copy in the place of a column, and another copy beside it",
    up: `alter table people add column name_new text;
      update people set name_new = name;
      alter table people drop column name;
      alter table people rename column name_new to name;
      alter table people add column label text;
      update people set label = name`,
    down: "alter table people drop column label",
    new: [...PEOPLE.old, "select label from people", "update people set label = 'x' where id = 1"],
    written: "update people set label = 'other' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:people.label"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...PEOPLE,
    name: "keeps values in a new column, writes others in their place, and takes them back",
    up: `alter table people add column name_before text;
      update people set name_before = name;
      update people set name = upper(name)`,
    down: "update people set name = name_before; alter table people drop column name_before",
    new: [...PEOPLE.old, "select name_before from people", "update people set name_before = 'x' where id = 1"],
    written: "update people set name = 'ZOE' where id = 1",
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      loses: ["values:people.name"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...PEOPLE,
    name: "switches a trigger off, and its down forgets to switch it on",
    schema: `${PEOPLE.schema};
      create function noted() returns trigger language plpgsql as $$ begin new.at := upper(new.at); return new; end $$;
      create trigger visits_noted before insert on visits for each row execute function noted()`,
    up: "alter table visits disable trigger visits_noted; create index visits_at on visits (at)",
    down: "drop index visits_at",
    new: PEOPLE.old,
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];
