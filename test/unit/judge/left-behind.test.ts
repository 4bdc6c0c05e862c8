// What follows a table to its new name while another takes the one that the code knows.
import type { Dialect } from "../../../src/model/situation.ts";
import type { Scripts } from "../../support/judging.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

interface Case extends Scripts {
  readonly name: string;
  readonly dialect: Dialect;
  readonly says: string;
}

const ORDERS = "create table orders (id integer primary key, code text);";
const LINES = "create table lines (id integer primary key, order_id integer references orders (id));";
const CODES = "create view codes as select code from orders;";
const LOGGED =
  "create table notes (id integer primary key, note text); create trigger noted after insert on notes begin insert into orders (code) values (new.note); end;";
const PARENTS =
  "create table orders (id int primary key, code varchar(20)); create table entries (id int primary key, order_id int, constraint entries_order foreign key (order_id) references orders (id));";

const ASIDE = `alter table orders rename to orders_old; create table orders (id integer primary key, code text, city text);
  insert into orders (id, code) select id, code from orders_old;`;
const SWAP =
  "create table orders_new like orders; insert into orders_new select * from orders; rename table orders to orders_old, orders_new to orders";
const SWAP_BACK = "rename table orders to orders_new, orders_old to orders; drop table orders_new";

const CASES: readonly Case[] = [
  {
    name: "foreign keys of MariaDB",
    dialect: "mariadb",
    schema: PARENTS,
    up: SWAP,
    down: SWAP_BACK,
    says: "writes_break/if_data exact",
  },
  {
    name: "foreign keys that are made again, to the one in its place",
    dialect: "mariadb",
    schema: PARENTS,
    up: `${SWAP}; alter table entries drop foreign key entries_order; alter table entries add constraint entries_order foreign key (order_id) references orders (id)`,
    says: "compatible/always none",
  },
  {
    name: "views of MySQL, which go on asking for the name",
    dialect: "mysql",
    schema: `create table orders (id int primary key, code varchar(20)); ${CODES}`,
    up: SWAP,
    down: SWAP_BACK,
    says: "compatible/always exact",
  },
  {
    name: "the keys of the table itself, which the code does not see any more",
    dialect: "mariadb",
    schema: "create table parts (id int primary key, above int, foreign key (above) references parts (id))",
    up: "create table parts_new (id int primary key, above int, foreign key (above) references parts_new (id)); insert into parts_new select * from parts; rename table parts to parts_old, parts_new to parts",
    says: "compatible/always none",
  },
  {
    name: "foreign keys of SQLite",
    dialect: "sqlite",
    schema: ORDERS + LINES,
    up: ASIDE,
    says: "writes_break/if_data none",
  },
  {
    name: "a trigger that then writes to the other table",
    dialect: "sqlite",
    schema: ORDERS + LOGGED,
    up: ASIDE,
    says: "behaviour_change/if_referenced none",
  },
  {
    name: "a trigger that then writes to no table",
    dialect: "sqlite",
    schema: ORDERS + LOGGED,
    up: `${ASIDE} drop table orders_old`,
    says: "writes_break/if_referenced none",
  },
  {
    name: "a trigger, but for the older way to rename",
    dialect: "sqlite",
    schema: ORDERS + LOGGED,
    up: `pragma legacy_alter_table = on; ${ASIDE}`,
    says: "compatible/always none",
  },
  {
    name: "a view of SQLite",
    dialect: "sqlite",
    schema: ORDERS + CODES,
    up: ASIDE,
    down: "drop table orders; alter table orders_old rename to orders",
    says: "behaviour_change/if_referenced exact",
  },
  {
    name: "a view that a down leaves with the old table",
    dialect: "sqlite",
    schema: ORDERS + CODES,
    up: "alter table orders add column city text",
    down: "alter table orders rename to orders_old; create table orders (id integer primary key, code text); insert into orders select id, code from orders_old; drop table orders_old",
    says: "compatible/always differs",
  },
  {
    name: "a trigger that a down leaves with the old table",
    dialect: "sqlite",
    schema: ORDERS + LOGGED,
    up: "alter table orders add column city text",
    down: "alter table orders rename to orders_old; create table orders (id integer primary key, code text); insert into orders select id, code from orders_old; drop table orders_old",
    says: "compatible/always differs",
  },
  {
    name: "a view of PostgreSQL",
    dialect: "postgresql",
    schema: ORDERS + CODES,
    up: "create table orders_new (like orders including all); insert into orders_new select * from orders; alter table orders rename to orders_old; alter table orders_new rename to orders",
    down: "alter table orders rename to orders_new; alter table orders_old rename to orders; drop table orders_new",
    says: "writes_break/if_referenced exact",
  },
  {
    name: "foreign keys of PostgreSQL",
    dialect: "postgresql",
    schema: ORDERS + LINES,
    up: "create table orders_new (like orders including all); insert into orders_new select * from orders; alter table orders rename to orders_old; alter table orders_new rename to orders",
    says: "writes_break/if_referenced none",
  },
];

describe("what follows a table to its new name, while another takes the old one", () => {
  it.each(CASES)("is $name", async (given) => {
    const { oldOnNew, down } = await judgementOf(given.dialect, { down: null, ...given });
    expect(`${oldOnNew.verdict}/${oldOnNew.when} ${down.inverse}`).toBe(given.says);
  });
});
