// Tables of SQLite that leave out or replace rows which a key or a `not null` would refuse.
import type { CorpusCase } from "../case.ts";

const CARDS = {
  schema: "create table cards (id integer primary key, email text, name text)",
  seed: "insert into cards values (1, 'a@x', 'Ann'), (2, 'b@x', 'Bob'), (3, 'a@x', null)",
  old: ["select id, email, name from cards where id = 2", "update cards set name = 'Z' where id = 2"],
};

const rebuilt = (columns: string): string =>
  `CREATE TABLE "__new_cards" (${columns}); INSERT INTO "__new_cards" (id, email, name) SELECT id, email, name FROM cards; DROP TABLE cards; ALTER TABLE "__new_cards" RENAME TO cards;`;

const AS_BEFORE = rebuilt("id integer primary key, email text, name text");

export const SQLITE_LEFT_OUT: readonly CorpusCase[] = [
  {
    ...CARDS,
    name: "a copy writes one row over the other where a key says replace",
    up: rebuilt("id integer primary key, email text, name text, unique (email) on conflict replace"),
    down: AS_BEFORE,
    old: [...CARDS.old, "select count(*) from cards"],
    oldIfData: ["insert into cards (email) values ('b@x')"],
    new: [
      "select email from cards where id = 2",
      "insert into cards (email) values ('q@x') on conflict (email) do nothing",
    ],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      upLoses: ["rows:cards"],
      down: "yes",
      restores: "none",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...CARDS,
    name: "a copy leaves out the nulls where a column says ignore",
    up: rebuilt("id integer primary key, email text, name text not null on conflict ignore"),
    down: AS_BEFORE,
    old: [...CARDS.old, "select count(*) from cards"],
    new: ["select name from cards where id = 2"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      upLoses: ["rows:cards"],
      down: "yes",
      restores: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    schema: "create table flags (name text primary key, state text)",
    seed: "insert into flags values ('beta', 'on'), ('dark', 'off')",
    old: ["select name, state from flags order by name", "insert into flags values ('new', 'on')"],
    oldIfData: ["insert into flags values ('beta', 'off')"],
    name: "a primary key replaces what it refused",
    up: "CREATE TABLE flags2 (name text primary key on conflict replace, state text); INSERT INTO flags2 SELECT * FROM flags; DROP TABLE flags; ALTER TABLE flags2 RENAME TO flags;",
    down: "CREATE TABLE flags2 (name text primary key, state text); INSERT INTO flags2 SELECT * FROM flags; DROP TABLE flags; ALTER TABLE flags2 RENAME TO flags;",
    new: ["select name, state from flags order by name"],
    newIfData: ["insert into flags values ('beta', 'off')"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
];
