import type { CorpusCase, Says, Setting } from "../case.ts";

const PARTS: Setting = {
  schema: `
    create table parts (
      id integer primary key,
      code varchar(20),
      note text,
      data text,
      area point
    );
    alter table parts add constraint coded check (length(code) > 1);
    create index noted on parts (note);
    create index short on parts (lower(data))`,
  seed: `insert into parts values (1, 'aa', 'a', '{"b": 1, "a": 2}', '(1,2)'),
    (2, 'bb', 'b', '{"c":3}', '(3,4)')`,
  old: [
    "select id, code, note, data, area from parts",
    "insert into parts (id, code, note, data) values (3, 'cc', 'c', '{}')",
    "update parts set note = 'z' where id = 1",
  ],
};

const READ = ["select id, code, note from parts"];

const OTHER: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "partial",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

/** Columns that change their type: what stands on them, and what is left of their values. */
export const POSTGRESQL_CONVERTED: readonly CorpusCase[] = [
  {
    ...PARTS,
    name: "widens a column again that a check asks about, for which every row is read",
    up: "alter table parts alter code type varchar(10)",
    down: "alter table parts alter code type varchar(20)",
    oldIfData: ["update parts set code = 'fifteen letters' where id = 1"],
    new: READ,
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "shortens a column again by a cast to any length, which cuts nothing",
    up: "alter table parts alter code type varchar(60)",
    down: "alter table parts alter code type varchar(20) using code::text",
    new: READ,
    newIfData: ["update parts set code = 'more than twenty letters' where id = 1"],
    downFailsAfter: "update parts set code = 'more than twenty letters' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "computes a text anew in its place, for which every row is written",
    seed: `${PARTS.seed}; update parts set note = ' a' where id = 1`,
    up: "alter table parts alter note type text using trim(note)",
    down: "alter table parts alter note type text using upper(note)",
    old: PARTS.old.slice(1),
    oldIfData: ["select id from parts where note = ' a'"],
    new: ["insert into parts (id, code, note, data) values (4, 'dd', 'd', '{}')"],
    newIfData: ["select note from parts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:parts.note"],
      down: "yes",
      loses: ["values:parts.note"],
      restores: "partial",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "takes the first of several texts back, which may have grown",
    up: "alter table parts alter code drop not null, drop constraint coded, alter code type text[] using array[code]",
    down: "alter table parts alter code type varchar(20) using code[1]",
    old: [...PARTS.old, "select id from parts where code = 'aa'"],
    new: ["select code[1] from parts", "update parts set code[1] = 'b' where id = 1"],
    newIfData: ["update parts set code = '{a,b}' where id = 1"],
    written: "update parts set code = '{a,b}' where id = 2",
    downFailsAfter: "update parts set code = '{more than twenty letters}' where id = 1",
    says: {
      ...OTHER,
      upLoses: ["values:parts.code"],
      down: "data_dependent",
      loses: ["values:parts.code"],
      inverse: "differs",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "sorts an indexed column in another way, for which the index is built anew",
    up: 'alter table parts alter note type text collate "C"',
    down: 'alter table parts alter note type text collate "default"',
    new: READ,
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "tells upper case from lower case no more in a column without an index",
    schema: `create extension citext; create table tags (id integer primary key, tag text)`,
    seed: "insert into tags values (1, 'Red'), (2, 'blue')",
    old: ["select id from tags where tag = 'Red'", "insert into tags values (3, 'green')"],
    up: "alter table tags alter tag type citext",
    down: "alter table tags alter tag type text",
    new: ["select id, tag from tags"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...PARTS,
    name: "brings back that upper case is lower case, to a column that is unique",
    schema: `create extension citext; create table tags (id integer primary key, tag citext unique)`,
    seed: "insert into tags values (1, 'Red'), (2, 'blue')",
    old: ["select id, tag from tags", "insert into tags values (3, 'green')"],
    up: "alter table tags alter tag type text",
    down: "alter table tags alter tag type citext",
    new: ["select id, tag from tags"],
    newIfData: ["insert into tags values (4, 'RED')"],
    downPassesAfter: "insert into tags values (7, 'black')",
    downFailsAfter: "insert into tags values (7, 'red')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PARTS,
    name: "parses a text as jsonb, which is written in another form when it comes back",
    schema: `${PARTS.schema}; drop index short`,
    up: "alter table parts alter data type jsonb using data::jsonb",
    down: "alter table parts alter data type text using data::text",
    old: [...PARTS.old, "select lower(data) from parts", "update parts set data = data || '!' where id = 1"],
    new: [...READ, "select data -> 'a' from parts", "update parts set data = jsonb_set(data, '{a}', '5') where id = 1"],
    says: { ...OTHER, upLoses: ["values:parts.data"] },
  },
  {
    ...PARTS,
    name: "writes a point as a text",
    up: "alter table parts alter area type text using area::text",
    down: "alter table parts alter area type point using area::point",
    old: [...PARTS.old, "select area[0] from parts"],
    new: ["select upper(area) from parts", "update parts set area = '( 1 , 2 )' where id = 1"],
    downPassesAfter: "update parts set area = '( 5 , 6 )' where id = 2",
    downFailsAfter: "update parts set area = 'nowhere' where id = 2",
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "data_dependent",
      restores: "full",
      loses: ["values:parts.area"],
      newOnReverted: "reads_break if_referenced",
      hazard: "long_block_all",
    },
  },
];
