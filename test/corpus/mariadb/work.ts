// What a down takes on a table in use: by its types, its other clauses, and what it asks the server for.
import type { CorpusCase, Setting } from "../case.ts";

const NOTES: Setting = {
  schema: `create table parents (id int not null primary key);
    create table notes (id int not null primary key, label varchar(40) null, body text null, level decimal(8, 2) null,
      at time null, parent_id int not null, key notes_label (label), key notes_parent (parent_id),
      constraint notes_parent_fk foreign key (parent_id) references parents (id))
    engine=innodb default charset=utf8mb4 collate=utf8mb4_general_ci`,
  seed: "insert into parents values (1); insert into notes values (1, 'one', 'text', 1.25, '10:00:00', 1), (2, 'two', 'more', 2.50, '11:00:00', 1)",
  old: ["select id, label from notes order by id", "insert into notes (id, label, parent_id) values (9, 'nine', 1)"],
};

const SUMS: Setting = {
  schema: "create table sums (id int not null primary key, a int null, b int null, twice int as (a * 2) virtual)",
  seed: "insert into sums (id, a, b) values (1, 1, 1), (2, 2, 2)",
  old: ["select id, twice from sums order by id", "insert into sums (id, a) values (9, 9)"],
};

const NEW = NOTES.old;

export const MARIADB_WORK: readonly CorpusCase[] = [
  {
    ...NOTES,
    name: "a shorter kind of text becomes the longer one again, for which the table is copied",
    up: "alter table notes modify body tinytext null",
    down: "alter table notes modify body text null",
    oldIfData: ["update notes set body = repeat('x', 300) where id = 1"],
    new: NEW,
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    ...NOTES,
    name: "a number gets its digits back, for which the table is copied",
    up: "alter table notes modify level decimal(6, 2) null",
    down: "alter table notes modify level decimal(8, 2) null",
    oldIfData: ["update notes set level = 123456.25 where id = 1"],
    new: NEW,
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    ...NOTES,
    name: "a length that took one byte gets two, for which the table is copied",
    up: "alter table notes modify label varchar(40) null, add index notes_level (level)",
    down: "alter table notes modify label varchar(100) null, drop index notes_level",
    new: NEW,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    ...NOTES,
    name: "a time of day gets parts of seconds and loses them again",
    up: "alter table notes modify at time(3) null",
    down: "alter table notes modify at time null",
    new: ["select id from notes", "update notes set at = '12:00:00' where id = 1"],
    newIfData: ["update notes set at = '12:00:00.500' where id = 1"],
    written: "update notes set at = '12:34:56.789' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["values:notes.at"],
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...NOTES,
    name: "a down drops a foreign key by a name that there is not",
    up: "alter table notes add column other_id int null, add constraint notes_other_fk foreign key (other_id) references parents (id) on delete cascade",
    down: "alter table notes drop foreign key notes_others_fk, drop column other_id",
    new: ["select other_id from notes", "update notes set other_id = 1 where id = 1"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "undetermined", hazard: "none" },
  },
  {
    ...NOTES,
    name: "a required column comes back with its foreign key, to which no row conforms",
    old: ["select parent_id from notes order by id", "insert into notes (id, label, parent_id) values (9, 'nine', 1)"],
    up: "alter table notes drop foreign key notes_parent_fk, drop column parent_id",
    down: "alter table notes add column parent_id int not null, add key notes_parent (parent_id), add constraint notes_parent_fk foreign key (parent_id) references parents (id)",
    new: ["select id from notes", "insert into notes (id, label) values (10, 'ten')"],
    downPassesAfter: "delete from notes",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:notes.parent_id"],
      down: "data_dependent",
      restores: "none",
      newOnReverted: "writes_break always",
      hazard: "long_block_writes",
    },
  },
  {
    ...SUMS,
    name: "a column comes back with its index, for which the table is built anew",
    up: "alter table sums drop column twice, drop column b",
    down: "alter table sums add column b int null, add index sums_b (b)",
    schema:
      "create table sums (id int not null primary key, a int null, b int null, twice int as (a * 2) virtual, key sums_b (b))",
    new: ["select id from sums order by id", "insert into sums (id, a) values (10, 9)"],
    old: ["select id, b, twice from sums order by id", "insert into sums (id, a, b) values (9, 9, 9)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:sums.b"],
      down: "yes",
      restores: "none",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "long_online",
    },
  },
  {
    ...SUMS,
    name: "a down says that there is none, by an error",
    up: "alter table sums drop column b",
    down: "signal sqlstate '45000' set message_text = 'this cannot be undone'",
    old: ["select id, b from sums order by id", "insert into sums (id, a, b) values (9, 9, 9)"],
    new: ["select id from sums order by id"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:sums.b"],
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "undetermined",
      hazard: "undetermined",
    },
  },
  {
    ...SUMS,
    name: "a statement waits for the table only so long",
    up: "set statement lock_wait_timeout = 5 for alter table sums add column c int null",
    down: "set statement lock_wait_timeout = 5 for alter table sums drop column c",
    new: ["select c from sums", "update sums set c = 1 where id = 1"],
    written: "update sums set c = 7",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:sums.c"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...SUMS,
    name: "an index comes back by an algorithm that it cannot have",
    schema: `${SUMS.schema}; create index sums_id on sums (id, a)`,
    up: "drop index sums_id on sums",
    down: "create index sums_id on sums (id, a) algorithm = instant",
    new: ["select id from sums"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
];
