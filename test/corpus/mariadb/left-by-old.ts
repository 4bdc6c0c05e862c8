// What the old code leaves in new columns, and who refuses it; and what CONVERT TO does not take back.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PARTS: Setting = {
  schema: `
    create table parts (id int primary key, name varchar(20), qty int)`,
  seed: "",
  old: ["select id, name, qty from parts", "insert into parts (id, name, qty) values (50, 'pin', 2)"],
};

const ADDED: Says = {
  oldOnNew: "writes_break always",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

export const MARIADB_LEFT_BY_OLD: readonly CorpusCase[] = [
  {
    ...PARTS,
    name: "a column whose own check refuses its default is added",
    up: "alter table parts add column `rank` int default -1 check (`rank` >= 0)",
    down: "alter table parts drop column `rank`",
    new: ["select `rank` from parts", "insert into parts (id, `rank`) values (60, 2)"],
    written: "insert into parts (id, `rank`) values (61, 2)",
    says: { ...ADDED, loses: ["column:parts.rank"] },
  },
  {
    ...PARTS,
    name: "a column whose own check takes its default is added",
    up: "alter table parts add column kind varchar(9) not null default 'a' check (kind in ('a', 'b'))",
    down: "alter table parts drop column kind",
    new: ["select kind from parts", "insert into parts (id, kind) values (60, 'b')"],
    written: "insert into parts (id, kind) values (61, 'b')",
    says: { ...ADDED, oldOnNew: "compatible", loses: ["column:parts.kind"] },
  },
  {
    schema: "create table posts (id int primary key, body text) default charset=latin1",
    seed: "insert into posts values (1, 'a')",
    old: ["select id, body from posts", "update posts set body = 'b'"],
    name: "a text grows with its characters, and stays larger",
    up: "alter table posts convert to character set utf8mb4",
    down: "alter table posts convert to character set latin1",
    new: ["select body from posts", "update posts set body = 'c'"],
    newIfData: ["update posts set body = '\u{1F600}'"],
    downPassesAfter: "update posts set body = 'd'",
    downFailsAfter: "update posts set body = '\u{1F600}'",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      inverse: "differs",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
];
