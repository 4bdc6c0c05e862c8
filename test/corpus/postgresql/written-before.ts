// A down fills a column that it has just added, and then asks of it what the rows may not fulfil.
import type { CorpusCase, Says } from "../case.ts";

const PARTS = {
  schema: `create table makers (id integer primary key);
    create table parts (id integer primary key, weight numeric(8,2) not null, maker integer references makers (id), note text)`,
  seed: "insert into makers values (1), (2); insert into parts values (1, 5.5, 1, 'a'), (2, 7.25, 2, 'b')",
  old: ["select id, weight, maker from parts", "insert into parts (id, weight) values (9, 1.5)"],
  up: "alter table parts alter note set default 'none'",
  new: ["select id, weight, maker from parts", "insert into parts (id, weight, note) values (8, 2.5, 'n')"],
};

const SAYS: Says = {
  oldOnNew: "behaviour_change if_referenced",
  down: "data_dependent",
  restores: "full",
  inverse: "differs",
  newOnReverted: "compatible",
  hazard: "long_block_all",
};

function filled(value: string, then: string): string {
  return `alter table parts add column whole integer; update parts set whole = ${value}; ${then}`;
}

const UNKNOWN = { old: ["insert into parts (id, weight) values (9, 1.5)"], onlyWithSchema: "what stands on the table" };

export const POSTGRESQL_WRITTEN_BEFORE: readonly CorpusCase[] = [
  {
    ...PARTS,
    ...UNKNOWN,
    name: "asks of rounded numbers that none is there twice",
    down: filled("round(weight)", "alter table parts add unique (whole)"),
    downPassesAfter: "select 1",
    downFailsAfter: "insert into parts values (3, 7.3, 1)",
    says: SAYS,
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "asks of one number for all rows that none is there twice",
    down: filled("5", "create unique index parts_whole on parts (whole)"),
    downPassesAfter: "delete from parts where id = 2",
    downFailsAfter: "select 1",
    says: SAYS,
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "asks of the numbers of the rows that none is there twice",
    down: filled("id", "alter table parts add unique (whole)"),
    says: { ...SAYS, down: "yes" },
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "checks what it has computed",
    down: filled("round(weight)", "alter table parts add check (whole > 0)"),
    downPassesAfter: "select 1",
    downFailsAfter: "insert into parts values (3, 0.3, 1)",
    says: SAYS,
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "checks the one number that it has given all rows",
    down: filled("5", "alter table parts add check (whole > 0)"),
    says: { ...SAYS, down: "yes" },
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "refers to rows by what it has computed",
    down: filled("round(weight) - 4", "alter table parts add foreign key (whole) references makers (id)"),
    downPassesAfter: "update parts set weight = 6 where id = 2; update parts set weight = 5 where id = 1",
    downFailsAfter: "insert into parts values (3, 70, 1)",
    says: SAYS,
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "refers to rows by what refers to them already",
    down: filled("maker", "alter table parts add foreign key (whole) references makers (id)"),
    says: { ...SAYS, down: "yes" },
  },
  {
    name: "takes back into a column what several rows may have by now",
    schema: "create table people (id integer primary key, phone text)",
    seed: "insert into people values (1, '1'), (2, '2')",
    old: ["select id, phone from people", "insert into people values (9, '9')"],
    up: `create table phones (id serial primary key, person_id integer not null references people (id), phone text);
      insert into phones (person_id, phone) select id, phone from people; alter table people drop column phone`,
    down: `alter table people add column phone text;
      update people set phone = (select p.phone from phones p where p.person_id = people.id); drop table phones`,
    new: ["select person_id, phone from phones", "insert into phones (person_id, phone) values (2, '22')"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into phones (person_id, phone) values (1, '11')",
    says: {
      ...SAYS,
      oldOnNew: "reads_and_writes_break if_referenced",
      inverse: "exact",
      newOnReverted: "reads_and_writes_break if_referenced",
    },
  },
  {
    ...PARTS,
    ...UNKNOWN,
    name: "takes a key away, writes over its column, and asks for the key again",
    schema: `${PARTS.schema}; create table tags (id integer primary key, name text, constraint tags_name unique (name))`,
    seed: `${PARTS.seed}; insert into tags values (1, 'A'), (2, 'b')`,
    down: "alter table tags drop constraint tags_name; update tags set name = lower(name); alter table tags add constraint tags_name unique (name)",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into tags values (3, 'B')",
    says: { ...SAYS, loses: ["values:tags.name"] },
  },
  {
    ...PARTS,
    name: "makes a key again of what the up has filled in and made unique",
    up: filled("id * 2", "create unique index parts_whole on parts (whole)"),
    down: "drop index parts_whole; create unique index parts_doubled on parts (whole)",
    new: ["select whole from parts", "insert into parts (id, weight, whole) values (8, 2.5, 9)"],
    written: "insert into parts (id, weight, whole) values (3, 3, 77)",
    says: { ...SAYS, oldOnNew: "compatible", down: "yes", hazard: "long_block_all" },
  },
  {
    name: "asks for the one row of a name that several may have",
    schema:
      "create table roles (id integer primary key, name text); create table grants (id integer primary key, role_id integer)",
    seed: "insert into roles values (1, 'admin'), (2, 'guest'); insert into grants values (1, 1), (2, 2)",
    old: ["select id, name from roles", "insert into grants values (20, 2)"],
    oldIfData: ["select id, role_id from grants"],
    up: "insert into grants select 10, id from roles where name = 'admin'",
    down: "delete from grants where id > 9 and role_id = (select id from roles where name = 'admin')",
    new: ["select id, name from roles", "insert into grants values (20, 2)"],
    newIfData: ["select id, role_id from grants"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into roles values (3, 'admin')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      loses: ["rows:grants"],
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
];
