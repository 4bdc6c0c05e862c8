// Clauses of one statement, which PostgreSQL does in passes of its own, and the same one after the other.
import type { CorpusCase, Says } from "../case.ts";

const TAGS = {
  schema: "create table tags (id integer primary key, name varchar(20) default 'new', note text not null default '')",
  seed: "insert into tags values (1, 'one', 'a'), (2, 'two', 'b')",
  old: [
    "select id, name, note from tags",
    "insert into tags (id, name, note) values (9, 'x', 'y')",
    "update tags set name = 'z' where id = 1",
  ],
};

const LONGER = { up: "alter table tags alter name drop default, alter name type text" };

const SAYS: Says = {
  oldOnNew: "behaviour_change if_referenced",
  down: "data_dependent",
  restores: "full",
  newOnReverted: "writes_break if_data",
  hazard: "long_block_all",
};

const WIDE = {
  old: [...TAGS.old, "insert into tags (id) values (10)"],
  new: ["select name from tags", "insert into tags (id, name) values (8, 'n')"],
  newIfData: ["insert into tags (id, name) values (7, repeat('x', 30))"],
  downPassesAfter: "select 1",
  downFailsAfter: "insert into tags (id, name) values (6, repeat('y', 40))",
};

export const POSTGRESQL_IN_PASSES: readonly CorpusCase[] = [
  {
    ...TAGS,
    ...LONGER,
    ...WIDE,
    name: "gives a default and then the type, in one statement",
    down: "alter table tags alter name set default 'new', alter name type varchar(20)",
    says: SAYS,
  },
  {
    ...TAGS,
    ...LONGER,
    ...WIDE,
    name: "gives a default, and the type in the next statement",
    down: "alter table tags alter name set default 'new'; alter table tags alter name type varchar(20)",
    says: { ...SAYS, inverse: "differs" },
  },
  {
    ...TAGS,
    name: "adds a column under the name of one that the same statement drops",
    up: "alter table tags add column note text, drop column note",
    down: "alter table tags drop column note, add column note text not null default ''",
    new: ["select note from tags", "insert into tags (id, note) values (8, 'n')"],
    written: "update tags set note = 'written'",
    says: {
      oldOnNew: "behaviour_change always",
      upLoses: ["values:tags.note"],
      down: "yes",
      loses: ["values:tags.note"],
      restores: "none",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
  {
    ...TAGS,
    name: "checks a column that the same statement adds",
    up: "alter table tags add constraint rated check (stars > 0), add column stars integer",
    down: "alter table tags drop column stars",
    new: ["select stars from tags", "insert into tags (id, stars) values (8, 5)"],
    written: "update tags set stars = 3",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:tags.stars"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
