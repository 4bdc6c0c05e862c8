// Downs that ask of tables and rows what these cannot answer, and tables that refer to each other.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PLANTS: Setting = {
  schema:
    "create table plants (id int primary key auto_increment, name varchar(40) not null, code varchar(20), height int)",
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

const FAILS: Omit<Says, "hazard"> = {
  oldOnNew: "compatible",
  down: "no",
  inverse: "none",
  newOnReverted: "behaviour_change if_data",
};

export const MARIADB_ASKED_IN_VAIN: readonly CorpusCase[] = [
  {
    ...PLANTS,
    ...SHADED,
    name: "a down writes what a table holds that is not there",
    down: "update plants set height = (select max(height) from beds); alter table plants drop column shade",
    onlyWithSchema: "which tables there are",
    says: { ...FAILS, loses: ["values:plants.height", "column:plants.shade"], hazard: "long_online" },
  },
  {
    ...PLANTS,
    ...SHADED,
    name: "a down deletes what a table names that is not there",
    down: "delete from plants where id in (select plant_id from beds); alter table plants drop column shade",
    onlyWithSchema: "which tables there are",
    says: { ...FAILS, loses: ["rows:plants", "column:plants.shade"], hazard: "long_online" },
  },
  {
    ...PLANTS,
    ...SHADED,
    name: "a down compares a text with a number in an update",
    down: "update plants set height = 0 where code = 12; alter table plants drop column shade",
    downPassesAfter: "update plants set code = '13' where id = 2",
    downFailsAfter: "update plants set code = 'none' where id = 2",
    onlyWithSchema: "that the column holds texts",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["values:plants.height", "column:plants.shade"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...PLANTS,
    name: "a table refers to itself",
    up: `create table kinds (id int primary key auto_increment, parent_id int, name varchar(40),
      constraint kinds_parent foreign key (parent_id) references kinds (id) on delete cascade)`,
    down: "drop table kinds",
    new: ["select id, parent_id from kinds", "insert into kinds (name) values ('x')"],
    written: "insert into kinds (id, name) values (1, 'all'); insert into kinds (id, parent_id) values (2, 1)",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:kinds"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
