// What the rules come to together. The examples of each one by itself are judged in rules-of-judging-documented.test.ts.
import type { Dialect } from "../../../src/model/situation.ts";
import type { Scripts } from "../../support/judging.ts";
import { describe, expect, it } from "vitest";
import { schemaOf } from "../../../src/judge/judge.ts";
import { judgeRange } from "../../../src/judge/range.ts";
import { statementsOf } from "../../../src/sql/statements.ts";
import { judgementOf } from "../../support/judging.ts";

const ACCOUNTS =
  "create table accounts (id integer primary key, email varchar(100) not null, plan text default 'free', legacy_status text)";
const ORDERS =
  "create table orders (id integer primary key, account_id integer references accounts (id) on delete cascade)";

interface Case extends Scripts {
  readonly name: string;
  readonly dialect?: Dialect;
  readonly says: string;
}

describe("the two examples this began with", () => {
  it.each<Case>([
    {
      name: "a column with a default may stay",
      up: "alter table accounts add column email_verified boolean not null default false",
      down: "alter table accounts drop column email_verified",
      says: "compatible; down yes, loses column:accounts.email_verified, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "a column that is gone may not",
      up: "alter table accounts drop column legacy_status",
      down: "alter table accounts add column legacy_status text",
      says: "reads_and_writes_break; down yes, loses nothing, restores structure_only, exact; new compatible",
    },
  ])("say that $name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });
});

describe("a computed column that is made again", () => {
  it.each([
    ["((balance * 1.19::numeric))", "balance*1.19", "full"],
    ["balance * 2", "balance * 3", "structure_only"],
    [
      "case when balance::text > '1' then 1 else 2 end",
      "case when balance::text > '1' then 1 else 3 end",
      "structure_only",
    ],
  ])("has its values again, or others: %s, then %s", async (first, second, restores) => {
    const made = (text: string): string => `numeric generated always as (${text}) stored`;
    const judgement = await judgementOf("postgresql", {
      schema: `create table t (balance numeric, gross ${made(first)})`,
      up: "alter table t drop column gross",
      down: `alter table t add column gross ${made(second)}`,
    });
    expect(judgement.down.restores).toBe(restores);
  });
});

describe("several statements", () => {
  it.each<Case>([
    {
      name: "take each other back",
      up: "alter table accounts add column a text not null; alter table accounts drop column a",
      says: "compatible; down no_down, loses nothing, restores nothing_lost, none; new compatible",
    },
    {
      name: "leave the default that there was",
      up: "alter table accounts alter plan set default 'trial'; alter table accounts alter plan set default 'free'",
      down: "alter table accounts alter plan set default 'free'",
      says: "compatible; down yes, loses nothing, restores full, exact; new compatible",
    },
    {
      name: "leave a column required whose default goes again",
      up: "alter table accounts add column a text not null default 'x'; alter table accounts alter column a drop default",
      down: "alter table accounts drop column a",
      says: "writes_break; down yes, loses column:accounts.a, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "forget which nulls they filled",
      up: "update accounts set legacy_status = 'none' where legacy_status is null",
      down: "update accounts set legacy_status = null where legacy_status = 'none'",
      says: "behaviour_change; down yes, loses values:accounts.legacy_status, restores partial, exact; new behaviour_change",
    },
    {
      name: "lose no null that they forbid",
      up: "update accounts set legacy_status = 'none' where legacy_status is null; alter table accounts alter column legacy_status set not null",
      down: "alter table accounts alter column legacy_status drop not null",
      says: "writes_break; down yes, loses nothing, restores nothing_lost, exact; new compatible",
    },
    {
      name: "are not followed into what a rollback takes back",
      up: "alter table accounts add column a text",
      down: "begin; alter table accounts drop column a; rollback",
      says: "compatible; down undetermined, loses column:accounts.a, restores nothing_lost, differs; new undetermined",
    },
    {
      name: "may take more along than is known without the schema",
      schema: null,
      up: "drop sequence numbers cascade",
      down: "create sequence numbers",
      says: "writes_break; down yes, loses nothing, restores structure_only, differs; new compatible",
    },
    {
      name: "keep the values that they copy before a column goes",
      up: "alter table accounts add column state text; update accounts set state = legacy_status; alter table accounts drop column legacy_status",
      down: "alter table accounts add column legacy_status text; update accounts set legacy_status = state; alter table accounts drop column state",
      says: "reads_and_writes_break; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "put a column of the same name in the place of one whose values are gone",
      up: "alter table accounts drop column legacy_status; alter table accounts add column legacy_status text",
      says: "behaviour_change; down no_down, loses nothing, restores none, none; new compatible",
    },
    {
      name: "rename a function and back",
      schema: "create function f(n integer) returns integer language sql as 'select n'",
      up: "alter function f(integer) rename to g",
      down: "alter function g(integer) rename to f",
      says: "reads_and_writes_break; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "have nothing to do where what they would take away is called otherwise",
      up: "alter table accounts add column phone text",
      down: "alter table accounts drop column if exists fone",
      says: "compatible; down yes, loses nothing, restores nothing_lost, noop; new compatible",
    },
    {
      name: "keep the bounds of a partition that is detached concurrently",
      schema: "create table p (id integer) partition by range (id); create table one (id integer)",
      up: "alter table p attach partition one for values from (1) to (2)",
      down: "alter table p detach partition one concurrently",
      says: "writes_break; down yes, loses nothing, restores full, differs; new writes_break",
    },
    {
      name: "drop what was a partition",
      schema:
        "create table p (id integer) partition by range (id); create table one partition of p for values from (1) to (2)",
      up: "alter table p detach partition one; drop table one",
      down: "create table one partition of p for values from (1) to (2)",
      says: "writes_break; down yes, loses nothing, restores structure_only, exact; new compatible",
    },
    {
      name: "follow updates of a key that they followed deletes of no more than before",
      schema: `${ACCOUNTS}; ${ORDERS}`,
      up: "alter table orders drop constraint orders_account_id_fkey, add constraint orders_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade on update cascade",
      down: "alter table orders drop constraint orders_account_id_fkey, add constraint orders_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade",
      says: "behaviour_change; down yes, loses nothing, restores full, exact; new writes_break",
    },
    {
      name: "call a function for triggers that PostgreSQL brings along",
      up: "create trigger quiet before update on accounts for each row execute function suppress_redundant_updates_trigger()",
      down: "drop trigger quiet on accounts",
      says: "behaviour_change; down yes, loses nothing, restores nothing_lost, exact; new behaviour_change",
    },
    {
      name: "grant what later objects allow",
      up: "alter default privileges in schema public grant select on tables to public",
      down: "alter default privileges in schema public revoke select on tables from public",
      says: "compatible; down yes, loses nothing, restores nothing_lost, exact; new compatible",
    },
    {
      name: "serve readers and writers by a plain view under the old name",
      up: "alter table accounts rename to people; create view accounts as select id, email, plan, legacy_status from people",
      down: "drop view accounts; alter table people rename to accounts",
      says: "compatible; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
  ])("$name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });
});

describe("a view of everything", () => {
  it("keeps a column that was there when it was made, and not one that came later", async () => {
    const schema = `${ACCOUNTS}; create view everything as select * from accounts; alter table accounts add column late text`;
    const [early, late] = [
      await judgementOf("postgresql", { schema, up: "select 1", down: "alter table accounts drop column plan" }),
      await judgementOf("postgresql", { schema, up: "select 1", down: "alter table accounts drop column late" }),
    ];
    expect([early.down.succeeds, late.down.succeeds]).toEqual(["no", "yes"]);
  });
});

describe("without the schema before", () => {
  it.each<Case>([
    {
      name: "a down that drops what its up added is as certain as with it",
      up: "alter table accounts add column phone text",
      down: "alter table accounts drop column phone",
      says: "compatible; down yes, loses column:accounts.phone, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "a down that drops what nothing says was ever there is undetermined",
      up: "alter table accounts add column phone text",
      down: "alter table accounts drop column telephone",
      says: "compatible; down undetermined, loses column:accounts.telephone, restores nothing_lost, differs; new undetermined",
    },
    {
      name: "a table that only the down names may be there, and is lost then",
      up: "alter table accounts add column phone text",
      down: "drop table if exists telephones",
      says: "compatible; down undetermined, loses table:telephones, restores nothing_lost, differs; new undetermined",
    },
    {
      name: "what a schema holds is not known",
      up: "drop schema shop cascade",
      down: "",
      says: "reads_and_writes_break; down no_down, loses nothing, restores none, noop; new compatible",
    },
    {
      name: "a view that is older may be read by others",
      up: "alter table accounts add column phone text",
      down: "drop view phones; alter table accounts drop column phone",
      says: "compatible; down undetermined, loses column:accounts.phone, restores nothing_lost, differs; new reads_and_writes_break",
    },
    {
      name: "rows that are deleted may be referenced",
      up: "insert into countries (code) values ('de')",
      down: "delete from countries where code = 'de'",
      says: "behaviour_change; down data_dependent, loses rows:countries, restores nothing_lost, exact; new writes_break",
    },
    {
      name: "partitions that come of others end where these did",
      dialect: "mysql",
      up: "alter table visits reorganize partition late into (partition mid values less than (20), partition late values less than maxvalue)",
      down: "alter table visits reorganize partition mid, late into (partition late values less than (20))",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "a table like another has not all that one had",
      dialect: "mysql",
      up: "create table next like orders; insert into next select * from orders; drop table orders; rename table next to orders",
      down: "alter table orders comment ''",
      says: "undetermined; down yes, loses nothing, restores structure_only, differs; new compatible",
    },
    {
      name: "a restated column may lose what is not repeated",
      dialect: "mysql",
      up: "alter table accounts modify email varchar(200)",
      says: "undetermined; down no_down, loses nothing, restores none, none; new compatible",
    },
  ])("$name", async (given) => {
    expect(await saidOf({ ...given, schema: null })).toBe(given.says);
  });
});

const SHOP =
  "create table customers (id int auto_increment primary key, name varchar(40) not null, size int, constraint small check (size < 9)); " +
  "create table bills (id int primary key, customer_id int, series int, number int, unique key by_number (series, number), " +
  "constraint paid_by foreign key (customer_id) references customers (id))";

describe("on MySQL", () => {
  it.each<Case>([
    {
      name: "a column that a check names keeps its name",
      up: "alter table customers comment 'who pays'",
      down: "alter table customers rename column size to height",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "a parent and its child go together in one statement, in whatever order they are named",
      up: "alter table bills comment 'who pays'",
      down: "drop table customers, bills",
      says: "compatible; down yes, loses table:customers, table:bills, restores full, differs; new reads_and_writes_break",
    },
    {
      name: "a unique key goes on without a column, if nothing is there twice",
      up: "alter table bills comment 'who pays'",
      down: "alter table bills drop column series",
      says: "compatible; down data_dependent, loses column:bills.series, restores full, differs; new reads_and_writes_break",
    },
    {
      name: "a column in a foreign key keeps its type, whichever side it is on",
      up: "alter table bills comment 'who pays'",
      down: "alter table customers modify id bigint auto_increment",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "one database that every name says is the one that the schema is of",
      up: "alter table `shop`.`customers` add column `phone` varchar(20)",
      down: "alter table `shop`.`customers` drop column `phone`",
      says: "compatible; down yes, loses column:customers.phone, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "a database that only some names say is another one",
      up: "alter table customers add column phone varchar(20); alter table shop.bills add column due date",
      says: "undetermined; down no_down, loses nothing, restores nothing_lost, none; new compatible",
    },
    {
      name: "clauses of one statement take away before they add, in whatever order they are written",
      up: "alter table bills comment 'who pays'",
      down: "alter table bills drop column customer_id, drop foreign key paid_by",
      says: "compatible; down yes, loses column:bills.customer_id, restores full, differs; new reads_and_writes_break",
    },
    {
      name: "a check that is not enforced is nobody's matter, coming or going",
      up: "alter table customers add constraint named check (name <> '') not enforced",
      down: "alter table customers drop check named",
      says: "compatible; down yes, loses nothing, restores full, exact; new compatible",
    },
    {
      name: "a database goes with all that is in it",
      up: "create database reports; create table reports.daily (day date primary key)",
      down: "drop database reports",
      says: "compatible; down yes, loses table:reports.daily, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "nulls that were filled long ago may be there again",
      up: "alter table customers modify name varchar(40) null; update customers set name = '' where name is null",
      down: "alter table customers modify name varchar(40) not null",
      says: "behaviour_change; down data_dependent, loses nothing, restores full, exact; new writes_break",
    },
    {
      name: "a list that a check takes may grow under old code",
      up: "alter table customers drop check small, add constraint small check (size < 20)",
      down: "update customers set size = 8 where size > 8; alter table customers drop check small, add constraint small check (size < 9)",
      says: "behaviour_change; down data_dependent, loses values:customers.size, restores full, exact; new writes_break",
    },
    {
      name: "a view under the old name that lacks a column is missed",
      up: "alter table customers rename to people; create view customers as select id, name from people",
      down: "drop view customers; alter table people rename to customers",
      says: "reads_and_writes_break; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "a column that a plain view gives back under its old name is not missed",
      up: "alter table customers rename to people; alter table people rename column name to title; create view customers as select id, title as name, size from people",
      down: "alter table people rename to customers",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "nulls become empty texts without a word where the mode is not strict",
      up: "alter table customers modify name varchar(40) null",
      down: "set sql_mode = ''; alter table customers modify name varchar(40) not null",
      says: "behaviour_change; down yes, loses values:customers.name, restores full, exact; new writes_break",
    },
    {
      name: "rows of a file take the places of those that have their keys",
      up: "load data infile 'customers.csv' replace into table customers",
      says: "behaviour_change; down no_down, loses nothing, restores none, none; new compatible",
    },
    {
      name: "rows that refer to emptied ones are not taken with the checks on again",
      up: "set foreign_key_checks = 0; truncate customers; set foreign_key_checks = 1",
      says: "writes_break; down no_down, loses nothing, restores none, none; new compatible",
    },
    {
      name: "the new code was written for no schema that an up cannot make",
      up: "alter table customers drop column named",
      down: "alter table customers add column named int",
      says: "undetermined; down yes, loses nothing, restores structure_only, differs; new undetermined",
    },
    {
      name: "a day that comes back to rows cannot be zero",
      up: "alter table bills drop column series",
      down: "alter table bills add column day date not null",
      says: "reads_and_writes_break; down data_dependent, loses nothing, restores none, differs; new writes_break",
    },
    {
      name: "a day is zero where the mode lets it",
      up: "alter table customers comment 'who pays'",
      down: "set sql_mode = 'STRICT_ALL_TABLES'; alter table bills add column day date not null",
      says: "compatible; down yes, loses nothing, restores full, differs; new writes_break",
    },
    {
      name: "columns take each other's names at the same time",
      up: "alter table bills rename column series to number, rename column number to series",
      down: "alter table bills rename column series to number, rename column number to series",
      says: "behaviour_change; down yes, loses nothing, restores full, exact; new behaviour_change",
    },
    {
      name: "a foreign key that the server numbered is called after the table's new name",
      up: "alter table bills rename to invoices; alter table invoices add foreign key (number) references customers (id)",
      down: "alter table invoices drop foreign key bills_ibfk_1; alter table invoices rename to bills",
      says: "reads_and_writes_break; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "rows are not found by a column that has just gone",
      up: "alter table customers add column vip int; insert into customers (name, vip) values ('House', 1)",
      down: "alter table customers drop column vip; delete from customers where vip = 1",
      says: "behaviour_change; down no, loses column:customers.vip, rows:customers, restores nothing_lost, none; new reads_and_writes_break",
    },
    {
      name: "a trigger is not made again before the column that it fills",
      up: "alter table customers comment 'who pays'",
      down: "create trigger marks before insert on customers for each row set new.mark = 1; alter table customers add column mark int",
      says: "compatible; down no, loses nothing, restores none, none; new behaviour_change",
    },
    {
      name: "a column that counts needs a key",
      up: "alter table customers comment 'who pays'",
      down: "alter table bills add column place int not null auto_increment",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "what has no partitions loses none",
      up: "alter table customers comment 'who pays'",
      down: "alter table bills drop partition p0",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "a default is one of the labels",
      up: "alter table customers comment 'who pays'",
      down: "alter table bills add column kind enum('a', 'b') not null default 'c'",
      says: "compatible; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "a column that takes no null has none by default",
      up: "alter table customers comment 'who pays'",
      down: "alter table bills add column kind int not null default null",
      says: "compatible; down no, loses nothing, restores none, none; new writes_break",
    },
    {
      name: "an error that a statement raises is one",
      up: "alter table customers drop column size",
      down: "signal sqlstate '45000' set message_text = 'there is no way back'",
      says: "reads_and_writes_break; down no, loses nothing, restores none, none; new undetermined",
    },
    {
      name: "nothing is computed from a column that is not there",
      up: "alter table bills add column twice int as (series * 2)",
      down: "alter table bills drop column twice; alter table bills add column twice int as (extent * 2)",
      says: "compatible; down no, loses nothing, restores nothing_lost, none; new behaviour_change",
    },
    {
      name: "rows that do not fit and are left out by the statement are nobody's to tell",
      dialect: "mariadb",
      up: "alter ignore table customers add unique key (name)",
      says: "undetermined; down no_down, loses nothing, restores none, none; new compatible",
    },
  ])("$name", async (given) => {
    expect(await saidOf({ dialect: "mysql", ...given, schema: SHOP })).toBe(given.says);
  });
});

describe("what a down takes along", () => {
  it("is told of cascades, by their tables", async () => {
    const judged = await judgementOf("postgresql", {
      schema: `${ACCOUNTS}; ${ORDERS}`,
      up: "insert into accounts (id, email) values (0, 'root@example.com')",
      down: "delete from accounts where id = 0",
    });
    expect(judged.down.loses).toEqual(["rows:accounts", "rows:orders"]);
  });
});

describe("several migrations", () => {
  it("tell for each point between what either code makes of it", async () => {
    const known = schemaOf("postgresql", await statementsOf("postgresql", ACCOUNTS), "complete");
    const migrations = await Promise.all([
      named("1", "alter table accounts add column a text", "alter table accounts drop column a"),
      named("2", "alter table accounts drop column plan", "alter table accounts add column plan text"),
      named("3", "alter table accounts drop column a", "alter table accounts add column a text"),
    ]);
    const { oldCode, newCode } = judgeRange(migrations, known);
    expect(oldCode.map(({ verdict }) => verdict)).toEqual([
      "compatible",
      "compatible",
      "reads_and_writes_break",
      "reads_and_writes_break",
    ]);
    expect(newCode.map(({ verdict }) => verdict)).toEqual(["compatible", "compatible", "compatible", "compatible"]);
  });
});

async function named(name: string, up: string, down: string) {
  return { name, up: await statementsOf("postgresql", up), down: await statementsOf("postgresql", down) };
}

async function saidOf({ dialect = "postgresql", ...scripts }: Omit<Case, "name" | "says">): Promise<string> {
  const { oldOnNew, down, newOnReverted } = await judgementOf(dialect, { schema: ACCOUNTS, down: null, ...scripts });
  const loses = down.loses.join(", ") || "nothing";
  const { succeeds, restores, inverse } = down;
  return `${oldOnNew.verdict}; down ${succeeds}, loses ${loses}, restores ${restores}, ${inverse}; new ${newOnReverted.verdict}`;
}
