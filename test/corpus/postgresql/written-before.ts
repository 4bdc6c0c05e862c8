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
  {
    name: "takes what a query in its from has gathered",
    schema: `create table guests (id integer primary key, label varchar(10), visits integer not null default 0);
      create table calls (id integer primary key, guest_id integer not null, said text)`,
    seed: "insert into guests values (1, 'a', 1), (2, 'b', 2); insert into calls values (1, 1, 'x'), (2, 2, 'y')",
    old: ["select id, label, visits from guests", "insert into guests (id, label) values (9, 'z')"],
    up: "alter table calls add column room integer",
    down: `update guests set label = c.all_said, visits = c.n
        from (select guest_id, string_agg(said, ',') as all_said, count(*) as n from calls group by guest_id) as c
        where c.guest_id = guests.id;
      alter table calls drop column room`,
    new: ["select id, room from calls", "insert into calls (id, guest_id, room) values (8, 1, 7)"],
    written: "update calls set room = 77",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into calls (id, guest_id, said) values (5, 1, 'more than there is room for')",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["values:guests.label", "values:guests.visits", "column:calls.room"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    name: "copies whole rows and more by a trigger",
    schema: `create table parts (id integer primary key, weight integer); create table parts_log (op text, id integer, weight integer);
      create function logged() returns trigger language plpgsql as $$ begin insert into parts_log select 'U', old.*; return new; end $$;
      create trigger parts_logged after update on parts for each row execute function logged()`,
    seed: "insert into parts values (1, 10)",
    old: ["discard plans", "update parts set weight = 11 where id = 1"],
    up: "alter table parts add column colour text",
    down: "alter table parts drop column colour",
    new: ["select id, colour from parts", "insert into parts (id, colour) values (8, 'blue')"],
    written: "insert into parts values (2, 20, 'red')",
    onlyWithSchema: "that there is a trigger",
    says: {
      oldOnNew: "writes_break always",
      down: "yes",
      loses: ["column:parts.colour"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    name: "reads texts as moments by a pattern",
    schema: "create table stays (id integer primary key, arrived timestamptz, said text)",
    seed: "insert into stays values (1, '2024-05-01', '2024-05-02')",
    old: ["select id, arrived from stays", "insert into stays (id, said) values (9, 'x')"],
    up: "alter table stays add column noted text",
    down: "update stays set arrived = to_timestamp(said, 'YYYY-MM-DD'); alter table stays drop column noted",
    new: ["select id, noted from stays", "insert into stays (id, noted) values (8, 'x')"],
    written: "update stays set noted = 'n'",
    downPassesAfter: "select 1",
    downFailsAfter: "insert into stays (id, said) values (5, 'soon')",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["values:stays.arrived", "column:stays.noted"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    name: "puts a text out of JSON into a number as it stands",
    schema: "create table stays (id integer primary key, nights integer, data jsonb)",
    seed: `insert into stays values (1, 2, '{"nights": "3"}')`,
    old: ["select id, nights from stays"],
    up: "alter table stays add column noted text",
    down: "update stays set nights = data->>'nights'; alter table stays drop column noted",
    new: ["select id, noted from stays"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    name: "names a column that two of its tables have",
    schema:
      "create table stays (id integer primary key, nights integer); create table notes (id integer primary key, stay integer, nights integer)",
    seed: "insert into stays values (1, 2); insert into notes values (1, 1, 3)",
    old: ["select id, nights from stays"],
    onlyWithSchema: "which columns the tables have",
    up: "alter table stays add column noted text",
    down: "update stays set nights = n.nights from notes n where id = n.stay; alter table stays drop column noted",
    new: ["select id, noted from stays"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
];
