// A shop, as frameworks make its tables.
import type { CorpusCase, Setting } from "../case.ts";

const SHOP: Setting = {
  schema: `
    create table customers (
      id int unsigned not null auto_increment primary key,
      name varchar(120) not null,
      email varchar(255) null,
      tier enum('free','pro') not null default 'free',
      created_at datetime not null default '2026-01-01 00:00:00'
    ) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;
    create table invoices (
      id bigint unsigned not null auto_increment primary key,
      customer_id int unsigned not null,
      number varchar(32) not null,
      total decimal(10,2) not null default 0.00,
      note text null,
      paid tinyint(1) not null default 0,
      unique key invoices_number_unique (number),
      key invoices_customer_id_index (customer_id),
      constraint invoices_customer_id_foreign foreign key (customer_id) references customers (id)
    ) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_general_ci;`,
  seed: `
    insert into customers (id, name, email, tier, created_at) values
      (1, 'Ada', 'ada@example.org', 'pro', '2026-01-02 03:04:05'), (2, 'Bob', 'bob@example.org', 'free', '2026-02-03 04:05:06');
    insert into invoices (id, customer_id, number, total, note, paid) values
      (1, 1, 'R-1', 10.50, 'first', 1), (2, 2, 'R-2', 20.25, 'second', 0);`,
  old: [
    "select id, name, email, tier, created_at from customers order by id",
    "insert into customers (name, email, created_at) values ('Cleo', 'cleo@example.org', '2026-03-03 00:00:00')",
    "update customers set email = 'new@example.org' where id = 1",
    "select id, customer_id, number, total, note, paid from invoices order by id",
    "insert into invoices (customer_id, number, total, note) values (1, 'R-9', 9.50, 'n')",
    "update invoices set paid = 1 where id = 2",
    "delete from invoices where id = 2",
  ],
};

type Rest = Omit<CorpusCase, "schema" | "seed" | "old"> & Partial<Setting>;

export function inShop(rest: Rest): CorpusCase {
  return { ...SHOP, ...rest };
}
