// What stands beside a column or a table of SQLite and names it, or has the name of something else.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

const RW = "reads_and_writes_break if_referenced";

const LOGGED = {
  schema:
    "create table stock (sku text primary key, qty integer not null, label text); create table log (id integer primary key, sku text)",
  seed: "insert into stock values ('a', 1, 'x'); insert into log values (1, 'a')",
  old: ["select sku, qty, label from stock order by sku", "select sku from log"],
  oldIfData: ["update stock set label = 'y' where sku = 'a'"],
};

const LOGS =
  "CREATE TRIGGER stock_log AFTER UPDATE ON stock BEGIN INSERT INTO log (sku, qty) VALUES (new.sku, new.qty); END;";

export const SQLITE_BESIDE: readonly CorpusCase[] = [
  inShop({
    ...LOGGED,
    name: "a trigger gives a column a value of its own row, which has one of that name, and stays",
    up: `ALTER TABLE log ADD COLUMN qty integer; ${LOGS}`,
    down: "ALTER TABLE log DROP COLUMN qty;",
    new: ["select qty from log", "update stock set qty = 2 where sku = 'a'"],
    written: "insert into log (sku, qty) values ('b', 3)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["column:log.qty"],
      inverse: "differs",
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...LOGGED,
    name: "a trigger that names its own row's column goes before the other's is dropped",
    up: `ALTER TABLE log ADD COLUMN qty integer; ${LOGS}`,
    down: "DROP TRIGGER stock_log; ALTER TABLE log DROP COLUMN qty;",
    new: ["select qty from log", "insert into log (sku, qty) values ('z', 1)"],
    written: "insert into log (sku, qty) values ('b', 3)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["column:log.qty"],
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...LOGGED,
    name: "a trigger asks a table for the column",
    up: "ALTER TABLE log ADD COLUMN qty integer; CREATE TRIGGER stock_log AFTER UPDATE ON stock BEGIN UPDATE log SET sku = new.sku WHERE qty > 5; END;",
    down: "ALTER TABLE log DROP COLUMN qty;",
    new: ["select qty from log"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "a computed column names one that is called like a keyword",
    up: "ALTER TABLE customers ADD COLUMN first text; ALTER TABLE customers ADD COLUMN initial text AS (substr(first, 1, 1));",
    down: "ALTER TABLE customers DROP COLUMN first; ALTER TABLE customers DROP COLUMN initial;",
    new: ["select first, initial from customers"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "a unique column gets an index that is unique without regard to case",
    up: "CREATE UNIQUE INDEX invoices_number_nocase ON invoices (number COLLATE NOCASE);",
    down: "DROP INDEX invoices_number_nocase;",
    oldIfData: ["insert into invoices (customer_id, number) values (1, 'r-1')"],
    new: [
      "select number from invoices",
      "insert into invoices (customer_id, number) values (1, 'R-9') on conflict (number collate nocase) do nothing",
    ],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "values are kept in a column for a while, and written over in their own",
    up: "ALTER TABLE customers ADD COLUMN kept text; UPDATE customers SET kept = email; UPDATE customers SET email = upper(kept); ALTER TABLE customers DROP COLUMN kept;",
    down: "",
    new: ["select email from customers"],
    says: {
      oldOnNew: "behaviour_change always",
      upLoses: ["values:customers.email"],
      down: "no_down",
      restores: "none",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  }),
  inShop({
    name: "a column is copied, and then dropped with its copy",
    up: "CREATE TABLE mails AS SELECT id, email FROM customers; ALTER TABLE customers DROP COLUMN email; DROP TABLE mails;",
    down: "ALTER TABLE customers ADD COLUMN email text;",
    old: ["select email from customers", "update customers set email = 'x' where id = 1"],
    new: ["select name from customers"],
    says: {
      oldOnNew: RW,
      upLoses: ["column:customers.email"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "a computed column comes back as one that nobody fills",
    schema: "create table parts (id integer primary key, qty integer, price integer, total integer as (qty * price))",
    seed: "insert into parts (id, qty, price) values (1, 2, 3)",
    old: ["select total from parts"],
    up: "ALTER TABLE parts DROP COLUMN total;",
    down: "ALTER TABLE parts ADD COLUMN total integer;",
    new: ["select qty from parts", "insert into parts (qty) values (1)"],
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "a down makes a view as it was, and not the column that it asks for",
    schema:
      "create table parts (id integer primary key, qty integer, note text); create view notes as select id, note from parts",
    seed: "insert into parts (id, qty, note) values (1, 2, 'n')",
    old: ["select note from parts", "select id from notes", "insert into parts (note) values ('m')"],
    up: "DROP VIEW notes; ALTER TABLE parts DROP COLUMN note; CREATE VIEW notes AS SELECT id FROM parts;",
    down: "DROP VIEW notes; CREATE VIEW notes AS SELECT id, note FROM parts;",
    new: ["select qty from parts", "select id from notes"],
    says: {
      oldOnNew: RW,
      upLoses: ["column:parts.note"],
      down: "yes",
      restores: "none",
      inverse: "differs",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  }),
  inShop({
    name: "a view asks for a column that is gone, and nothing can be renamed",
    up: "ALTER TABLE customers RENAME COLUMN tier TO plan; ALTER TABLE invoices DROP COLUMN note; CREATE VIEW noted AS SELECT i.note AS text FROM invoices AS i WHERE total > 0;",
    down: "ALTER TABLE customers RENAME COLUMN plan TO tier;",
    old: ["select note from invoices", "update invoices set note = 'x'", "select tier from customers"],
    new: ["select plan from customers"],
    says: {
      oldOnNew: RW,
      upLoses: ["column:invoices.note"],
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  }),
  inShop({
    name: "a down drops a key by the name of its constraint",
    up: "CREATE TABLE tags (id integer primary key, label text, CONSTRAINT tags_label UNIQUE (label));",
    down: "ALTER TABLE tags DROP CONSTRAINT tags_label; DROP TABLE tags;",
    new: ["insert into tags (label) values ('x')"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  }),
];
