import type { CorpusCase, Says } from "../case.ts";
import { CLIENTS, INVOICES, USERS } from "./clients.ts";

const SWAPPED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

/** Data that finds another place: expand, contract, split, merge. */
export const POSTGRESQL_RESHAPED: readonly CorpusCase[] = [
  {
    ...CLIENTS,
    name: "renames a column by add, copy and drop",
    up: "alter table clients add column town varchar(40) default 'Vienna'; update clients set town = city; alter table clients drop column city",
    down: "alter table clients add column city varchar(40) default 'Vienna'; update clients set city = town; alter table clients drop column town",
    new: ["select town from clients", "update clients set town = 'x' where id = 1"],
    says: SWAPPED,
  },
  {
    ...CLIENTS,
    name: "renames a column by add, copy of some rows and drop",
    up: "alter table clients add column town varchar(40); update clients set town = city where id = 1; alter table clients drop column city",
    down: "alter table clients add column city varchar(40) default 'Vienna'; update clients set city = town; alter table clients drop column town",
    new: ["select town from clients", "update clients set town = 'x' where id = 1"],
    says: { ...SWAPPED, upLoses: ["column:clients.city"], restores: "partial" },
  },
  {
    ...CLIENTS,
    name: "merges two columns and guesses them apart",
    up: `alter table clients add column address text;
      update clients set address = coalesce(name, '') || ', ' || coalesce(city, '');
      alter table clients drop column city`,
    down: `alter table clients add column city varchar(40) default 'Vienna';
      update clients set city = split_part(address, ', ', 2);
      alter table clients drop column address`,
    downPassesAfter: "update clients set address = 'Ada, Paris, FR' where id = 1",
    downFailsAfter: "update clients set address = 'Ada, ' || repeat('x', 50) where id = 1",
    new: ["select address from clients", "update clients set address = 'x' where id = 1"],
    says: {
      ...SWAPPED,
      down: "data_dependent",
      upLoses: ["column:clients.city"],
      loses: ["column:clients.address"],
      restores: "partial",
    },
  },
  {
    ...INVOICES,
    name: "splits columns off into a table of their own and brings them back",
    up: `create table client_places (client_id integer primary key references clients (id), city varchar(40));
      insert into client_places (client_id, city) select id, city from clients;
      alter table clients drop column city`,
    down: `alter table clients add column city varchar(40) default 'Vienna';
      update clients c set city = p.city from client_places p where p.client_id = c.id;
      drop table client_places`,
    new: ["select client_id, city from client_places", "update client_places set city = 'x' where client_id = 1"],
    says: SWAPPED,
  },
  {
    ...CLIENTS,
    name: "renames a table and leaves a view under the old name",
    up: "ALTER TABLE clients RENAME TO customers; CREATE VIEW clients AS SELECT * FROM customers",
    down: "DROP VIEW clients; ALTER TABLE customers RENAME TO clients",
    new: ["select id, name from customers", "update customers set name = 'x' where id = 1"],
    says: { ...SWAPPED, oldOnNew: "compatible", hazard: "brief_block" },
  },
  {
    ...CLIENTS,
    name: "renames a table and leaves a view that cannot be written",
    up: "alter table clients rename to customers; create view clients as select distinct id, name, email, city, credit, active from customers",
    down: "drop view clients; alter table customers rename to clients",
    new: ["select id, name from customers", "update customers set name = 'x' where id = 1"],
    says: { ...SWAPPED, oldOnNew: "writes_break if_referenced", hazard: "brief_block" },
  },
  {
    ...CLIENTS,
    name: "renames a table and leaves a view with fewer columns",
    up: "alter table clients rename to customers; create view clients as select id, name, email from customers",
    down: "drop view clients; alter table customers rename to clients",
    new: ["select id, name from customers", "update customers set name = 'x' where id = 1"],
    says: { ...SWAPPED, hazard: "brief_block" },
  },
  {
    ...CLIENTS,
    name: "makes a column required after a check that was validated",
    up: `alter table clients add constraint email_there check (email is not null) not valid;
      update clients set email = 'none' where email is null;
      alter table clients validate constraint email_there;
      alter table clients alter column email set not null;
      alter table clients drop constraint email_there`,
    old: CLIENTS.old.filter((text) => !text.includes("(name)")),
    oldIfData: ["insert into clients (name) values ('Kim')"],
    down: "alter table clients alter column email drop not null",
    new: CLIENTS.old.filter((text) => !text.includes("(name)")),
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "makes a column required that was required already",
    up: "alter table clients alter column name set not null",
    down: "alter table clients alter column city drop not null",
    new: CLIENTS.old,
    says: { oldOnNew: "compatible", down: "yes", newOnReverted: "compatible", hazard: "brief_block" },
  },
  {
    ...USERS,
    name: "makes an index a unique constraint",
    up: `CREATE UNIQUE INDEX CONCURRENTLY "User_name_idx" ON "User" ("displayName"); ALTER TABLE "User" ADD CONSTRAINT "User_name_key" UNIQUE USING INDEX "User_name_idx"`,
    down: 'ALTER TABLE "User" DROP CONSTRAINT "User_name_key"',
    outsideTransaction: true,
    oldIfData: [`insert into "User" ("email", "displayName") values ('x', 'Ada')`],
    new: [
      ...USERS.old,
      `insert into "User" ("email", "displayName") values ('x', 'Ada') on conflict ("displayName") do nothing`,
    ],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...USERS,
    name: "replaces a unique index by a partial one",
    up: `DROP INDEX "User_email_key"; CREATE UNIQUE INDEX "User_email_key" ON "User" ("email") WHERE "displayName" IS NOT NULL`,
    old: [...USERS.old, `insert into "User" ("email") values ('ada@x.org') on conflict ("email") do nothing`],
    down: `DROP INDEX "User_email_key"; CREATE UNIQUE INDEX "User_email_key" ON "User" ("email")`,
    downPassesAfter: "select 1",
    downFailsAfter: `insert into "User" ("email") values ('zoe@x.org'), ('zoe@x.org')`,
    new: [...USERS.old],
    newIfData: [`insert into "User" ("email") values ('ada@x.org')`],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...INVOICES,
    name: "makes the key of two columns",
    up: "alter table invoices drop constraint invoices_pkey; alter table invoices add primary key (client_id, id)",
    down: "alter table invoices drop constraint invoices_pkey; alter table invoices add primary key (id)",
    old: [
      "select id, number from invoices",
      "insert into invoices (id, client_id, number, amount) overriding system value values (1, 1, 'x', 1) on conflict (id) do nothing",
    ],
    downPassesAfter: "select 1",
    downFailsAfter:
      "insert into invoices (id, client_id, number, amount) overriding system value values (1, 2, 'N-7', 1)",
    new: ["select id, number from invoices"],
    newIfData: ["insert into invoices (id, client_id, number, amount) overriding system value values (1, 2, 'N-8', 1)"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...CLIENTS,
    name: "turns a serial into an identity and back",
    up: `alter table clients alter column id drop default; drop sequence clients_id_seq;
      alter table clients alter column id add generated by default as identity (start with 3)`,
    down: `alter table clients alter column id drop identity; create sequence clients_id_seq owned by clients.id;
      alter table clients alter column id set default nextval('clients_id_seq');
      select setval('clients_id_seq', (select max(id) from clients))`,
    old: CLIENTS.old,
    new: CLIENTS.old,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "drops a column, its index and its check, and adds the column alone",
    schema: `${CLIENTS.schema}; create index clients_city_idx on clients (city); alter table clients add constraint city_there check (city <> '')`,
    up: "alter table clients drop column city",
    down: "alter table clients add column city varchar(40) default 'Vienna'",
    new: ["select id, name from clients"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:clients.city"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...INVOICES,
    name: "drops a column that is back with a filler",
    up: "alter table invoices drop column amount",
    down: "alter table invoices add column amount numeric(8, 2) not null default 0",
    new: ["select id, number from invoices", "insert into invoices (client_id, number) values (1, 'x')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:invoices.amount"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...CLIENTS,
    name: "drops a column that is not back while there are rows",
    up: "alter table clients drop column credit",
    down: "alter table clients add column credit numeric(10, 2) not null",
    new: ["select id, name from clients", "insert into clients (name) values ('x')"],
    downPassesAfter: "delete from clients",
    downFailsAfter: "select 1",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:clients.credit"],
      down: "data_dependent",
      restores: "none",
      inverse: "differs",
      newOnReverted: "writes_break always",
      hazard: "long_block_all",
    },
  },
];
