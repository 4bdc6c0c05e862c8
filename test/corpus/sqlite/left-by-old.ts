// What the old code leaves in new columns, and who refuses it.
import type { CorpusCase, Says, Setting } from "../case.ts";

const PARTS: Setting = {
  schema: `
    create table parts (id integer primary key, name text)`,
  seed: "",
  old: ["select id, name from parts", "insert into parts (id, name) values (50, 'pin')"],
};

const ADDED: Says = {
  oldOnNew: "writes_break always",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

export const SQLITE_LEFT_BY_OLD: readonly CorpusCase[] = [
  {
    ...PARTS,
    name: "a column whose own check refuses its default is added",
    up: "alter table parts add column rank integer default -1 check (rank >= 0)",
    down: "alter table parts drop column rank",
    new: ["select rank from parts", "insert into parts (id, rank) values (60, 2)"],
    written: "insert into parts (id, rank) values (61, 2)",
    says: { ...ADDED, loses: ["column:parts.rank"] },
  },
];
