// Partitions, sequences and upserts, in forms that are easily taken for others.
import type { CorpusCase, Setting } from "../case.ts";

const READINGS: Setting = {
  schema: "create table readings (id int not null primary key, value int) partition by hash (id) partitions 4",
  seed: "insert into readings values (1, 1), (2, 2), (3, 3), (4, 4)",
  old: ["select value from readings order by id", "insert into readings values (9, 3)"],
};

const REGIONS: Setting = {
  schema: `create table logs (id int not null, region varchar(5) not null, primary key (id, region))
    partition by list columns (region) (partition eu values in ('eu'))`,
  seed: "insert into logs values (1, 'eu')",
  old: ["select id from logs", "insert into logs values (2, 'eu')"],
};

const NUMBERED: Setting = {
  schema: "create table tickets (id bigint not null primary key, text varchar(20)); create sequence numbers",
  seed: "insert into tickets values (0, 'first')",
  old: ["select id from tickets order by id", "insert into tickets values (1000, 'old')"],
};

const WORDS: Setting = {
  schema: "create table words (word varchar(20) not null primary key, seen int not null default 0)",
  seed: "insert into words values ('one', 7)",
  old: ["select word from words", "insert into words values ('two', 1)"],
};

export const MARIADB_PARTS: readonly CorpusCase[] = [
  {
    ...READINGS,
    name: "rows of a hash partitioned table are spread over less partitions, and over more again",
    up: "ALTER TABLE readings COALESCE PARTITION 2",
    down: "ALTER TABLE readings ADD PARTITION PARTITIONS 2",
    new: READINGS.old,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    ...READINGS,
    name: "less partitions are taken away than were added",
    up: "ALTER TABLE readings ADD PARTITION PARTITIONS 2",
    down: "ALTER TABLE readings COALESCE PARTITION 1",
    new: READINGS.old,
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
    ...READINGS,
    name: "a hash partitioned table is cut anew, and back into another number",
    up: "ALTER TABLE readings PARTITION BY HASH (id) PARTITIONS 8",
    down: "ALTER TABLE readings PARTITION BY HASH (id) PARTITIONS 6",
    new: READINGS.old,
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
    ...READINGS,
    name: "all partitions are to be taken away",
    up: "ALTER TABLE readings COALESCE PARTITION 2",
    down: "ALTER TABLE readings COALESCE PARTITION 2",
    new: READINGS.old,
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "undetermined", hazard: "none" },
  },
  {
    ...REGIONS,
    name: "a partition by list is added and dropped",
    up: "ALTER TABLE logs ADD PARTITION (PARTITION us VALUES IN ('us', 'ca'))",
    down: "ALTER TABLE logs DROP PARTITION us",
    new: ["select id from logs where region = 'eu'"],
    newIfData: ["insert into logs values (4, 'us')"],
    written: "insert into logs values (3, 'ca')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["rows:logs"],
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...NUMBERED,
    name: "code takes ten numbers of a sequence at a time",
    schema: NUMBERED.schema.replace("sequence numbers", "sequence numbers increment by 5 nocache"),
    up: "ALTER SEQUENCE numbers INCREMENT BY 10",
    down: "ALTER SEQUENCE numbers INCREMENT BY 5",
    new: ["select text from tickets order by id"],
    newIfData: ["insert into tickets select nextval(numbers) + 5, 'block' union all select nextval(numbers), 'next'"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...WORDS,
    name: "a duplicate counts what is there",
    oldIfData: ["select seen from words where word = 'one'"],
    up: "INSERT INTO words VALUES ('one', 1) ON DUPLICATE KEY UPDATE seen = seen + 1",
    down: undefined,
    new: ["select seen from words order by word"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:words.seen"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    name: "a reference goes, and is made again without asking the rows",
    schema: `create table shops (id int not null primary key) engine=InnoDB;
      create table visits (id int not null primary key, shop int not null, key visits_shop (shop),
        constraint visits_shop_fk foreign key (shop) references shops (id)) engine=InnoDB`,
    seed: "insert into shops values (1); insert into visits values (1, 1)",
    old: ["select id from visits order by id", "insert into visits values (2, 1)"],
    oldIfData: ["insert into visits values (3, 9)"],
    up: "ALTER TABLE visits DROP FOREIGN KEY visits_shop_fk",
    down: "SET foreign_key_checks = 0; ALTER TABLE visits ADD CONSTRAINT visits_shop_fk FOREIGN KEY (shop) REFERENCES shops (id); SET foreign_key_checks = 1",
    new: ["select id from visits order by id"],
    newIfData: ["insert into visits values (4, 9)"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...REGIONS,
    name: "a key that leaves out what its table is parted by",
    up: "ALTER TABLE logs ADD COLUMN code INT NULL",
    down: "ALTER TABLE logs DROP COLUMN code, DROP PRIMARY KEY, ADD PRIMARY KEY (id)",
    old: ["select id from logs", "insert into logs (id, region) values (2, 'eu')"],
    new: ["select code from logs", "insert into logs values (3, 'eu', 1)"],
    onlyWithSchema: "the partitions",
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...REGIONS,
    name: "partitions come back in another way",
    up: "ALTER TABLE logs REMOVE PARTITIONING",
    down: "ALTER TABLE logs PARTITION BY KEY (id) PARTITIONS 2",
    new: ["select id from logs", "insert into logs values (3, 'eu')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
];
