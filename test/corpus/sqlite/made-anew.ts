// A table of SQLite that is made anew in another's place: what it computes, refers to and keeps otherwise.
import type { CorpusCase } from "../case.ts";

const RW = "reads_and_writes_break if_referenced";

const ORDERS = {
  schema:
    "create table orders (id integer primary key, code text); create table lines (id integer primary key, order_id integer not null references orders (id) on update cascade, qty integer, price real, total real as (qty * price))",
  seed: "insert into orders values (1, 'a'), (2, 'b'); insert into lines (id, order_id, qty, price) values (1, 1, 2, 1.5)",
  old: [
    "select id, order_id, qty, price from lines order by id",
    "insert into lines (id, order_id, qty, price) values (9, 2, 1, 9.5)",
    "update orders set code = 'z' where id = 1",
  ],
};

const rebuilt = (columns: string, copied: string): string =>
  `CREATE TABLE lines_new (${columns}); INSERT INTO lines_new ${copied} FROM lines; DROP TABLE lines; ALTER TABLE lines_new RENAME TO lines;`;

const PLAIN = "(id, order_id, qty, price) SELECT id, order_id, qty, price";

const shaped = (parts: { readonly order?: string; readonly price?: string; readonly total?: string }): string =>
  `id integer primary key, order_id integer not null ${parts.order ?? "references orders (id) on update cascade"}, qty integer, ${parts.price ?? "price real"}, ${parts.total ?? "total real as (qty * price)"}`;

const AS_BEFORE = rebuilt(shaped({}), PLAIN);

