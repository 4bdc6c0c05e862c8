// Downs that ask of rows what some cannot answer, and a table that refers to itself.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PLANTS: Setting = {
  schema: "create table plants (id serial primary key, name text not null, code text, height int not null default 1)",
  seed: "insert into plants (name, code, height) values ('fern', '12', 5), ('moss', '7', 1)",
  old: [
    "select id, name, code, height from plants",
    "insert into plants (name, code) values ('reed', '3')",
    "update plants set code = '9' where id = 1",
    "delete from plants where id = 2",
  ],
};

const SHADED: Pick<CorpusCase, "up" | "new" | "written"> = {
  up: "alter table plants add column shade int",
  new: ["select shade from plants", "update plants set shade = 2 where id = 1"],
  written: "update plants set shade = 4",
};

const DEPENDS: Says = {
  oldOnNew: "compatible",
  down: "data_dependent",
  loses: ["column:plants.shade"],
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_online",
};

const OF_CODES: Pick<CorpusCase, "downPassesAfter" | "downFailsAfter" | "onlyWithSchema"> = {
  downPassesAfter: "update plants set code = '13' where id = 2",
  downFailsAfter: "update plants set code = 'none' where id = 2",
  onlyWithSchema: "what the columns hold",
};

export const POSTGRESQL_ASKED_IN_VAIN: readonly CorpusCase[] = [
  {
    ...PLANTS,
    ...SHADED,
    ...OF_CODES,
    name: "takes a text for a number where a down looks for rows to delete",
    down: "delete from plants where code::int = 12; alter table plants drop column shade",
    says: { ...DEPENDS, loses: ["rows:plants", "column:plants.shade"] },
  },
  {
    ...PLANTS,
    ...SHADED,
    ...OF_CODES,
    name: "takes a part of a text for a number where a down looks for rows to change",
    down: "update plants set name = 'twelve' where substr(code, 1, 2)::int = 12; alter table plants drop column shade",
    says: { ...DEPENDS, loses: ["values:plants.name", "column:plants.shade"] },
  },
  {
    ...PLANTS,
    ...SHADED,
    name: "divides by what a column holds where a down looks for rows to change",
    down: "update plants set name = 'tall' where 100 / height < 25; alter table plants drop column shade",
    downPassesAfter: "update plants set height = 2 where id = 2",
    downFailsAfter: "update plants set height = 0 where id = 2",
    onlyWithSchema: "what the columns hold",
    says: { ...DEPENDS, loses: ["values:plants.name", "column:plants.shade"] },
  },
  {
    ...PLANTS,
    ...SHADED,
    name: "looks for rows in ways that every row can answer",
    down: `update plants set name = 'twelve' where lower(code) = '12' and height::text <> '3' and name ~ '^f' and height / 2 > 1;
      alter table plants drop column shade`,
    onlyWithSchema: "what the columns hold",
    says: { ...DEPENDS, down: "yes", loses: ["values:plants.name", "column:plants.shade"] },
  },
  {
    ...PLANTS,
    name: "makes a table that refers to itself",
    up: "create table kinds (id serial primary key, parent_id int references kinds (id) on delete set null, name text)",
    down: "drop table kinds",
    new: ["select id, parent_id from kinds", "insert into kinds (name) values ('x')"],
    written: "insert into kinds (name) values ('all'); insert into kinds (parent_id) values (1)",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:kinds"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
