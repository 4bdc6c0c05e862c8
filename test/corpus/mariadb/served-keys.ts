import type { CorpusCase, Says, Setting } from "../case.ts";

const ORDERS: Setting = {
  schema:
    "create table accounts (id int primary key); create table orders (id int primary key, account_id int null, note text)",
  seed: "insert into accounts values (1), (2); insert into orders values (1, 1, 'a'), (2, 2, 'b')",
  old: ["select id from orders", "insert into orders values (3, 1, 'c')"],
};

const TIED = "alter table orders add constraint orders_account foreign key (account_id) references accounts (id)";

const STRICTER: Says = {
  oldOnNew: "writes_break if_data",
  down: "yes",
  restores: "full",
  newOnReverted: "behaviour_change if_data",
  hazard: "brief_block",
};

const REFUSED: Says = { ...STRICTER, down: "no", restores: "none", inverse: "none", newOnReverted: "undetermined" };

/** Indexes that foreign keys need. */
export const MARIADB_SERVED_KEYS: readonly CorpusCase[] = [
  {
    ...ORDERS,
    name: "makes an index that serves a foreign key, and drops it first",
    oldIfData: ["insert into orders values (4, 99, 'd')"],
    up: `${TIED}; create index orders_by_account on orders (account_id, id)`,
    down: "drop index orders_by_account on orders; alter table orders drop foreign key orders_account",
    new: ["select id from orders"],
    says: { ...REFUSED, newOnReverted: "behaviour_change if_data" },
  },
  {
    ...ORDERS,
    name: "makes an index that serves a foreign key, and drops it last",
    oldIfData: ["insert into orders values (4, 99, 'd')"],
    up: `${TIED}; create index orders_by_account on orders (account_id, id)`,
    down: "alter table orders drop foreign key orders_account; drop index orders_by_account on orders",
    new: ["select id from orders"],
    newIfData: ["insert into orders values (5, 99, 'e')"],
    says: STRICTER,
  },
  {
    ...ORDERS,
    name: "drops an index and the foreign key that it serves in one statement",
    oldIfData: ["insert into orders values (4, 99, 'd')"],
    up: `alter table orders add key orders_by_account (account_id), add constraint orders_account foreign key (account_id) references accounts (id)`,
    down: "alter table orders drop key orders_by_account, drop foreign key orders_account",
    new: ["select id from orders"],
    newIfData: ["insert into orders values (5, 99, 'e')"],
    says: STRICTER,
  },
  {
    ...ORDERS,
    name: "puts a wider index in the place of the one that serves a foreign key",
    schema: `create table accounts (id int primary key);
      create table orders (id int primary key, account_id int null, note text, key orders_account_id (account_id),
        constraint orders_account foreign key (account_id) references accounts (id))`,
    up: "alter table orders add key orders_wide (account_id, id), drop key orders_account_id",
    down: "alter table orders drop key orders_wide",
    new: ["select id from orders"],
    says: { ...REFUSED, oldOnNew: "compatible", newOnReverted: "compatible" },
  },
];