export const SQLITE_MADE_ANEW: readonly CorpusCase[] = [
  {
    ...ORDERS,
    name: "a child is made anew with the reference that it had",
    oldIfData: ["delete from orders where id = 2"],
    up: rebuilt(`${shaped({})}, note text`, PLAIN),
    down: AS_BEFORE,
    new: ["select note from lines", "insert into lines (order_id, note) values (1, 'n')"],
    written: "update lines set note = 'n'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:lines.note"],
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "a column is computed by another expression",
    up: rebuilt(shaped({ total: "total real as (qty * price * 2)" }), PLAIN),
    down: AS_BEFORE,
    old: [...ORDERS.old, "select total from lines"],
    new: ["select total from lines", "insert into lines (order_id, qty) values (1, 1)"],
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change always",
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "a reference no longer follows a key that changes",
    up: rebuilt(shaped({ order: "references orders (id)" }), PLAIN),
    down: AS_BEFORE,
    oldIfData: ["update orders set id = 7 where id = 1"],
    new: ["select order_id from lines", "insert into lines (order_id, qty) values (1, 1)"],
    newIfData: ["update orders set id = 7 where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "fractions are cut off by a cast",
    up: rebuilt(
      shaped({ price: "price integer" }),
      "(id, order_id, qty, price) SELECT id, order_id, qty, cast(price as integer)",
    ),
    down: AS_BEFORE,
    old: ["select id, order_id, qty from lines", "insert into lines (id, order_id, qty, price) values (9, 2, 1, 9.5)"],
    oldIfData: ["select price from lines"],
    new: ["select order_id from lines", "insert into lines (order_id, price) values (1, 1)"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:lines.price"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "a down takes over the newest rows alone, without the column that was added",
    up: "ALTER TABLE lines ADD COLUMN note text;",
    down: AS_BEFORE.replace("FROM lines;", "FROM lines ORDER BY id DESC LIMIT 1;"),
    new: ["select note from lines", "insert into lines (order_id, note) values (1, 'n')"],
    written: "insert into lines (id, order_id, note) values (5, 1, 'n')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["rows:lines", "column:lines.note"],
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "a parent moves aside while keys are off, and its children go with the name",
    outsideTransaction: true,
    old: ["select order_id from lines", "insert into lines (id, order_id, qty) values (9, 2, 1)"],
    up: "PRAGMA foreign_keys = OFF; ALTER TABLE orders RENAME TO orders_old; CREATE TABLE orders (id integer primary key, code text, city text); INSERT INTO orders (id, code) SELECT id, code FROM orders_old; DROP TABLE orders_old; PRAGMA foreign_keys = ON;",
    down: "",
    new: ["select city from orders"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "no_down",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    schema:
      "create table logs (id integer primary key, text text, extra text); create view texts as select text from logs; create view all_logs as select * from logs",
    seed: "insert into logs values (1, 'a', 'b')",
    old: ["select text from logs", "insert into logs (text) values ('c')", "select text from texts"],
    name: "a table moves aside, and the views that read it go with the name",
    up: "ALTER TABLE logs RENAME TO logs_old; CREATE TABLE logs (id integer primary key, text text, extra text); INSERT INTO logs SELECT * FROM logs_old; DROP TABLE logs_old;",
    down: "ALTER TABLE logs DROP COLUMN extra; ALTER TABLE logs ADD COLUMN extra text;",
    new: ["select text from logs"],
    onlyWithSchema: "which views read it",
    says: {
      oldOnNew: "reads_break if_referenced",
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    schema:
      'create table "order" (id integer primary key, "group" text, extra text); create view all_orders as select * from "order"',
    seed: "insert into \"order\" values (1, 'a', 'b')",
    old: [
      'select "group" from "order"',
      'insert into "order" ("group") values (\'c\')',
      "select extra from all_orders",
    ],
    name: "a column is copied by its name in quotes, and another is dropped that a view shows with all",
    up: 'ALTER TABLE "order" ADD COLUMN "team" text; UPDATE "order" SET "team" = "group"; ALTER TABLE "order" DROP COLUMN "group"; ALTER TABLE "order" DROP COLUMN "extra";',
    down: 'ALTER TABLE "order" ADD COLUMN "extra" text; ALTER TABLE "order" ADD COLUMN "group" text; UPDATE "order" SET "group" = "team"; ALTER TABLE "order" DROP COLUMN "team";',
    new: ['select "team" from "order"', 'insert into "order" ("team") values (\'x\')'],
    says: {
      oldOnNew: RW,
      upLoses: ["column:order.extra"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: RW,
      hazard: "long_block_all",
    },
  },
  {
    ...ORDERS,
    name: "rows are deleted from the copy before it takes the place",
    old: ["insert into lines (id, order_id, qty, price) values (9, 2, 1, 9.5)"],
    oldIfData: ["select id from lines"],
    up: AS_BEFORE.replace("DROP TABLE lines;", "DELETE FROM lines_new WHERE qty > 1; DROP TABLE lines;"),
    down: "",
    new: ["select id from lines"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:lines"],
      down: "no_down",
      restores: "none",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ORDERS,
    name: "a down looks for rows by a column that it has renamed",
    old: ["select code from orders", "update orders set code = 'z' where id = 1"],
    up: "ALTER TABLE orders RENAME COLUMN code TO label;",
    down: "ALTER TABLE orders RENAME COLUMN label TO code; DELETE FROM orders WHERE label = 'none';",
    new: ["select label from orders"],
    says: {
      oldOnNew: RW,
      down: "no",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    name: "a rebuild puts something else where nothing was",
    schema: "create table clubs (id integer primary key, name text not null, town text)",
    seed: "insert into clubs values (1, 'a', null), (2, 'b', 'x')",
    old: ["select id, name, town from clubs order by id"],
    up: "create table n (id integer primary key, name text not null, town text); insert into n select id, name, coalesce(town, 'near ' || name) from clubs; drop table clubs; alter table n rename to clubs;",
    down: "create table n (id integer primary key, name text not null, town text); insert into n select id, name, town from clubs; drop table clubs; alter table n rename to clubs;",
    new: ["select id, name, town from clubs order by id"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    name: "a down drops a column that a view has as another's name",
    schema:
      "create table staff (id integer primary key, first text, last text); create view names as select s.id, s.first || ' ' || s.last as full_name from staff s",
    seed: "insert into staff values (1, 'a', 'b')",
    old: ["select id, full_name from names", "update staff set first = 'c'"],
    up: "alter table staff add column full_name text",
    down: "alter table staff drop column full_name",
    new: ["select full_name from staff", "update staff set full_name = 'd'"],
    written: "update staff set full_name = 'd'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:staff.full_name"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    name: "a rebuild gives a default that the table refuses",
    schema:
      "create table skills (id integer primary key, name text, level integer not null default 1 check (level between 1 and 5))",
    seed: "insert into skills values (1, 'a', 2)",
    old: ["select id, name, level from skills", "insert into skills (name) values ('b')"],
    up: "create table n (id integer primary key, name text, level integer not null default 0 check (level between 1 and 5)); insert into n select * from skills; drop table skills; alter table n rename to skills;",
    down: "create table n (id integer primary key, name text, level integer not null default 1 check (level between 1 and 5)); insert into n select * from skills; drop table skills; alter table n rename to skills;",
    new: ["select id, name, level from skills", "insert into skills (name, level) values ('b', 3)"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    name: "a parent moves aside for its copy, and the keys of its children go with the name",
    schema:
      "create table sorts (id integer primary key, name text); create table goods (id integer primary key, sort_id integer references sorts (id))",
    seed: "insert into sorts values (1, 'a'), (2, 'b'); insert into goods values (1, 1)",
    old: [
      "select id, name from sorts",
      "insert into sorts (name) values ('c')",
      "insert into goods (sort_id) values (2)",
    ],
    oldIfData: ["update goods set sort_id = (select max(id) from sorts)"],
    up: "create table sorts_new (id integer primary key, name text, code text); insert into sorts_new (id, name) select id, name from sorts; alter table sorts rename to sorts_old; alter table sorts_new rename to sorts;",
    down: undefined,
    new: ["select code from sorts", "select id from sorts_old"],
    written: "insert into sorts (id, name) values (77, 'z')",
    says: {
      oldOnNew: "writes_break if_data",
      down: "no_down",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    name: "a table moves aside for its copy and goes, and its view and a trigger are left with its name",
    schema:
      "create table marks (id integer primary key, name text); create table notes (id integer primary key, text text); create trigger noted after insert on notes begin insert into marks (name) values (new.text); end",
    seed: "insert into marks values (1, 'a')",
    old: ["select name from marks", "insert into notes (text) values ('c')"],
    up: "alter table marks rename to marks_old; create table marks (id integer primary key, name text, code text); insert into marks (id, name) select id, name from marks_old; drop table marks_old;",
    down: "alter table marks drop column code",
    new: ["select code from marks"],
    onlyWithSchema: "which triggers write to it",
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "no",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    name: "a down makes the table anew under a view, which goes with the old one",
    schema: "create table marks (id integer primary key, name text); create view names as select name from marks",
    seed: "insert into marks values (1, 'a')",
    old: ["select name from marks", "select name from names", "insert into marks (name) values ('b')"],
    up: "alter table marks add column code text",
    down: "alter table marks rename to marks_old; create table marks (id integer primary key, name text); insert into marks select id, name from marks_old; drop table marks_old;",
    new: ["select code from marks", "update marks set code = 'y'", "select name from names"],
    written: "update marks set code = 'x'",
    onlyWithSchema: "which views read it",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:marks.code"],
      inverse: "differs",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    name: "a table is made anew with a checked column, and its unique index again",
    schema: `CREATE TABLE "books" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar NOT NULL);
      CREATE UNIQUE INDEX "IDX_title" ON "books" ("title")`,
    seed: "insert into books (title) values ('Emma'), ('Ulysses')",
    old: [
      "select id, title from books",
      "insert into books (title) values ('Middlemarch')",
      "insert into books (title) values ('Emma') on conflict (title) do nothing",
    ],
    up: `DROP INDEX "IDX_title";
      CREATE TABLE "temporary_books" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar NOT NULL, "pages" integer CHECK ("pages" >= 0));
      INSERT INTO "temporary_books"("id", "title") SELECT "id", "title" FROM "books";
      DROP TABLE "books";
      ALTER TABLE "temporary_books" RENAME TO "books";
      CREATE UNIQUE INDEX "IDX_title" ON "books" ("title")`,
    down: `DROP INDEX "IDX_title";
      ALTER TABLE "books" RENAME TO "temporary_books";
      CREATE TABLE "books" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "title" varchar NOT NULL);
      INSERT INTO "books"("id", "title") SELECT "id", "title" FROM "temporary_books";
      DROP TABLE "temporary_books";
      CREATE UNIQUE INDEX "IDX_title" ON "books" ("title")`,
    new: ["select pages from books", "insert into books (title, pages) values ('Middlemarch', 900)"],
    written: "update books set pages = 700 where id = 2",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:books.pages"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
];
