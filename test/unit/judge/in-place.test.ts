// What several statements make of a name, of losses and of locks.
import type { Scripts } from "../../support/judging.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const ACCOUNTS =
  "create table accounts (id integer primary key, email varchar(100) not null, plan text default 'free', legacy_status text)";
const ORDERS =
  "create table orders (id integer primary key, account_id integer references accounts (id) on delete cascade)";

interface Case extends Scripts {
  readonly name: string;
  readonly says: string;
}

describe("what stands under a name that something else had", () => {
  it.each<Case>([
    {
      name: "is the column, by a view that gives it its old name",
      up: "alter table accounts rename to people; alter table people rename column email to mail; create view accounts as select id, mail as email, plan, legacy_status from people",
      down: "drop view accounts; alter table people rename column mail to email; alter table people rename to accounts",
      says: "compatible; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "is another column, by a view that gives it the name",
      up: "alter table accounts rename to people; alter table people rename column email to mail; create view accounts as select id, plan as email, mail as plan, legacy_status from people",
      says: "behaviour_change; down no_down, loses nothing, restores none, none; new compatible",
    },
    {
      name: "is some of the rows, by a view with a condition",
      up: "alter table accounts rename to people; create view accounts as select id, email, plan, legacy_status from people where plan = 'free'",
      down: "drop view accounts; alter table people rename to accounts",
      says: "behaviour_change; down yes, loses nothing, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "is a parted table that has no place for some rows",
      up: "alter table orders rename to old_orders; create table orders (id integer not null, account_id integer) partition by range (id); alter table orders attach partition old_orders for values from (0) to (1000)",
      schema: "create table orders (id integer not null, account_id integer)",
      down: "alter table orders detach partition old_orders; drop table orders; alter table old_orders rename to orders",
      says: "writes_break; down yes, loses table:orders, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "is an enum with one label more",
      schema: "create type mood as enum ('good', 'bad'); create table t (mood mood)",
      up: "create type mood2 as enum ('good', 'bad', 'fair'); alter table t alter column mood type mood2 using mood::text::mood2; drop type mood; alter type mood2 rename to mood",
      down: "create type mood2 as enum ('good', 'bad'); alter table t alter column mood type mood2 using mood::text::mood2; drop type mood; alter type mood2 rename to mood",
      says: "behaviour_change; down data_dependent, loses nothing, restores full, exact; new writes_break",
    },
  ])("$name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });
});

describe("what is lost", () => {
  it.each<Case>([
    {
      name: "has the name that it has before the first statement",
      up: "alter table accounts rename to accounts_old; create table accounts (id integer primary key, email varchar(100) not null, plan text default 'free', legacy_status text)",
      down: "alter table accounts rename to accounts_new; alter table accounts_old rename to accounts; drop table accounts_new",
      says: "behaviour_change; down yes, loses table:accounts, restores full, exact; new reads_and_writes_break",
    },
    {
      name: "goes with the parts of a parted table",
      up: "create table visits (day date) partition by range (day); create table visits_1 partition of visits default",
      down: "drop table visits",
      says: "compatible; down yes, loses table:visits, table:visits_1, restores nothing_lost, exact; new reads_and_writes_break",
    },
    {
      name: "is what an expression makes another value of",
      up: "alter table accounts alter column plan type text using upper(plan)",
      down: "alter table accounts alter column plan type text using lower(plan)",
      says: "behaviour_change; down yes, loses values:accounts.plan, restores partial, exact; new behaviour_change",
    },
    {
      name: "is both of two tables that refer to each other and go at once",
      up: "create table a (id integer primary key, b integer); create table b (id integer primary key, a integer references a (id)); alter table a add foreign key (b) references b (id)",
      down: "drop table a, b",
      says: "compatible; down yes, loses table:a, table:b, restores nothing_lost, exact; new reads_and_writes_break",
    },
  ])("$name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });
});

describe("a down that some rows stop", () => {
  it.each<Case>([
    {
      name: "by an expression that casts",
      schema: "create table t (a text)",
      up: "alter table t alter column a type uuid using nullif(a, '')::uuid",
      down: "alter table t alter column a type integer using nullif(a::text, '')::integer",
      says: "reads_and_writes_break; down data_dependent, loses values:t.a, restores partial, differs; new reads_and_writes_break",
    },
    {
      name: "by what is put together for a column that has a limit",
      up: "alter table accounts add column contact jsonb; update accounts set contact = jsonb_build_object('mail', email); alter table accounts drop column email",
      down: "alter table accounts add column email varchar(100); update accounts set email = contact->>'mail'; alter table accounts drop column contact",
      says: "reads_and_writes_break; down data_dependent, loses column:accounts.contact, restores partial, differs; new reads_and_writes_break",
    },
  ])("$name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });

  it("holds its locks while a reference is looked through", async () => {
    const { hazard } = await judgementOf("postgresql", {
      schema: `${ACCOUNTS}; ${ORDERS}`,
      up: "alter table orders drop constraint orders_account_id_fkey",
      down: "alter table orders add constraint orders_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade not valid; alter table orders validate constraint orders_account_id_fkey",
    });
    expect(hazard).toMatchObject({ level: "long_block_writes", lock: "SHARE ROW EXCLUSIVE" });
  });
});

describe("a function that is replaced", () => {
  it.each<Case>([
    {
      name: "may refuse writes where a trigger calls it and it can raise",
      schema: `${ACCOUNTS}; create function f() returns trigger language plpgsql as $$ begin return new; end $$; create trigger t before insert on accounts for each row execute function f()`,
      up: "create or replace function f() returns trigger language plpgsql as $$ begin if new.plan is null then raise exception 'no'; end if; return new; end $$",
      says: "writes_break; down no_down, loses nothing, restores nothing_lost, none; new compatible",
    },
    {
      name: "may stop whoever calls it where it can raise",
      schema: "create function f(a integer) returns integer language plpgsql as $$ begin return a; end $$",
      up: "create or replace function f(a integer) returns integer language plpgsql as $$ begin if a > 9 then raise exception 'no'; end if; return a; end $$",
      says: "reads_and_writes_break; down no_down, loses nothing, restores nothing_lost, none; new compatible",
    },
  ])("$name", async (given) => {
    expect(await saidOf(given)).toBe(given.says);
  });
});

async function saidOf(scripts: Scripts): Promise<string> {
  const { oldOnNew, down, newOnReverted } = await judgementOf("postgresql", {
    schema: ACCOUNTS,
    down: null,
    ...scripts,
  });
  const loses = down.loses.join(", ") || "nothing";
  const { succeeds, restores, inverse } = down;
  return `${oldOnNew.verdict}; down ${succeeds}, loses ${loses}, restores ${restores}, ${inverse}; new ${newOnReverted.verdict}`;
}

describe("a table of InnoDB that is searched by words", () => {
  it.each([
    ["alter table notes add column a int", "alter table notes drop column a", "long_block_writes"],
    ["alter table notes modify n int not null", "alter table notes modify n int", "long_block_writes"],
    ["alter table notes alter n set default 2", "alter table notes alter n set default 1", "brief_block"],
    ["create index notes_n on notes (n)", "drop index notes_n on notes", "brief_block"],
    ["alter table notes add column a int as (n) virtual", "alter table notes drop column a", "brief_block"],
  ])("takes writes or not while %s is taken back", async (up, down, level) => {
    const schema =
      "create table notes (id int primary key, n int default 1, text text, fulltext key notes_text (text))";
    expect((await judgementOf("mariadb", { schema, up, down })).hazard.level).toBe(level);
  });
});
