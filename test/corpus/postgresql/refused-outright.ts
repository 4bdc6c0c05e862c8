// Downs that the server refuses whatever the rows are: by the types, by what gives a column its value, by the partitions.
import type { CorpusCase, Says, Setting } from "../case.ts";

const LEDGER: Setting = {
  schema: `create type stage as enum ('draft', 'sent');
    create table clients (id integer primary key, name text not null unique);
    create table ledger (id integer primary key, client integer references clients (id), note text, stage stage, open boolean default true, cents bigint);
    create table visits (day date not null, hits integer, primary key (day)) partition by range (day);
    create table visits_2024 partition of visits for values from ('2024-01-01') to ('2025-01-01')`,
  seed: `insert into clients values (1, 'ann'), (2, 'bob');
    insert into ledger values (1, 1, '7', 'draft', true, 5), (2, 2, null, 'sent', false, 6);
    insert into visits values ('2024-05-01', 3)`,
  old: [
    "select id, client, note, stage, open, cents from ledger",
    "insert into ledger (id, client, note, cents) values (3, 1, 'x', 1)",
    "update ledger set note = 'y', open = false, cents = 9 where id = 2",
    "select day, hits from visits",
    "insert into visits (day, hits) values ('2024-06-01', 1)",
  ],
};

const FAILS: Says = {
  oldOnNew: "compatible",
  down: "no",
  restores: "none",
  inverse: "none",
  newOnReverted: "compatible",
  hazard: "none",
};

export const POSTGRESQL_REFUSED_OUTRIGHT: readonly CorpusCase[] = [
  {
    ...LEDGER,
    name: "computes a smaller number back, which may have no room",
    up: "alter table ledger add column whole numeric; update ledger set whole = cents * 100; alter table ledger drop column cents",
    down: "alter table ledger add column cents integer; update ledger set cents = whole / 100; alter table ledger drop column whole",
    downFailsAfter: "update ledger set whole = 1e15 where id = 1",
    new: ["select whole from ledger", "update ledger set whole = 300 where id = 1"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:ledger.cents"],
      down: "data_dependent",
      loses: ["column:ledger.whole"],
      restores: "full",
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...LEDGER,
    name: "takes the default from a column that numbers its rows",
    up: "alter table ledger add column line integer generated always as identity",
    down: "alter table ledger alter column line drop default; alter table ledger drop column line",
    new: ["select line from ledger", "insert into ledger (id) values (4)"],
    says: {
      ...FAILS,
      restores: "nothing_lost",
      loses: ["column:ledger.line"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "numbers rows by hand that number themselves",
    up: "alter table ledger add column line integer generated always as identity",
    down: "update ledger set line = 0; alter table ledger drop column line",
    new: ["select line from ledger", "insert into ledger (id) values (4)"],
    says: {
      ...FAILS,
      restores: "nothing_lost",
      loses: ["column:ledger.line"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "adds a column in which its default has no room",
    up: "alter table ledger drop column note",
    down: "alter table ledger add column note varchar(3) not null default 'none'",
    new: ["select id from ledger", "insert into ledger (id) values (4)"],
    says: {
      ...FAILS,
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:ledger.note"],
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "refers again with a column that has another type by now",
    up: "alter table ledger drop constraint ledger_client_fkey; alter table ledger alter column client type text",
    down: "alter table ledger add constraint ledger_client_fkey foreign key (client) references clients (id)",
    old: [...LEDGER.old, "select client + 1 from ledger", "update ledger set client = client * 1 where id = 1"],
    new: ["select client from ledger", "update ledger set client = 'x' where id = 1"],
    says: { ...FAILS, oldOnNew: "reads_and_writes_break if_referenced", hazard: "long_block_writes" },
  },
  {
    ...LEDGER,
    name: "copies a text into a number without a cast",
    up: "alter table ledger add column price text; update ledger set price = cents; alter table ledger drop column cents",
    down: "alter table ledger add column cents bigint; update ledger set cents = price; alter table ledger drop column price",
    new: ["select price from ledger", "update ledger set price = '3' where id = 1"],
    says: {
      ...FAILS,
      oldOnNew: "reads_and_writes_break if_referenced",
      loses: ["column:ledger.price"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "sets a flag to a number",
    onlyWithSchema: "what type the flag has",
    up: "alter table ledger add column closed boolean",
    down: "update ledger set open = 0 where closed; alter table ledger drop column closed",
    new: ["select closed from ledger", "update ledger set closed = true where id = 1"],
    says: {
      ...FAILS,
      restores: "nothing_lost",
      loses: ["column:ledger.closed"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "asks for a label that the type has not",
    up: "alter table ledger add column sent_on date",
    down: "update ledger set stage = 'draft' where stage = 'mailed'; alter table ledger drop column sent_on",
    new: ["select sent_on from ledger", "update ledger set sent_on = '2024-01-01' where id = 1"],
    says: {
      ...FAILS,
      restores: "nothing_lost",
      loses: ["column:ledger.sent_on"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "converts with an expression that gives a text",
    up: "alter table ledger add column remark text",
    down: "alter table ledger alter column open drop default, alter column open type stage using case when open then 'draft' else 'sent' end",
    new: ["select remark from ledger", "update ledger set remark = 'x' where id = 1"],
    says: { ...FAILS, hazard: "long_block_all" },
  },
  {
    ...LEDGER,
    name: "converts with a query",
    up: "alter table ledger add column tags text",
    down: "alter table ledger alter column client type text using (select name from clients where id = client); alter table ledger drop column tags",
    new: ["select tags from ledger", "update ledger set tags = 'x' where id = 1"],
    says: { ...FAILS, hazard: "undetermined", newOnReverted: "undetermined" },
  },
  {
    ...LEDGER,
    name: "makes an index of a parted table concurrently",
    up: "alter table visits add column seen integer",
    down: "alter table visits drop column seen; create index concurrently on visits (hits)",
    outsideTransaction: true,
    new: ["select seen from visits", "insert into visits (day, seen) values ('2024-07-01', 2)"],
    says: {
      ...FAILS,
      restores: "nothing_lost",
      loses: ["column:visits.seen"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...LEDGER,
    name: "lets one partition take what its table does not",
    up: "alter table visits alter column hits set not null",
    down: "alter table visits_2024 alter column hits drop not null",
    oldIfData: ["insert into visits (day) values ('2024-08-01')"],
    new: ["select hits from visits", "insert into visits (day, hits) values ('2024-07-01', 2)"],
    says: { ...FAILS, oldOnNew: "writes_break if_data" },
  },
  {
    ...LEDGER,
    name: "has a unique index of a parted table without what it is parted by",
    up: "create index visits_hits on visits (hits)",
    down: "drop index visits_hits; create unique index visits_hits on visits (hits)",
    new: ["select hits from visits", "insert into visits (day, hits) values ('2024-07-01', 2)"],
    says: { ...FAILS, hazard: "brief_block" },
  },
];
