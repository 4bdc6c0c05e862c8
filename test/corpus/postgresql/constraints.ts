import type { CorpusCase, Says, Setting } from "../case.ts";
import { SHOP } from "./accounts.ts";

/** From now on some values are refused; without it nothing refuses them. */
const STRICTER: Says = {
  oldOnNew: "writes_break if_data",
  down: "yes",
  restores: "full",
  newOnReverted: "behaviour_change if_data",
  hazard: "brief_block",
};

/** From now on more values are taken, and the way back stumbles over them. */
const LOOSER: Says = {
  oldOnNew: "behaviour_change if_data",
  down: "data_dependent",
  restores: "full",
  newOnReverted: "writes_break if_data",
  hazard: "long_block_all",
};

const USERS: Setting = {
  schema:
    "create table users (id integer not null, tenant integer not null default 1, email text not null, age integer)",
  seed: "insert into users values (1, 1, 'ada@example.com', 36), (2, 1, 'bob@example.com', 41)",
  old: ["select id, email from users", "insert into users values (3, 1, 'eve@example.com', 20)"],
};

/** Orders before anything ties them to accounts. */
const LOOSE_ORDERS: Setting = {
  schema: `create table accounts (id integer primary key); create table orders (id integer primary key, account_id integer)`,
  seed: "insert into accounts values (1), (2); insert into orders values (1, 1), (2, 2)",
  old: ["select id from orders", "insert into orders values (3, 1)", "delete from orders where id = 1"],
};

const ORPHAN = "insert into orders values (4, 99)";

const ORDER_FIRST = `do $$ begin
  insert into orders values (9, 9, 1, 'early');
  insert into accounts (id, email) values (9, 'late@example.com');
  end $$`;

