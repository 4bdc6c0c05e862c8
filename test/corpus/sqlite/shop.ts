// A shop on SQLite.
import type { CorpusCase, Setting } from "../case.ts";

const SHOP: Setting = {
  schema: `
    create table customers (id integer primary key autoincrement, name text not null, email text, tier text not null default 'free' check (tier in ('free', 'pro')));
    create table invoices (id integer primary key, customer_id integer not null references customers (id) on delete cascade, number varchar(32) not null unique, total numeric not null default 0, note text);
    create index invoices_customer on invoices (customer_id);`,
  seed: `
    insert into customers (id, name, email, tier) values (1, 'Ada', 'ada@example.org', 'pro'), (2, 'Bob', 'bob@example.org', 'free');
    insert into invoices (id, customer_id, number, total, note) values (1, 1, 'R-1', 10.5, 'first'), (2, 2, 'R-2', 20.25, 'second');`,
  old: [
    "select id, name, email, tier from customers order by id",
    "insert into customers (name, email) values ('Cleo', 'cleo@example.org')",
    "update customers set email = 'new@example.org' where id = 1",
    "select id, customer_id, number, total, note from invoices order by id",
    "insert into invoices (customer_id, number, total, note) values (1, 'R-9', 9.5, 'n')",
    "update invoices set total = 1 where id = 2",
  ],
};

export function inShop(rest: Omit<CorpusCase, "schema" | "seed" | "old"> & Partial<Setting>): CorpusCase {
  return { ...SHOP, ...rest };
}
