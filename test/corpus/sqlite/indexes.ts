// Indexes of SQLite that something asks for, or that cannot be kept.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

export const SQLITE_INDEXES: readonly CorpusCase[] = [
  inShop({
    name: "an index goes that a view asks for by name",
    schema:
      "create table stock (sku text primary key, qty integer); CREATE INDEX stock_qty ON stock (qty); create view low as select sku from stock indexed by stock_qty where qty < 5",
    seed: "insert into stock values ('a', 1)",
    old: ["select sku from low", "insert into stock values ('b', 9)"],
    up: "DROP INDEX stock_qty",
    down: "CREATE INDEX stock_qty ON stock (qty)",
    new: ["select sku, qty from stock"],
    onlyWithSchema: "which views there are, and what the index was on",
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "an index of what is to come asks for the day",
    up: "CREATE INDEX invoices_new ON invoices (number)",
    down: "DROP INDEX invoices_new; CREATE INDEX invoices_dated ON invoices (number) WHERE note > date('now')",
    new: ["select number from invoices"],
    newIfData: ["insert into invoices (customer_id, number, total, note) values (1, 'R-8', 9.5, 'n')"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "a strict table is given back a default that it does not take",
    schema: "create table stock (sku text primary key, label text) strict",
    seed: "insert into stock values ('a', 'x')",
    old: ["select sku, label from stock", "insert into stock values ('b', 'y')"],
    up: "CREATE TABLE places (id integer primary key)",
    down: "ALTER TABLE stock ADD COLUMN qty integer NOT NULL DEFAULT 'none'; DROP TABLE places",
    new: ["select id from places"],
    onlyWithSchema: "whether the table is strict",
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  }),
];
