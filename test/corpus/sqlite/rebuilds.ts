// The ways in which a table of SQLite is made anew to change it, and what goes wrong with them.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

const RW = "reads_and_writes_break if_referenced";

const ITEMS = {
  schema:
    "create table items (id integer not null primary key, label text, price integer not null default 0); CREATE INDEX items_label ON items (label);",
  seed: "insert into items values (1, 'a', 5), (2, 'b', 6)",
  old: [
    "select id, label, price from items order by id",
    "insert into items (label, price) values ('c', 7)",
    "update items set label = 'x' where id = 1",
  ],
};

export const SQLITE_REBUILDS: readonly CorpusCase[] = [
  inShop({
    ...ITEMS,
    name: "a column is required by a rebuild as Prisma prints it",
    outsideTransaction: true,
    up: `
      -- RedefineTables
      PRAGMA defer_foreign_keys=ON;
      PRAGMA foreign_keys=OFF;
      CREATE TABLE "new_items" (
          "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
          "label" TEXT NOT NULL,
          "price" INTEGER NOT NULL DEFAULT 0
      );
      INSERT INTO "new_items" ("id", "label", "price") SELECT "id", "label", "price" FROM "items";
      DROP TABLE "items";
      ALTER TABLE "new_items" RENAME TO "items";
      CREATE INDEX "items_label" ON "items" ("label");
      PRAGMA foreign_keys=ON;
      PRAGMA defer_foreign_keys=OFF;`,
    down: `
      PRAGMA foreign_keys=OFF;
      CREATE TABLE new_items (id integer not null primary key, label text, price integer not null default 0);
      INSERT INTO new_items (id, label, price) SELECT id, label, price FROM items;
      DROP TABLE items;
      ALTER TABLE new_items RENAME TO items;
      CREATE INDEX items_label ON items (label);
      PRAGMA foreign_keys=ON;`,
    oldIfData: ["insert into items (label) values (null)"],
    new: ["select label from items", "insert into items (label) values ('d')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild as Django prints it leaves a column out",
    up: `
      CREATE TABLE "new__items" ("id" integer NOT NULL PRIMARY KEY, "label" text NULL);
      INSERT INTO "new__items" ("id", "label") SELECT "id", "label" FROM "items";
      DROP TABLE "items";
      ALTER TABLE "new__items" RENAME TO "items";
      CREATE INDEX "items_label" ON "items" ("label");`,
    down: `
      CREATE TABLE "new__items" ("price" integer NOT NULL DEFAULT 0, "id" integer NOT NULL PRIMARY KEY, "label" text NULL);
      INSERT INTO "new__items" ("id", "label", "price") SELECT "id", "label", 0 FROM "items";
      DROP TABLE "items";
      ALTER TABLE "new__items" RENAME TO "items";
      CREATE INDEX "items_label" ON "items" ("label");`,
    new: ["select label from items", "insert into items (label) values ('d')"],
    says: {
      oldOnNew: RW,
      upLoses: ["column:items.price"],
      down: "yes",
      restores: "structure_only",
      inverse: "exact",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild forgets the index",
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 1); insert into items_new select * from items; drop table items; alter table items_new rename to items;",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select * from items; drop table items; alter table items_new rename to items;",
    old: ["select id, label, price from items order by id", "insert into items (label) values ('c')"],
    new: ["select label from items", "insert into items (label) values ('d')"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild forgets a unique index, and the one that takes it back makes that again",
    schema:
      "create table items (id integer not null primary key, label text, price integer not null default 0); CREATE UNIQUE INDEX items_label ON items (label);",
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select * from items; drop table items; alter table items_new rename to items;",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select * from items; drop table items; alter table items_new rename to items; CREATE UNIQUE INDEX items_label ON items (label);",
    old: [
      "select id, label, price from items order by id",
      "insert into items (label) values ('k') on conflict (label) do nothing",
    ],
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["insert into items (label) values ('a')"],
    downPassesAfter: "select 1",
    downFailsAfter: "insert into items (label) values ('a')",
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild copies only some of the rows",
    up: "create table items_new (id integer not null primary key, label text not null, price integer not null default 0); insert into items_new select id, label, price from items where label is not null; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: undefined,
    seed: "insert into items values (1, 'a', 5), (2, null, 6)",
    oldIfData: ["insert into items (label) values (null)"],
    new: ["select label from items"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:items"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild copies what a query before it left",
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0); with kept as (select id, label, price from items where price > 5) insert into items_new select id, label, price from kept; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: undefined,
    new: ["select label from items"],
    says: {
      oldOnNew: "behaviour_change always",
      upLoses: ["rows:items"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  }),
  inShop({
    name: "a rebuild of a parent with foreign keys on takes the children with it",
    up: "create table customers_new (id integer primary key autoincrement, name text not null, email text, tier text not null default 'free'); insert into customers_new select id, name, email, tier from customers; drop table customers; alter table customers_new rename to customers;",
    down: undefined,
    old: ["select name from customers order by id", "insert into customers (name) values ('x')"],
    oldIfData: ["select number from invoices", "insert into customers (name, tier) values ('x', 'other')"],
    new: ["select name from customers"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:invoices"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  }),
  inShop({
    name: "a rebuild of a parent with foreign keys off keeps the children",
    outsideTransaction: true,
    up: "pragma foreign_keys = off; begin; create table customers_new (id integer primary key autoincrement, name text not null, email text not null default '', tier text not null default 'free' check (tier in ('free', 'pro'))); insert into customers_new select id, name, email, tier from customers; drop table customers; alter table customers_new rename to customers; commit; pragma foreign_keys = on;",
    down: "pragma foreign_keys = off; begin; create table customers_new (id integer primary key autoincrement, name text not null, email text, tier text not null default 'free' check (tier in ('free', 'pro'))); insert into customers_new select id, name, email, tier from customers; drop table customers; alter table customers_new rename to customers; commit; pragma foreign_keys = on;",
    oldIfData: ["insert into customers (name, email) values ('x', null)"],
    new: ["select email from customers", "insert into customers (name) values ('x')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild is held up by a view on the table",
    schema: `${ITEMS.schema} create view labels as select id, label from items;`,
    up: "alter table items add column note text",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    new: ["select note from items", "insert into items (note) values ('d')"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild is held up by a trigger of another table",
    schema: `${ITEMS.schema} create table sales (id integer primary key, item_id integer); create trigger sold after insert on sales begin update items set price = price + 1 where id = new.item_id; end;`,
    up: "alter table items add column note text",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    new: ["select note from items", "insert into items (note) values ('d')"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild moves the view out of the way",
    schema: `${ITEMS.schema} create view labels as select id, label from items;`,
    up: "alter table items add column note text",
    down: "drop view labels; create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new (id, label, price) select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label); create view labels as select id, label from items;",
    new: ["select note from items", "insert into items (note) values ('d')"],
    written: "update items set note = 'n'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:items.note"],
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a table becomes strict",
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0) strict; insert into items_new select * from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select * from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    oldIfData: ["insert into items (label, price) values ('c', 'dear')"],
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["insert into items (label, price) values ('c', 'dear')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "the old table is renamed first, and the new one filled from it",
    up: "alter table items rename to items_old; create table items (id integer not null primary key, label text not null default '', price integer not null default 0); insert into items (id, label, price) select id, label, price from items_old; drop table items_old; CREATE INDEX items_label ON items (label);",
    down: "alter table items rename to items_old; create table items (id integer not null primary key, label text, price integer not null default 0); insert into items (id, label, price) select id, label, price from items_old; drop table items_old; CREATE INDEX items_label ON items (label);",
    oldIfData: ["insert into items (label) values (null)"],
    new: ["select label from items", "insert into items (price) values (1)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "the type of a column differs, which SQLite hardly minds",
    up: "create table items_new (id integer not null primary key, label text, price text not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    old: ["select id, label from items order by id", "insert into items (label, price) values ('c', 7)"],
    seed: "insert into items values (1, 'a', 5), (2, 'b', 10)",
    oldIfData: [
      "select price + 1 from items",
      "select max(price) from items",
      "insert into items (label, price) values ('z', 10)",
    ],
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["select id from items where price = '5'"],
    written: "insert into items (label, price) values ('w', '007')",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      loses: ["values:items.price"],
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a down makes a column required by a rebuild, and meets a null",
    schema:
      "create table items (id integer not null primary key, label text not null, price integer not null default 0)",
    old: ["select id, label, price from items order by id", "insert into items (label, price) values ('c', 7)"],
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items;",
    down: "create table items_new (id integer not null primary key, label text not null, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items;",
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["insert into items (price) values (1)"],
    downFailsAfter: "insert into items (price) values (1)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a down makes a column required by a rebuild, and fills its nulls",
    schema:
      "create table items (id integer not null primary key, label text not null, price integer not null default 0)",
    old: ["select id, label, price from items order by id", "insert into items (label, price) values ('c', 7)"],
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items;",
    down: "create table items_new (id integer not null primary key, label text not null, price integer not null default 0); insert into items_new select id, coalesce(label, ''), price from items; drop table items; alter table items_new rename to items;",
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["insert into items (price) values (1)"],
    written: "insert into items (price) values (1)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild adds a check and a unique key",
    up: "create table items_new (id integer not null primary key, label text unique, price integer not null default 0 check (price >= 0)); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    oldIfData: ["insert into items (label, price) values ('z', -1)", "insert into items (label) values ('a')"],
    new: ["select label from items", "insert into items (label) values ('d') on conflict (label) do nothing"],
    newIfData: ["insert into items (label, price) values ('z', -1)"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a down forbids by a rebuild what was written meanwhile",
    schema: `${ITEMS.schema.replace("default 0", "default 0 check (price >= 0)")}`,
    up: "create table items_new (id integer not null primary key, label text, price integer not null default 0); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    down: "create table items_new (id integer not null primary key, label text, price integer not null default 0 check (price >= 0)); insert into items_new select id, label, price from items; drop table items; alter table items_new rename to items; CREATE INDEX items_label ON items (label);",
    oldIfData: ["insert into items (label, price) values ('z', -1)"],
    new: ["select label from items", "insert into items (label) values ('d')"],
    newIfData: ["insert into items (label, price) values ('z', -1)"],
    downFailsAfter: "insert into items (label, price) values ('z', -1)",
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "a rebuild changes what happens to children",
    outsideTransaction: true,
    up: "pragma foreign_keys = off; create table n (id integer primary key, customer_id integer not null references customers (id), number varchar(32) not null unique, total numeric not null default 0, note text); insert into n select * from invoices; drop table invoices; alter table n rename to invoices; create index invoices_customer on invoices (customer_id); pragma foreign_keys = on;",
    down: "pragma foreign_keys = off; create table n (id integer primary key, customer_id integer not null references customers (id) on delete cascade, number varchar(32) not null unique, total numeric not null default 0, note text); insert into n select * from invoices; drop table invoices; alter table n rename to invoices; create index invoices_customer on invoices (customer_id); pragma foreign_keys = on;",
    oldIfData: ["delete from customers where id = 1"],
    new: ["select id from invoices"],
    newIfData: ["delete from customers where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "a rebuild of a child asks for what was asked before",
    up: "create table n (id integer primary key, customer_id integer not null references customers (id) on delete cascade, number varchar(32) not null unique, total numeric not null default 0, note text not null default ''); insert into n select id, customer_id, number, total, coalesce(note, '') from invoices; drop table invoices; alter table n rename to invoices; create index invoices_customer on invoices (customer_id);",
    down: "create table n (id integer primary key, customer_id integer not null references customers (id) on delete cascade, number varchar(32) not null unique, total numeric not null default 0, note text); insert into n select * from invoices; drop table invoices; alter table n rename to invoices; create index invoices_customer on invoices (customer_id);",
    oldIfData: ["update invoices set note = null where id = 2"],
    new: ["select id from invoices", "insert into invoices (customer_id, number) values (1, 'R-77')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "long_block_all",
    },
  }),
  inShop({
    name: "deletes reach a child whose own children refuse them",
    schema:
      "create table towns (id integer primary key, name text); create table homes (id integer primary key, town_id integer references towns (id) on delete set null, street text); create table bells (id integer primary key, home_id integer not null references homes (id))",
    seed: "insert into towns values (1, 'a'), (2, 'b'); insert into homes values (1, 1, 'x'), (2, 2, 'y'); insert into bells values (1, 1)",
    old: ["select id, town_id, street from homes order by id", "insert into homes (town_id, street) values (2, 'z')"],
    outsideTransaction: true,
    up: "pragma foreign_keys = off; create table n (id integer primary key, town_id integer references towns (id) on delete cascade, street text); insert into n select id, town_id, street from homes; drop table homes; alter table n rename to homes; pragma foreign_keys = on;",
    down: "pragma foreign_keys = off; create table n (id integer primary key, town_id integer references towns (id) on delete set null, street text); insert into n select id, town_id, street from homes; drop table homes; alter table n rename to homes; pragma foreign_keys = on;",
    oldIfData: ["delete from towns where id = 1"],
    new: ["select id, town_id, street from homes order by id"],
    newIfData: ["delete from towns where id = 2"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a rebuild makes a trigger again that refuses more",
    schema: `${ITEMS.schema}; create table log (what text); create trigger items_log after update on items when new.price > 5 begin insert into log values (new.label); end;`,
    up: "create table n (id integer not null primary key, label text, price bigint not null default 0); insert into n select id, label, price from items; drop table items; alter table n rename to items; create index items_label on items (label); create trigger items_log after update on items when new.price > 5 begin select raise(abort, 'too much'); end;",
    down: "create table n (id integer not null primary key, label text, price integer not null default 0); insert into n select id, label, price from items; drop table items; alter table n rename to items; create index items_label on items (label); create trigger items_log after update on items when new.price > 50 begin insert into log values (new.label); end;",
    oldIfData: ["update items set price = 9 where id = 1"],
    new: ["select id, label, price from items"],
    newIfData: ["update items set price = 99 where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  }),
  inShop({
    ...ITEMS,
    name: "a trigger that names the table is dropped for a rebuild, and made again",
    schema: `${ITEMS.schema}; create table sales (id integer primary key, item_id integer); create trigger sales_counted after insert on sales begin update items set price = price + 1 where id = new.item_id; end;`,
    seed: `${ITEMS.seed}; insert into sales values (1, 1)`,
    old: [...ITEMS.old, "insert into sales (item_id) values (2)"],
    up: "drop trigger sales_counted; create table n (id integer not null primary key, label varchar(80), price integer not null default 0); insert into n select id, label, price from items; drop table items; alter table n rename to items; CREATE INDEX items_label ON items (label); create trigger sales_counted after insert on sales begin update items set price = price + 1 where id = new.item_id; end;",
    down: "drop trigger sales_counted; create table n (id integer not null primary key, label text, price integer not null default 0); insert into n select id, label, price from items; drop table items; alter table n rename to items; CREATE INDEX items_label ON items (label); create trigger sales_counted after insert on sales begin update items set price = price + 1 where id = new.item_id; end;",
    new: [...ITEMS.old, "insert into sales (item_id) values (2)"],
    says: { oldOnNew: "compatible", down: "yes", newOnReverted: "compatible", hazard: "long_block_all" },
  }),
];
