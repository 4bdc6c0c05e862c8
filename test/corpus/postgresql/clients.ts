// Tables as the tools of application frameworks make them.
import type { Setting } from "../case.ts";

export const CLIENTS: Setting = {
  schema: `
    create table clients (
      id serial primary key,
      name text not null,
      email varchar(80),
      city varchar(40) default 'Vienna',
      credit numeric(10, 2) not null default 0,
      active boolean not null default true
    )`,
  seed: `
    insert into clients (name, email, city, credit) values
      ('Ada', 'ada@x.org', 'Graz', 12.50),
      ('Bob', 'bob@x.org', 'Linz', 70.25)`,
  old: [
    "select id, name, email, city, credit, active from clients",
    "insert into clients (name, email, city, credit, active) values ('Eve', 'eve@x.org', 'Wels', 3.75, false)",
    "insert into clients (name) values ('Kim')",
    "update clients set name = 'A', email = 'a@x.org', city = 'Ried', credit = 1.25, active = false where id = 1",
    "delete from clients where id = 2",
  ],
};

/** The same, and invoices of the first of them. */
export const INVOICES: Setting = {
  schema: `${CLIENTS.schema};
    create table invoices (
      id integer generated always as identity primary key,
      client_id integer not null references clients (id),
      number text not null unique,
      amount numeric(8, 2) not null,
      state text not null default 'open',
      issued date
    )`,
  seed: `${CLIENTS.seed};
    insert into invoices (client_id, number, amount, issued) values
      (1, 'N-1', 10.50, '2024-01-01'), (1, 'N-2', 20.75, '2024-02-02')`,
  old: [
    ...CLIENTS.old,
    "select id, client_id, number, amount, state, issued from invoices",
    "insert into invoices (client_id, number, amount, state, issued) values (2, 'N-3', 5.5, 'paid', '2024-03-03')",
    "update invoices set amount = 1.5, state = 'void', issued = null where id = 1",
    "delete from invoices where id = 2",
  ],
};

/** Names that must be quoted. */
export const USERS: Setting = {
  schema: `
    create table "User" (
      "id" serial primary key,
      "email" text not null,
      "displayName" text,
      "createdAt" timestamp(3) not null default '2024-01-01'
    );
    create unique index "User_email_key" on "User" ("email")`,
  seed: `insert into "User" ("email", "displayName") values ('ada@x.org', 'Ada'), ('bob@x.org', 'Bob')`,
  old: [
    'select "id", "email", "displayName", "createdAt" from "User"',
    `insert into "User" ("email", "displayName") values ('eve@x.org', 'Eve')`,
    `update "User" set "email" = 'a@x.org', "displayName" = 'A' where "id" = 1`,
    'delete from "User" where "id" = 2',
  ],
};

/** A table outside of the schema that needs no saying. */
export const ITEMS: Setting = {
  schema: `
    create schema app;
    create table app.items (id bigint primary key, sku varchar(20) not null, qty integer not null default 0, note text)`,
  seed: "insert into app.items values (1, 'A-1', 5, 'first'), (2, 'B-2', 7, 'second')",
  old: [
    "select id, sku, qty, note from app.items",
    "insert into app.items (id, sku, qty, note) values (3, 'C-3', 1, 'third')",
    "update app.items set sku = 'D-4', qty = 2, note = 'n' where id = 1",
    "delete from app.items where id = 2",
  ],
};
