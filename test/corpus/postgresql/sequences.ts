import type { CorpusCase, Setting } from "../case.ts";

const INVOICES: Setting = {
  schema:
    "create sequence numbers; create table invoices (id integer primary key default nextval('numbers'), text text)",
  seed: "insert into invoices (text) values ('first'), ('second')",
  old: ["select id from invoices", "insert into invoices (text) values ('third')"],
};

export const POSTGRESQL_SEQUENCES: readonly CorpusCase[] = [
  {
    ...INVOICES,
    name: "creates a sequence",
    up: "create sequence receipts",
    down: "drop sequence receipts",
    new: ["select id from invoices", "insert into invoices (id, text) values (nextval('receipts') + 100, 'new')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["sequence:receipts"],
      newOnReverted: "writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "creates a sequence that a default uses, and drops it only",
    up: "create sequence receipts start 50; alter table invoices alter column id set default nextval('receipts')",
    down: "drop sequence receipts",
    new: ["insert into invoices (text) values ('new')"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "no",
      inverse: "none",
      newOnReverted: "writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "starts a sequence at a higher number",
    up: "alter sequence numbers restart with 1000",
    down: "alter sequence numbers restart with 1",
    old: ["select id from invoices", "insert into invoices (id, text) values (500, 'given')"],
    new: ["select id from invoices"],
    newIfData: ["insert into invoices (text) values ('new')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "sets a sequence to a higher number",
    up: "select setval('numbers', 1000)",
    down: "select setval('numbers', 1, false)",
    old: ["select id from invoices", "insert into invoices (id, text) values (500, 'given')"],
    new: ["select id from invoices"],
    newIfData: ["insert into invoices (text) values ('new')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "makes a sequence skip numbers and keep some ready",
    up: "alter sequence numbers increment by 10 cache 5",
    down: "alter sequence numbers increment by 1 cache 1",
    old: ["select id from invoices", "insert into invoices (id, text) values (500, 'given')"],
    new: ["select id from invoices"],
    newIfData: ["insert into invoices (text) values ('new')"],
    written: `insert into invoices select n + i, 'block'
      from (select nextval('numbers') n from generate_series(1, 10)) given, generate_series(0, 9) i`,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "gives a sequence a wider type",
    schema: `create sequence numbers as integer;
      create table invoices (id bigint primary key default nextval('numbers'), text text)`,
    up: "alter sequence numbers as bigint",
    down: "alter sequence numbers as integer",
    new: ["select id from invoices", "insert into invoices (text) values ('new')"],
    newIfData: ["update invoices set text = setval('numbers', 5000000000)::text where id = 1"],
    downFailsAfter: "select setval('numbers', 5000000000)",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "none",
    },
  },
  {
    ...INVOICES,
    name: "drops a sequence that was a default",
    up: "drop sequence numbers cascade",
    down: "create sequence numbers; alter table invoices alter column id set default nextval('numbers')",
    new: ["select id from invoices", "insert into invoices (id, text) values (9, 'given')"],
    says: {
      oldOnNew: "writes_break always",
      upLoses: ["sequence:numbers"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...INVOICES,
    name: "sets a counter to zero where there is no row",
    up: "alter table invoices add column paid boolean",
    down: `alter table invoices drop column paid;
      select setval('numbers', coalesce(max(id), 0)) from invoices`,
    new: ["select id, paid from invoices", "insert into invoices (id, paid) values (90, true)"],
    downFailsAfter: "delete from invoices",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    name: "goes back from an identity to a sequence that begins at 1",
    onlyWithSchema: "that the column was numbered",
    schema: "create table bills (id serial primary key, total int)",
    seed: "insert into bills (total) values (1), (2)",
    old: ["select id from bills", "insert into bills (id, total) values (90, 4)"],
    up: `alter table bills alter id drop default; drop sequence bills_id_seq;
      alter table bills alter id add generated by default as identity (start with 50)`,
    down: `alter table bills alter id drop identity; create sequence bills_id_seq as integer owned by bills.id;
      alter table bills alter id set default nextval('bills_id_seq')`,
    new: ["select id from bills"],
    newIfData: ["insert into bills (total) values (4)"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
];
