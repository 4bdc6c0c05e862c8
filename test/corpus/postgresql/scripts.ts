import type { CorpusCase, Says } from "../case.ts";
import { ACCOUNTS } from "./accounts.ts";

/** What only running it would tell. */
const OPAQUE: Says = {
  oldOnNew: "undetermined",
  down: "undetermined",
  restores: "none",
  inverse: "differs",
  newOnReverted: "undetermined",
  hazard: "undetermined",
};

const ADDED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const PHONE: Pick<CorpusCase, "new" | "written"> = {
  new: ["select phone from accounts", "update accounts set phone = '2' where id = 1"],
  written: "update accounts set phone = '1' where id = 1",
};

export const POSTGRESQL_SCRIPTS: readonly CorpusCase[] = [
  {
    ...ACCOUNTS,
    name: "does nothing but comment",
    up: "-- reserved for later\n/* nothing yet */",
    down: "-- nothing",
    new: ACCOUNTS.old,
    says: { oldOnNew: "compatible", down: "yes", inverse: "noop", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "adds a column with an empty down",
    up: "alter table accounts add column phone text",
    down: "",
    says: { oldOnNew: "compatible", down: "no_down", inverse: "noop", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "adds a column with a down that is a comment",
    up: "alter table accounts add column phone text",
    down: "-- alter table accounts drop column phone;\n",
    says: { oldOnNew: "compatible", down: "no_down", inverse: "noop", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "adds a column without any down",
    up: "alter table accounts add column phone text",
    down: undefined,
    says: { oldOnNew: "compatible", down: "no_down", inverse: "none", newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...ACCOUNTS,
    name: "drops a column without any down",
    up: "alter table accounts drop column legacy_status",
    down: undefined,
    new: ["select id from accounts"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:accounts.legacy_status"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "adds a column in a block of code",
    up: "do $$ begin alter table accounts add column phone text; end $$",
    down: "do $$ begin alter table accounts drop column phone; end $$",
    says: { ...ADDED, loses: ["column:accounts.phone"] },
  },
  {
    ...ACCOUNTS,
    name: "drops what a text says",
    up: "do $$ begin execute format('alter table %I drop column %I', 'accounts', 'legacy_status'); end $$",
    down: "do $$ begin execute 'alter table accounts add column legacy_status text'; end $$",
    new: ["select id from accounts"],
    says: OPAQUE,
  },
  {
    ...ACCOUNTS,
    name: "calls a procedure that drops a column",
    schema: `${ACCOUNTS.schema}; create procedure tidy() language plpgsql as $$
      begin alter table accounts drop column legacy_status; end $$`,
    up: "call tidy()",
    down: "alter table accounts add column legacy_status text",
    new: ["select id from accounts"],
    says: {
      ...OPAQUE,
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "selects from a function that deletes",
    schema: `${ACCOUNTS.schema}; create function tidy() returns void language sql as $$ delete from accounts where id = 2 $$`,
    up: "select tidy()",
    down: "-- nothing",
    new: ["select id from accounts"],
    old: ["select id from accounts"],
    says: {
      oldOnNew: "undetermined",
      down: "no_down",
      inverse: "noop",
      restores: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "begins and commits by itself",
    up: "begin; alter table accounts add column phone text; commit;",
    down: "begin; alter table accounts drop column phone; commit;",
    says: { ...ADDED, loses: ["column:accounts.phone"] },
  },
  {
    ...ACCOUNTS,
    name: "adds one column and drops another",
    up: "alter table accounts add column phone text; alter table accounts drop column legacy_status;",
    down: "alter table accounts add column legacy_status text; alter table accounts drop column phone;",
    ...PHONE,
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:accounts.legacy_status"],
      down: "yes",
      loses: ["column:accounts.phone"],
      restores: "structure_only",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a column, an index and a check, and takes back the column",
    up: `alter table accounts add column seats integer not null default 1;
      create index accounts_seats on accounts (seats);
      alter table accounts add constraint seats_positive check (seats > 0);`,
    down: "alter table accounts drop column seats;",
    new: ["select seats from accounts", "update accounts set seats = 2 where id = 1"],
    says: { ...ADDED, loses: ["column:accounts.seats"] },
  },
  {
    ...ACCOUNTS,
    name: "adds a table and a column that references it, and drops the table first",
    up: `create table teams (id integer primary key);
      alter table accounts add column team_id integer references teams (id)`,
    down: "drop table teams; alter table accounts drop column team_id",
    new: ["select team_id from accounts"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    name: "takes back what was never there",
    up: "alter table accounts add column phone text",
    down: "alter table accounts drop column telephone",
    new: ["select phone from accounts"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    ...PHONE,
    name: "drops a column of which nothing says how it came",
    up: "alter table accounts add column phone text",
    down: "alter table accounts drop column if exists telephone, drop column if exists phone",
    says: { ...ADDED, loses: ["column:accounts.phone"] },
  },
  {
    ...ACCOUNTS,
    name: "quotes names that need it",
    schema: `create table "Order Lines" ("Id" integer primary key, "unit price" integer)`,
    seed: `insert into "Order Lines" values (1, 5)`,
    old: [`select "unit price" from "Order Lines"`, `update "Order Lines" set "unit price" = 6`],
    up: `alter table "Order Lines" drop column "unit price"`,
    down: `alter table "Order Lines" add column "unit price" integer`,
    new: [`select "Id" from "Order Lines"`],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:Order Lines.unit price"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];
