// Foreign keys as Django makes them are looked at when the transaction ends: until then the table cannot be altered.
import type { CorpusCase, Setting } from "../case.ts";

const CARDS: Setting = {
  schema: `
    create table boards (id int primary key, name text);
    create table cards (id int primary key, title text,
      board_id int references boards (id) deferrable initially deferred)`,
  seed: "insert into boards values (1, 'a'), (2, 'b'); insert into cards values (1, 'x', 1)",
  old: ["select id, title, board_id from cards", "insert into cards (id, title, board_id) values (9, 'y', 1)"],
};

const COLORED = {
  up: "alter table cards add column color text",
  new: ["select color from cards", "update cards set color = 'red' where id = 1"],
};

const FAILS = {
  oldOnNew: "compatible",
  down: "no",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "brief_block",
} as const;

export const POSTGRESQL_PUT_OFF: readonly CorpusCase[] = [
  {
    ...CARDS,
    ...COLORED,
    name: "writes a row and alters its table, whose foreign key is put off",
    onlyWithSchema: "that the foreign key is put off",
    down: "insert into cards (id, title) values (50, 'z'); alter table cards drop column color",
    says: FAILS,
  },
  {
    ...CARDS,
    name: "writes a row and makes an index on its table, whose foreign key is put off",
    onlyWithSchema: "that the foreign key is put off",
    schema: `${CARDS.schema}; create index by_title on cards (title)`,
    up: "drop index by_title",
    down: "insert into cards (id, title) values (50, 'z'); create index by_title on cards (title)",
    new: ["select id from cards"],
    says: { ...FAILS, hazard: "none" },
  },
  {
    ...CARDS,
    ...COLORED,
    name: "moves rows to another parent and alters their table",
    down: "update cards set board_id = 2 where color = 'blue'; alter table cards drop column color",
    onlyWithSchema: "that the foreign key is put off",
    downPassesAfter: "update cards set color = 'red'",
    downFailsAfter: "update cards set color = 'blue'",
    says: {
      ...FAILS,
      down: "data_dependent",
      loses: ["column:cards.color"],
      inverse: "exact",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...CARDS,
    name: "deletes a parent and alters its table",
    up: "alter table boards add column color text",
    down: "delete from boards where color = 'blue'; alter table boards drop column color",
    old: [...CARDS.old, "select id, name from boards"],
    new: ["select color from boards", "update boards set color = 'red' where id = 1"],
    downPassesAfter: "update boards set color = 'red'",
    downFailsAfter: "insert into boards (id, color) values (8, 'blue')",
    says: {
      ...FAILS,
      down: "data_dependent",
      loses: ["column:boards.color"],
      inverse: "exact",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...CARDS,
    ...COLORED,
    name: "looks at what was put off before it alters the table",
    down: "update cards set title = 'z', board_id = 2; set constraints all immediate; alter table cards drop column color",
    written: "update cards set color = 'red'",
    says: {
      ...FAILS,
      down: "yes",
      loses: ["column:cards.color", "values:cards.board_id", "values:cards.title"],
      inverse: "exact",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...CARDS,
    ...COLORED,
    name: "sets a savepoint between a row and a change of its table",
    onlyWithSchema: "that the foreign key is put off",
    down: "insert into cards (id, title) values (50, 'z'); savepoint s; alter table cards drop column color",
    says: FAILS,
  },
  {
    ...CARDS,
    ...COLORED,
    name: "puts off what was put off already",
    onlyWithSchema: "that the foreign key is put off",
    down: "insert into cards (id, title) values (50, 'z'); set constraints all deferred; alter table cards drop column color",
    says: FAILS,
  },
  {
    ...CARDS,
    ...COLORED,
    name: "looks at one foreign key by its name before it alters the table",
    down: "update cards set board_id = 2; set constraints cards_board_id_fkey immediate; alter table cards drop column color",
    written: "update cards set color = 'red'",
    says: {
      ...FAILS,
      down: "yes",
      loses: ["column:cards.color", "values:cards.board_id"],
      inverse: "exact",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
];
