import type { CorpusCase, Setting } from "../case.ts";

const TICKETS: Setting = {
  schema: `
    create table desks (id integer primary key, name text not null, opened text);
    create table tickets (id integer primary key, desk_id integer not null references desks (id), name varchar(40) not null, state text);
    create view open_tickets as select t.id, t.name from tickets t join desks d on d.id = t.desk_id where t.state is null;
    create view counted as select count(*) as tickets from open_tickets`,
  seed: "insert into desks values (1, 'front', 'monday'); insert into tickets values (1, 1, 'lost key', null), (2, 1, 'no light', 'done')",
  old: [
    "select id, desk_id, name, state from tickets",
    "select id, name from open_tickets",
    "select tickets from counted",
  ],
};

const OPEN =
  "create view open_tickets as select t.id, t.name from tickets t join desks d on d.id = t.desk_id where t.state is null";
const COUNTED = "create view counted as select count(*) as tickets from open_tickets";

const LABELS: Setting = {
  schema: `
    create table public.labels (id integer not null, word text default ''::text);
    create sequence public.labels_id_seq as integer start with 1 increment by 1 no minvalue no maxvalue cache 1;
    alter sequence public.labels_id_seq owned by public.labels.id;
    alter table only public.labels alter column id set default nextval('public.labels_id_seq'::regclass);
    alter table only public.labels add constraint labels_pkey primary key (id)`,
  seed: "insert into labels (word) values ('red')",
  old: ["select id, word from labels", "insert into labels (word) values ('blue')"],
};

const CARDS: Setting = {
  schema: `create extension pg_trgm; create type mood as enum ('good', 'bad'); create domain moods as mood;
    create table cards (id integer primary key, title text, mood mood, later moods);
    create index by_title on cards using gin (title gin_trgm_ops)`,
  seed: "insert into cards values (1, 'ace', 'good', 'bad')",
  old: ["select id, title, mood, later from cards", "insert into cards (id, mood, later) values (2, 'bad', 'good')"],
};

const GONE = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  inverse: "differs",
  newOnReverted: "compatible",
} as const;

/** What goes, or stays, with something else. */
export const POSTGRESQL_TAKEN_ALONG: readonly CorpusCase[] = [
  {
    ...LABELS,
    name: "drops a table with the sequence that it owns, and makes it again as serial",
    up: "drop table labels",
    down: "create table labels (id serial primary key, word text default '')",
    new: [],
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
    ...TICKETS,
    name: "makes a view again, and not the one that went with it",
    up: `drop view open_tickets cascade; ${OPEN}`,
    down: COUNTED,
    new: ["select id, name from open_tickets"],
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TICKETS,
    name: "drops two views together, of which one reads the other",
    up: "alter table desks add column floor integer",
    down: "alter table desks drop column floor; drop view open_tickets, counted cascade",
    new: ["select floor from desks", "update desks set floor = 2 where id = 1", "select tickets from counted"],
    written: "update desks set floor = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:desks.floor"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TICKETS,
    name: "changes a column of which a view reads another table's namesake",
    oldIfData: ["insert into desks (id, name) values (9, repeat('x', 300))"],
    up: "alter table desks alter column name type varchar(200)",
    down: "alter table desks alter column name type text",
    new: ["select name from desks", "select name from open_tickets"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...CARDS,
    name: "drops a type with what is made of it, and brings back the type and a column",
    up: "drop type mood cascade",
    down: "create type mood as enum ('good', 'bad'); alter table cards add column mood mood, add column later mood",
    new: ["select id, title from cards"],
    says: {
      ...GONE,
      upLoses: ["column:cards.mood", "column:cards.later"],
      restores: "structure_only",
      hazard: "brief_block",
    },
  },
  {
    ...CARDS,
    name: "drops an extension with the index that it serves, and installs it again",
    up: "drop extension pg_trgm cascade",
    down: "create extension pg_trgm",
    new: ["select id, title from cards"],
    old: [
      "select similarity(title, 'x') from cards",
      "update cards set title = 'y' where similarity(title, 'ace') > 0.5",
    ],
    says: { ...GONE, restores: "structure_only", hazard: "none" },
  },
  {
    ...CARDS,
    name: "installs an extension that is there",
    onlyWithSchema: "that the extension is there",
    up: "create index by_mood on cards (mood)",
    down: "drop index by_mood; create extension pg_trgm",
    new: ["select id, title from cards"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "brief_block" },
  },
];