export const POSTGRESQL_CONSTRAINTS: readonly CorpusCase[] = [
  {
    ...USERS,
    name: "adds a primary key",
    oldIfData: ["insert into users values (1, 1, 'twin@example.com', 20)"],
    up: "alter table users add primary key (id)",
    down: "alter table users drop constraint users_pkey",
    new: [
      "select id from users",
      "insert into users values (1, 1, 'again@example.com', 3) on conflict (id) do update set email = excluded.email",
    ],
    says: { ...STRICTER, newOnReverted: "writes_break if_referenced" },
  },
  {
    ...USERS,
    name: "adds a primary key over a nullable column",
    schema: "create table users (id integer, email text)",
    seed: "insert into users values (1, 'ada@example.com')",
    old: ["select id, email from users", "insert into users values (3, 'eve@example.com')"],
    oldIfData: ["insert into users (email) values ('none@example.com')"],
    up: "alter table users add primary key (id)",
    down: "alter table users drop constraint users_pkey",
    new: ["select id from users", "insert into users values (1, 'new@example.com') on conflict (id) do nothing"],
    says: { ...STRICTER, newOnReverted: "writes_break if_referenced", inverse: "differs" },
  },
  {
    ...USERS,
    name: "drops a primary key",
    schema: `${USERS.schema}; alter table users add primary key (id)`,
    old: [
      ...USERS.old,
      "insert into users values (1, 1, 'again@example.com', 3) on conflict (id) do update set email = excluded.email",
    ],
    up: "alter table users drop constraint users_pkey",
    down: "alter table users add primary key (id)",
    new: ["select email from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (1, 1, 'twin@example.com', 20)"],
    downFailsAfter: "insert into users values (1, 1, 'twin@example.com', 20)",
    says: { ...LOOSER, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...USERS,
    name: "widens a primary key to the tenant",
    schema: `${USERS.schema}; alter table users add primary key (id)`,
    old: [
      ...USERS.old,
      "insert into users values (1, 1, 'again@example.com', 3) on conflict (id) do update set email = excluded.email",
    ],
    up: "alter table users drop constraint users_pkey; alter table users add primary key (tenant, id)",
    down: "alter table users drop constraint users_pkey; alter table users add primary key (id)",
    new: [
      "select email from users",
      "insert into users values (5, 1, 'new@example.com', 20) on conflict (tenant, id) do nothing",
    ],
    newIfData: ["insert into users values (1, 2, 'twin@example.com', 20)"],
    downFailsAfter: "insert into users values (1, 2, 'twin@example.com', 20)",
    says: {
      ...LOOSER,
      oldOnNew: "writes_break if_referenced",
      newOnReverted: "writes_break if_referenced",
    },
  },
  {
    ...LOOSE_ORDERS,
    name: "adds a foreign key",
    oldIfData: [ORPHAN, "delete from accounts where id = 2"],
    up: "alter table orders add constraint orders_account foreign key (account_id) references accounts (id)",
    down: "alter table orders drop constraint orders_account",
    new: ["select id from orders", "insert into orders values (5, 2)"],
    newIfData: [ORPHAN],
    says: STRICTER,
  },
  {
    ...LOOSE_ORDERS,
    name: "adds a foreign key that does not look at old rows",
    seed: `${LOOSE_ORDERS.seed}; insert into orders values (7, 77)`,
    oldIfData: [ORPHAN, "delete from accounts where id = 2"],
    up: "alter table orders add constraint orders_account foreign key (account_id) references accounts (id) not valid",
    down: "alter table orders drop constraint orders_account",
    new: ["select id from orders", "insert into orders values (5, 2)"],
    newIfData: [ORPHAN],
    says: STRICTER,
  },
  {
    ...LOOSE_ORDERS,
    name: "looks at old rows of a foreign key",
    schema: `${LOOSE_ORDERS.schema}; alter table orders add constraint orders_account
      foreign key (account_id) references accounts (id) not valid`,
    up: "alter table orders validate constraint orders_account",
    down: "-- it may stay",
    new: ["select id from orders", "insert into orders values (5, 2)"],
    says: {
      oldOnNew: "compatible",
      down: "no_down",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...LOOSE_ORDERS,
    name: "drops a foreign key",
    schema: `${LOOSE_ORDERS.schema}; alter table orders add constraint orders_account
      foreign key (account_id) references accounts (id) on delete cascade`,
    oldIfData: ["delete from accounts where id = 2", ORPHAN],
    up: "alter table orders drop constraint orders_account",
    down: "alter table orders add constraint orders_account foreign key (account_id) references accounts (id) on delete cascade",
    new: ["select id from orders", "insert into orders values (5, 2)"],
    newIfData: [ORPHAN],
    downFailsAfter: ORPHAN,
    says: { ...LOOSER, hazard: "long_block_writes" },
  },
  {
    ...LOOSE_ORDERS,
    name: "lets deletes reach the children",
    schema: `${LOOSE_ORDERS.schema}; alter table orders add constraint orders_account
      foreign key (account_id) references accounts (id)`,
    oldIfData: ["delete from accounts where id = 2"],
    up: `alter table orders drop constraint orders_account;
      alter table orders add constraint orders_account foreign key (account_id) references accounts (id) on delete cascade`,
    down: `alter table orders drop constraint orders_account;
      alter table orders add constraint orders_account foreign key (account_id) references accounts (id)`,
    new: ["select id from orders", "insert into orders values (5, 2)"],
    newIfData: ["delete from accounts where id = 2"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...LOOSE_ORDERS,
    name: "keeps deletes from reaching the children",
    schema: `${LOOSE_ORDERS.schema}; alter table orders add constraint orders_account
      foreign key (account_id) references accounts (id) on delete cascade`,
    oldIfData: ["delete from accounts where id = 2"],
    up: `alter table orders drop constraint orders_account;
      alter table orders add constraint orders_account foreign key (account_id) references accounts (id) on delete restrict`,
    down: `alter table orders drop constraint orders_account;
      alter table orders add constraint orders_account foreign key (account_id) references accounts (id) on delete cascade`,
    new: ["select id from orders", "insert into orders values (5, 2)"],
    newIfData: ["delete from accounts where id = 2"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...USERS,
    name: "adds a unique constraint",
    oldIfData: ["insert into users values (4, 1, 'ada@example.com', 20)"],
    up: "alter table users add constraint users_email_key unique (email)",
    down: "alter table users drop constraint users_email_key",
    new: [
      "select id from users",
      "insert into users values (9, 1, 'ada@example.com', 3) on conflict (email) do nothing",
    ],
    says: { ...STRICTER, newOnReverted: "writes_break if_referenced" },
  },
  {
    ...USERS,
    name: "adds a unique constraint by an index",
    oldIfData: ["insert into users values (4, 1, 'ada@example.com', 20)"],
    up: `create unique index users_email on users (email);
      alter table users add constraint users_email unique using index users_email`,
    down: "alter table users drop constraint users_email",
    new: [
      "select id from users",
      "insert into users values (9, 1, 'ada@example.com', 3) on conflict (email) do nothing",
    ],
    says: { ...STRICTER, newOnReverted: "writes_break if_referenced" },
  },
  {
    ...USERS,
    name: "drops a unique constraint",
    schema: `${USERS.schema}; alter table users add constraint users_email_key unique (email)`,
    old: [...USERS.old, "insert into users values (9, 1, 'ada@example.com', 3) on conflict (email) do nothing"],
    up: "alter table users drop constraint users_email_key",
    down: "alter table users add constraint users_email_key unique (email)",
    new: ["select id from users"],
    newIfData: ["insert into users values (4, 1, 'ada@example.com', 20)"],
    downFailsAfter: "insert into users values (4, 1, 'ada@example.com', 20)",
    says: { ...LOOSER, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...USERS,
    name: "adds a check",
    oldIfData: ["insert into users values (4, 1, 'kid@example.com', -3)"],
    up: "alter table users add constraint age_sane check (age > 0)",
    down: "alter table users drop constraint age_sane",
    new: ["select age from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (6, 1, 'new@example.com', -1)"],
    says: STRICTER,
  },
  {
    ...USERS,
    name: "adds a check that does not look at old rows",
    seed: `${USERS.seed}; insert into users values (8, 1, 'odd@example.com', -5)`,
    oldIfData: ["insert into users values (4, 1, 'kid@example.com', -3)"],
    up: "alter table users add constraint age_sane check (age > 0) not valid",
    down: "alter table users drop constraint if exists age_sane",
    new: ["select age from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (6, 1, 'new@example.com', -1)"],
    says: STRICTER,
  },
  {
    ...USERS,
    name: "writes down a check that nothing enforces",
    oldIfData: ["insert into users values (4, 1, 'kid@example.com', -3)"],
    up: "alter table users add constraint age_sane check (age > 0) not enforced",
    down: "alter table users drop constraint age_sane",
    new: ["select age from users", "insert into users values (5, 1, 'new@example.com', -20)"],
    says: { ...STRICTER, oldOnNew: "compatible", newOnReverted: "compatible" },
  },
  {
    ...USERS,
    name: "drops a check",
    schema: `${USERS.schema}; alter table users add constraint age_sane check (age > 0)`,
    up: "alter table users drop constraint age_sane",
    down: "alter table users add constraint age_sane check (age > 0)",
    new: ["select id from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (6, 1, 'new@example.com', -1)"],
    downFailsAfter: "insert into users values (7, 1, 'new@example.com', -1)",
    says: LOOSER,
  },
  {
    ...USERS,
    name: "loosens a check",
    schema: `${USERS.schema}; alter table users add constraint age_sane check (age > 17)`,
    up: `alter table users drop constraint age_sane;
      alter table users add constraint age_sane check (age > 0)`,
    down: `alter table users drop constraint age_sane;
      alter table users add constraint age_sane check (age > 17)`,
    new: ["select id from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (6, 1, 'teen@example.com', 15)"],
    downFailsAfter: "insert into users values (7, 1, 'teen@example.com', 15)",
    says: LOOSER,
  },
  {
    ...USERS,
    name: "tightens a check",
    schema: `${USERS.schema}; alter table users add constraint age_sane check (age > 0)`,
    oldIfData: ["insert into users values (6, 1, 'teen@example.com', 15)"],
    up: `alter table users drop constraint age_sane;
      alter table users add constraint age_sane check (age > 17)`,
    down: `alter table users drop constraint age_sane;
      alter table users add constraint age_sane check (age > 0)`,
    new: ["select id from users", "insert into users values (5, 1, 'new@example.com', 20)"],
    newIfData: ["insert into users values (6, 1, 'teen@example.com', 15)"],
    says: { ...STRICTER, hazard: "long_block_all" },
  },
  {
    ...USERS,
    name: "keeps two stays from overlapping",
    schema: "create table stays (id integer primary key, nights int4range not null)",
    seed: "insert into stays values (1, '[1,3)'), (2, '[5,8)')",
    old: ["select id from stays", "insert into stays values (3, '[10,12)')"],
    oldIfData: ["insert into stays values (4, '[2,6)')"],
    up: "alter table stays add constraint apart exclude using gist (nights with &&)",
    down: "alter table stays drop constraint apart",
    new: ["select id from stays", "insert into stays values (5, '[20,22)')"],
    newIfData: ["insert into stays values (6, '[2,6)')"],
    says: STRICTER,
  },
  {
    ...SHOP,
    name: "checks a foreign key at once that waited for the end of the transaction",
    schema: `${SHOP.schema}; alter table orders alter constraint orders_account_id_fkey deferrable initially deferred`,
    oldIfData: [ORDER_FIRST],
    up: `alter table orders drop constraint orders_account_id_fkey, add constraint orders_account_id_fkey
      foreign key (account_id) references accounts (id) on delete cascade`,
    down: "alter table orders alter constraint orders_account_id_fkey deferrable initially deferred",
    new: ["select id from orders"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...SHOP,
    name: "would empty a reference that must have a value",
    old: SHOP.old.filter((statement) => !statement.startsWith("delete from accounts")),
    oldIfData: ["delete from accounts where id = 2"],
    up: `alter table orders drop constraint orders_account_id_fkey, add constraint orders_account_id_fkey
      foreign key (account_id) references accounts (id) on delete set null`,
    down: `alter table orders drop constraint orders_account_id_fkey, add constraint orders_account_id_fkey
      foreign key (account_id) references accounts (id) on delete cascade`,
    new: ["select id from orders"],
    newIfData: ["delete from accounts where id = 2"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...SHOP,
    name: "checks a foreign key when the transaction ends",
    up: "alter table orders alter constraint orders_account_id_fkey deferrable initially deferred",
    down: "alter table orders alter constraint orders_account_id_fkey not deferrable",
    new: ["select id from orders"],
    newIfData: [ORDER_FIRST],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...SHOP,
    name: "checks a foreign key at once again, and lets transactions put that off",
    onlyWithSchema: "that it could not be put off before",
    up: "alter table orders alter constraint orders_account_id_fkey deferrable initially deferred",
    down: "alter table orders alter constraint orders_account_id_fkey deferrable initially immediate",
    new: ["select id from orders"],
    newIfData: [ORDER_FIRST],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      restores: "full",
      inverse: "differs",
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...USERS,
    name: "renames a constraint",
    schema: `${USERS.schema}; alter table users add constraint users_email_key unique (email)`,
    old: [
      ...USERS.old,
      "insert into users values (9, 1, 'ada@example.com', 3) on conflict on constraint users_email_key do nothing",
    ],
    up: "alter table users rename constraint users_email_key to one_email_each",
    down: "alter table users rename constraint one_email_each to users_email_key",
    new: [
      "select id from users",
      "insert into users values (9, 1, 'ada@example.com', 3) on conflict on constraint one_email_each do nothing",
    ],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...USERS,
    name: "adds a constraint to a domain",
    schema: "create domain age as integer; create table people (id integer primary key, age age)",
    seed: "insert into people values (1, 30)",
    old: ["select age from people", "insert into people values (2, 20)"],
    oldIfData: ["insert into people values (3, -3)"],
    up: "alter domain age add constraint age_sane check (value > 0)",
    down: "alter domain age drop constraint age_sane",
    new: ["select age from people", "insert into people values (4, 40)"],
    newIfData: ["insert into people values (5, -1)"],
    says: { ...STRICTER, hazard: "none" },
  },
  {
    name: "a grandchild of an old table keeps its rows from being deleted",
    schema: "create table clients (id integer primary key, name text)",
    seed: "insert into clients values (1, 'a'), (2, 'b')",
    old: ["select id, name from clients", "delete from clients where id = 1"],
    up: "create table carts (id integer primary key, client_id integer not null references clients (id) on delete cascade); create table cart_lines (id integer primary key, cart_id integer not null references carts (id))",
    down: "drop table cart_lines; drop table carts",
    new: ["select id from carts", "select id from cart_lines", "insert into carts values (8, 2)"],
    written: "insert into carts values (1, 1); insert into cart_lines values (1, 1)",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:carts", "table:cart_lines"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
