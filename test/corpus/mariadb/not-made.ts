// Downs that ask for what the server makes nowhere, whatever rows there are.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

const RW = "reads_and_writes_break if_referenced";

export const MARIADB_NOT_MADE: readonly CorpusCase[] = [
  notMade("says one column anew twice in a statement", {
    down: "alter table invoices modify note varchar(100) null, modify note text null",
  }),
  notMade("names a column anew and says it anew by that name in the same statement", {
    down: "alter table invoices rename column note to notes, modify notes text null",
  }),
  notMade("gives an index a name that is too long", {
    down: "create index invoices_by_the_note_that_somebody_has_written_about_it_and_by_number on invoices (number)",
  }),
  notMade("indexes a number as a shape", {
    down: "alter table invoices add spatial index invoices_shape (customer_id)",
    onlyWithSchema: "what the column is",
  }),
  notMade("makes a table with a shape's index of a number", {
    down: "create table places (id int not null primary key, at int not null, spatial key (at))",
  }),
  notMade("keeps a long text in memory", {
    down: "create table sessions (id int primary key, data text null) engine=MEMORY",
  }),
  notMade("moves a table with a long text into memory", {
    down: "drop table marks; create table marks (id int primary key, said text null); alter table marks engine=MEMORY",
    written: "insert into marks values (9)",
    says: {
      oldOnNew: "compatible",
      down: "no",
      loses: ["table:marks"],
      inverse: "none",
      newOnReverted: RW,
      hazard: "brief_block",
    },
  }),
  notMade("asks for an engine that the server has not", {
    down: "create table sessions (id int primary key) engine=sphere",
  }),
  notMade("computes what it keeps from the number of a row", {
    down: "alter table customers add shown int unsigned as (id + 1000) stored",
    onlyWithSchema: "what numbers the rows",
  }),
  notMade("checks the number of a row", {
    down: "alter table customers add constraint customers_numbered check (id > 0)",
    onlyWithSchema: "what numbers the rows",
  }),
  notMade("keeps what it computes from a text of a fixed length", {
    down: "create table stays (id int primary key, country char(2) not null, shown varchar(9) as (concat(country, '-', id)) stored)",
  }),
  notMade("indexes what it computes from a text of a fixed length", {
    down: "create table stays (id int primary key, country char(2) not null, shown varchar(2) as (lower(country)), key (shown))",
  }),
  notMade("changes a table while it has locked another", {
    down: "lock tables customers write; alter table invoices add paid_on date null; unlock tables",
  }),
  notMade("writes to a table that it has locked to be read", {
    down: "lock tables invoices read, customers write; update invoices set paid = 1; unlock tables",
  }),
  notMade("makes a view while it has locked a table", {
    down: "lock tables invoices write; create view paid as select id from invoices where paid = 1; unlock tables",
  }),
  notMade("makes a view of all columns of two tables that share one", {
    down: "create view billed as select * from invoices join customers on customers.id = invoices.customer_id",
    onlyWithSchema: "which columns the tables have",
  }),
  notMade("names a column in a view that two of its tables have", {
    down: "create view billed as select id, name, number from invoices join customers on customers.id = customer_id",
    onlyWithSchema: "which columns the tables have",
  }),
];

type Asked = Pick<CorpusCase, "down"> & Partial<Pick<CorpusCase, "onlyWithSchema" | "written" | "says">>;

function notMade(what: string, asked: Asked): CorpusCase {
  return inShop({
    name: `a down ${what}`,
    up: "create table marks (id int primary key)",
    new: ["select id from marks"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
    ...asked,
  });
}
