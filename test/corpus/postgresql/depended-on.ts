import type { CorpusCase, Says, Setting } from "../case.ts";

const REFERENCED: Setting = {
  schema: `create table users (id integer primary key, email text not null, age integer);
    create unique index users_email on users (email);
    create table posts (id integer primary key, user_id integer references users, author text references users (email))`,
  seed: "insert into users values (1, 'ada@example.com', 36), (2, 'bob@example.com', 41); insert into posts values (1, 1, 'ada@example.com')",
  old: [
    "select id from posts",
    "insert into posts values (2, 1, null)",
    "insert into users values (3, 'eve@example.com', 20)",
  ],
};

const MOODS: Setting = {
  schema: "create type mood as enum ('sad', 'ok'); create table people (id integer primary key, mood mood)",
  seed: "insert into people values (1, 'sad'), (2, 'ok')",
  old: ["select id from people where mood = 'sad'", "insert into people values (3, 'ok')"],
};

const REBUILT = `alter type mood rename to mood_old;
  create type mood as enum ('sad', 'ok');
  alter table people alter column mood type mood using mood::text::mood;
  drop type mood_old`;

const REFUSED: Says = {
  oldOnNew: "behaviour_change if_data",
  down: "no",
  inverse: "none",
  newOnReverted: "undetermined",
  hazard: "long_block_all",
};

const WITHOUT_KEY: Says = {
  oldOnNew: "writes_break if_referenced",
  down: "data_dependent",
  restores: "full",
  inverse: "differs",
  newOnReverted: "writes_break if_data",
  hazard: "long_block_writes",
};

/** What hangs on keys, indexes and types: it goes with them, or keeps them where they are. */
export const POSTGRESQL_DEPENDED_ON: readonly CorpusCase[] = [
  {
    ...REFERENCED,
    name: "drops a primary key and what references it, and makes the key only",
    old: [...REFERENCED.old, "insert into users values (1, 'ada@example.com', 3) on conflict (id) do nothing"],
    up: "alter table users drop constraint users_pkey cascade",
    down: "alter table users add primary key (id)",
    new: ["select id from posts"],
    newIfData: ["insert into users values (1, 'twin@example.com', 9)"],
    downFailsAfter: "insert into users values (2, 'twin@example.com', 9)",
    says: { ...WITHOUT_KEY, hazard: "long_block_all" },
  },
  {
    ...REFERENCED,
    name: "drops a unique index and what references it, and makes the index only",
    old: [...REFERENCED.old, "insert into users values (9, 'ada@example.com', 3) on conflict (email) do nothing"],
    up: "drop index users_email cascade",
    down: "create unique index users_email on users (email)",
    new: ["select id from posts"],
    newIfData: ["insert into users values (8, 'ada@example.com', 9)"],
    downFailsAfter: "insert into users values (7, 'bob@example.com', 9)",
    says: WITHOUT_KEY,
  },
  {
    ...REFERENCED,
    name: "makes a unique index that a foreign key then needs",
    schema:
      "create table users (id integer primary key, email text not null); create table posts (id integer primary key)",
    seed: "insert into users values (1, 'ada@example.com'); insert into posts values (1)",
    old: ["select id from posts", "insert into users values (3, 'eve@example.com')", "insert into posts values (2)"],
    oldIfData: ["insert into users values (4, 'ada@example.com')"],
    up: `create unique index users_email on users (email);
      alter table posts add column author text references users (email)`,
    down: "drop index users_email; alter table posts drop column author",
    written: "update posts set author = 'ada@example.com'",
    new: ["select author from posts"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "no",
      loses: ["column:posts.author"],
      restores: "none",
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...MOODS,
    name: "adds a label, and rebuilds the type under a partial index",
    schema: `${MOODS.schema}; create index people_sad on people (id) where mood = 'sad'`,
    up: "alter type mood add value 'meh'",
    down: REBUILT,
    new: ["select id from people", "insert into people values (4, 'sad')"],
    says: REFUSED,
  },
  {
    ...MOODS,
    name: "adds a label, and rebuilds the type under a check as the database prints it",
    schema: `${MOODS.schema};
      alter table people add constraint people_mood check ((mood = any (array['sad'::mood, 'ok'::mood])))`,
    up: "alter type mood add value 'meh'",
    down: REBUILT,
    new: ["select id from people", "insert into people values (4, 'sad')"],
    says: REFUSED,
  },
  {
    ...MOODS,
    name: "adds a label, and drops it as no version can",
    up: "alter type mood add value 'meh'",
    down: "alter type mood drop value 'meh'",
    written: "insert into people values (5, 'meh')",
    new: ["select id from people", "insert into people values (4, 'sad')"],
    says: { ...REFUSED, hazard: "none" },
  },
  {
    ...MOODS,
    name: "maps a label to another by an expression",
    schema: "create type mood as enum ('sad', 'ok', 'happy'); create table people (id integer primary key, mood mood)",
    seed: "insert into people values (1, 'sad'), (2, 'happy')",
    old: ["select id from people where mood = 'happy'", "insert into people values (3, 'happy')"],
    up: `create type mood_new as enum ('sad', 'ok');
      alter table people alter column mood type mood_new using (case mood when 'happy' then 'ok' else mood::text end)::mood_new;
      drop type mood;
      alter type mood_new rename to mood`,
    down: "alter type mood add value 'happy'",
    new: ["select id from people", "insert into people values (4, 'sad')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["values:people.mood"],
      down: "yes",
      restores: "none",
      newOnReverted: "behaviour_change if_data",
      hazard: "none",
    },
  },
  {
    ...MOODS,
    name: "indexes a parted table, and drops the index concurrently",
    schema:
      "create table events (id integer, at date) partition by range (at); create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01')",
    seed: "insert into events values (1, '2024-02-03')",
    old: ["select id from events", "insert into events values (2, '2024-03-04')"],
    up: "create index events_at on events (at)",
    down: "drop index concurrently events_at",
    outsideTransaction: true,
    new: ["select id from events", "insert into events values (3, '2024-03-04')"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];
