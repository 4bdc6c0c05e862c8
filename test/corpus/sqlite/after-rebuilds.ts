// What is done with a table before or after it is made anew: its rows are the same ones.
import type { CorpusCase, Says } from "../case.ts";

const NOTES = {
  schema: "create table notes (id integer primary key, title text, body text not null default '')",
  seed: "insert into notes values (1, 'one', 'a'), (2, 'two', 'b'), (3, 'three', 'c')",
  old: [
    "select id, title, body from notes",
    "insert into notes (title, body) values ('x', 'y')",
    "update notes set title = 'z', body = 'w' where id = 2",
  ],
};

const NEW = { new: ["select id, title from notes", "insert into notes (title) values ('n')"] };

function rebuilt(columns: string, copied = "id, title, body"): string {
  return `create table notes_new (${columns}); insert into notes_new (${copied}) select ${copied} from notes;
    drop table notes; alter table notes_new rename to notes`;
}

const AS_BEFORE = rebuilt("id integer primary key, title text, body text not null default ''");

const CHECKED = rebuilt("id integer primary key, title text, body text not null default '', check (id > 0)");

const SAYS: Says = {
  oldOnNew: "behaviour_change if_data",
  down: "yes",
  restores: "full",
  newOnReverted: "compatible",
  hazard: "long_block_all",
};

export const SQLITE_AFTER_REBUILDS: readonly CorpusCase[] = [
  {
    ...NOTES,
    ...NEW,
    name: "deletes rows of a table that it has just made anew",
    up: `${CHECKED}; delete from notes where id = 3`,
    down: AS_BEFORE,
    oldIfData: ["update notes set title = 'z' where id = 3", "insert into notes values (0, 'x', 'y')"],
    says: {
      ...SAYS,
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:notes"],
      restores: "none",
      newOnReverted: "behaviour_change if_data",
    },
  },
  {
    ...NOTES,
    ...NEW,
    name: "writes over values of a table that it has just made anew",
    up: `${CHECKED}; update notes set body = 'new' where body = 'a'`,
    down: `update notes set body = 'a' where body = 'new'; ${AS_BEFORE}`,
    oldIfData: ["insert into notes values (0, 'x', 'y')"],
    says: {
      ...SAYS,
      oldOnNew: "writes_break if_data",
      upLoses: ["values:notes.body"],
      loses: ["values:notes.body"],
      restores: "full",
      newOnReverted: "behaviour_change if_data",
    },
  },
  {
    ...NOTES,
    name: "adds rows, makes the table anew, and deletes them after it was made as before",
    up: `insert into notes values (7, 'seven', 'g'); ${CHECKED}`,
    down: `${AS_BEFORE}; delete from notes where id = 7`,
    oldIfData: ["insert into notes values (0, 'x', 'y')"],
    new: ["insert into notes (id, title) values (50, 'n')"],
    newIfData: ["select id, title from notes"],
    says: {
      ...SAYS,
      oldOnNew: "writes_break if_data",
      loses: ["rows:notes"],
      restores: "nothing_lost",
      newOnReverted: "behaviour_change if_data",
    },
  },
  {
    ...NOTES,
    name: "leaves a column out that the down requires once the table is made as before",
    up: "alter table notes drop column title",
    down: `${rebuilt("id integer primary key, body text not null default ''", "id, body")};
      alter table notes add column title text not null`,
    new: ["select id, body from notes", "insert into notes (body) values ('n')"],
    says: {
      ...SAYS,
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:notes.title"],
      down: "no",
      restores: "none",
      inverse: "none",
    },
  },
  {
    name: "numbers that are unique were texts for a while",
    schema: "create table lots (id integer primary key, code integer not null, unique (code))",
    seed: "insert into lots values (1, 5), (2, 7)",
    old: ["select id from lots", "insert into lots values (9, 9)"],
    oldIfData: ["select code from lots"],
    up: `create table lots_new (id integer primary key, code text not null, unique (code));
      insert into lots_new (id, code) select id, code from lots; drop table lots; alter table lots_new rename to lots`,
    down: `create table lots_new (id integer primary key, code integer not null, unique (code));
      insert into lots_new (id, code) select id, code from lots; drop table lots; alter table lots_new rename to lots`,
    new: ["select id from lots", "insert into lots values (9, 'x9')"],
    newIfData: ["select code from lots"],
    written: "insert into lots values (3, '03')",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into lots values (4, '07')",
    says: {
      ...SAYS,
      down: "data_dependent",
      loses: ["values:lots.code"],
      newOnReverted: "behaviour_change if_data",
    },
  },
  {
    name: "a computed column reads JSON out of a text that may be none",
    schema: "create table notes (id integer primary key, body text)",
    seed: `insert into notes values (1, '{"a": 1}')`,
    old: ["select id, body from notes", "insert into notes (body) values ('[]')"],
    oldIfData: ["insert into notes (body) values ('plain')"],
    up: "alter table notes add column found text as (json_extract(body, '$.a'))",
    down: "alter table notes drop column found",
    new: ["select id, found from notes"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "reads_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    name: "a trigger reads JSON out of a text that may be none",
    schema: "create table notes (id integer primary key, body text)",
    seed: `insert into notes values (1, '{"a": 1}')`,
    old: ["select id, body from notes", "insert into notes (body) values ('[]')"],
    oldIfData: ["insert into notes (body) values ('plain')"],
    up: `create table found (x); create trigger finds after insert on notes when json_extract(new.body, '$.a') is not null
      begin insert into found values (json_extract(new.body, '$.a')); end`,
    down: "drop trigger finds; drop table found",
    new: ["select x from found", "insert into found values (5)"],
    written: "insert into found values (7)",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:found"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    name: "a table that refers to itself is made anew, and its rows go with the old one",
    schema: "create table k (id integer primary key, p integer references k (id) on delete cascade, n text)",
    seed: "insert into k values (1, null, 'a'), (2, 1, 'b')",
    old: ["select id, p, n from k", "insert into k (id, n) values (9, 'c')"],
    up: "alter table k add column z text",
    down: `create table k_n (id integer primary key, p integer references k (id) on delete cascade, n text);
      insert into k_n select id, p, n from k; drop table k; alter table k_n rename to k`,
    new: ["select id, z from k", "insert into k (id, z) values (8, 'y')"],
    written: "update k set z = 'z'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:k.z", "rows:k"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    name: "a column is added, and its table made anew with it",
    schema: "create table book (id integer primary key, t text)",
    seed: "insert into book values (1, 'a')",
    old: ["select id, t from book", "insert into book (t) values ('b')"],
    up: `alter table book add column z text;
      create table book_n (id integer primary key, t text, z text default 'q');
      insert into book_n (id, t, z) select id, t, z from book; drop table book; alter table book_n rename to book`,
    down: "alter table book drop column z",
    new: ["select id, z from book", "insert into book (t, z) values ('c', 'd')"],
    written: "update book set z = 'y'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:book.z"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
];
