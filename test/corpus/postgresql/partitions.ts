import type { CorpusCase, Setting } from "../case.ts";

const VISITS: Setting = {
  schema: `create table visits (id integer not null, day date not null, page text, primary key (id, day)) partition by range (day);
    create table visits_2025 partition of visits for values from ('2025-01-01') to ('2026-01-01')`,
  seed: "insert into visits values (1, '2025-03-01', 'home'), (2, '2025-04-01', 'shop')",
  old: ["select id, page from visits", "insert into visits values (3, '2025-05-01', 'home')"],
};

const LOG: Setting = {
  ...VISITS,
  schema: `${VISITS.schema};
    create table visits_2024 (id integer not null, day date not null, page text, primary key (id, day))`,
  seed: `${VISITS.seed}; insert into visits_2024 values (9, '2024-05-05', 'old')`,
};

export const POSTGRESQL_PARTITIONS: readonly CorpusCase[] = [
  {
    ...VISITS,
    name: "names a column back in the parted table alone",
    old: [...VISITS.old, "update visits set page = 'x' where id = 1"],
    up: "alter table visits rename column page to path",
    down: "alter table only visits rename column path to page",
    new: ["select id, path from visits", "insert into visits (id, day, path) values (6, '2025-06-01', 'new')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LOG,
    name: "puts rows back where some may have no partition",
    onlyWithSchema: "the partitions",
    up: "create table notes (id integer primary key, text text)",
    down: "insert into visits select * from visits_2024; drop table notes",
    downPassesAfter: "delete from visits_2024",
    new: ["select text from notes", "insert into notes values (2, 'b')"],
    written: "insert into notes values (1, 'a')",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      loses: ["table:notes"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...VISITS,
    name: "adds a partition",
    up: "create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01')",
    down: "drop table visits_2026",
    new: ["select id from visits where day < '2026-01-01'"],
    newIfData: ["insert into visits values (6, '2026-06-01', 'new')"],
    written: "insert into visits values (5, '2026-05-01', 'new')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["table:visits_2026"],
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...LOG,
    name: "attaches a partition",
    old: ["select page from visits where id = 1", "insert into visits values (3, '2025-05-01', 'home')"],
    oldIfData: ["select count(*) from visits"],
    up: "alter table visits attach partition visits_2024 for values from ('2024-01-01') to ('2025-01-01')",
    down: "alter table visits detach partition visits_2024",
    new: ["select page from visits where id = 1"],
    newIfData: ["insert into visits values (7, '2024-07-01', 'late')", "select count(*) from visits"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...LOG,
    name: "attaches a partition that has no key yet",
    onlyWithSchema: "which keys the table and its parent have",
    schema: `${VISITS.schema}; create index visits_page on visits (page);
      create table visits_2024 (id integer not null, day date not null, page text)`,
    old: ["select page from visits where id = 1", "insert into visits values (3, '2025-05-01', 'home')"],
    oldIfData: ["select count(*) from visits"],
    up: "alter table visits attach partition visits_2024 for values from ('2024-01-01') to ('2025-01-01')",
    down: "alter table visits detach partition visits_2024",
    new: ["select page from visits where id = 1"],
    newIfData: ["insert into visits values (7, '2024-07-01', 'late')", "select count(*) from visits"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      inverse: "differs",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...VISITS,
    name: "detaches a partition",
    old: ["select count(*) >= 0 from visits where id = 99", "delete from visits where id = 99"],
    oldIfData: ["insert into visits values (3, '2025-05-01', 'home')", "select count(*) > 0 from visits"],
    up: "alter table visits detach partition visits_2025",
    down: "alter table visits attach partition visits_2025 for values from ('2025-01-01') to ('2026-01-01')",
    new: ["select id from visits_2025"],
    newIfData: ["insert into visits_2025 values (7, '2026-07-01', 'elsewhere')"],
    downFailsAfter: "insert into visits_2025 values (8, '2026-08-01', 'elsewhere')",
    says: {
      oldOnNew: "writes_break if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...VISITS,
    name: "drops a partition",
    old: ["select count(*) >= 0 from visits where id = 99", "delete from visits where id = 99"],
    oldIfData: ["insert into visits values (3, '2025-05-01', 'home')", "select count(*) > 0 from visits"],
    up: "drop table visits_2025",
    down: "create table visits_2025 partition of visits for values from ('2025-01-01') to ('2026-01-01')",
    new: ["select id from visits"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["table:visits_2025"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...VISITS,
    name: "parts a table by copying it",
    schema: "create table visits (id integer primary key, day date not null, page text)",
    up: `alter table visits rename to visits_whole;
      create table visits (id integer not null, day date not null, page text, primary key (id, day)) partition by range (day);
      create table visits_all partition of visits default;
      insert into visits select id, day, page from visits_whole;
      drop table visits_whole`,
    down: `alter table visits rename to visits_parted;
      create table visits (id integer primary key, day date not null, page text);
      insert into visits select id, day, page from visits_parted;
      drop table visits_parted`,
    old: [
      "select id, page from visits",
      "insert into visits values (1, '2025-05-01', 'again') on conflict (id) do update set page = excluded.page",
    ],
    new: [
      "select id, page from visits",
      "insert into visits values (1, '2025-03-01', 'again') on conflict (id, day) do update set page = excluded.page",
    ],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    name: "attaches a table that takes rows of other years",
    schema:
      "create table visits (id int, at date not null) partition by range (at); create table visits_2024 (id int, at date not null)",
    seed: "insert into visits_2024 values (1, '2024-05-05')",
    old: ["select id from visits_2024", "insert into visits_2024 values (2, '2024-06-06')"],
    oldIfData: ["insert into visits_2024 values (3, '2025-06-06')", "select count(*) from visits"],
    up: "alter table visits attach partition visits_2024 for values from ('2024-01-01') to ('2025-01-01')",
    down: "alter table visits detach partition visits_2024",
    new: ["select id from visits_2024"],
    newIfData: ["insert into visits values (4, '2024-07-07')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    name: "gives a parent to a table, and takes it away",
    schema: "create table old_visits (id integer not null, day date not null)",
    seed: "insert into old_visits values (1, '2025-01-01'), (2, '2025-02-01')",
    old: ["select id from old_visits", "insert into old_visits values (3, '2025-03-01')"],
    oldIfData: ["insert into old_visits values (4, '2026-03-01')"],
    up: `create table visits (id integer not null, day date not null) partition by range (day);
      alter table visits attach partition old_visits for values from (minvalue) to ('2026-01-01')`,
    down: "alter table visits detach partition old_visits; drop table visits",
    new: ["select id from visits", "insert into visits (id, day) values (5, '2025-05-01')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
