import type { CorpusCase, Says, Setting } from "../case.ts";
import { ACCOUNTS } from "./accounts.ts";

const READS_BREAK: Says = {
  oldOnNew: "reads_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_break if_referenced",
  hazard: "brief_block",
};

const BRIEFS: Setting = {
  ...ACCOUNTS,
  schema: `${ACCOUNTS.schema}; create view briefs as select id, email from accounts`,
  old: ["select id, email from accounts", "select id, email from briefs", "delete from briefs where id = 2"],
};

const COUNTING = `create function double_of(amount integer) returns integer language sql immutable
  as $$ select amount * 2 $$`;

const TAXING = `create function double_of(amount integer) returns integer language sql immutable
  as $$ select amount * 3 $$`;

const CALLING: Setting = {
  ...ACCOUNTS,
  schema: `${ACCOUNTS.schema}; ${COUNTING}`,
  old: ["select double_of(balance) from accounts", "update accounts set balance = double_of(2) where id = 1"],
};

const LOWERING = `create function lower_email() returns trigger language plpgsql as $$
  begin new.email := lower(new.email); return new; end $$`;

const LOWERS = `create trigger lowers before insert or update on accounts for each row execute function lower_email()`;

export const POSTGRESQL_CODE: readonly CorpusCase[] = [
  {
    ...ACCOUNTS,
    name: "creates a view",
    up: "create view briefs as select id, email from accounts",
    down: "drop view briefs",
    new: ["select id, email from briefs"],
    says: { ...READS_BREAK, oldOnNew: "compatible", restores: "nothing_lost" },
  },
  {
    ...ACCOUNTS,
    name: "adds a column and a view on it, and drops the column only",
    up: "alter table accounts add column phone text; create view phones as select phone from accounts",
    down: "alter table accounts drop column phone",
    new: ["select phone from phones"],
    says: { ...READS_BREAK, oldOnNew: "compatible", down: "no", restores: "nothing_lost", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    name: "adds a column and a view on it, and drops both at once",
    up: "alter table accounts add column phone text; create view phones as select phone from accounts",
    down: "alter table accounts drop column phone cascade",
    new: ["select phone from phones", "update accounts set phone = '2' where id = 1"],
    written: "update accounts set phone = '1' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:accounts.phone"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...BRIEFS,
    name: "adds a column to a view",
    up: "create or replace view briefs as select id, email, plan from accounts",
    down: "create or replace view briefs as select id, email from accounts",
    new: ["select plan from briefs"],
    says: { ...READS_BREAK, oldOnNew: "compatible", down: "no", inverse: "none" },
  },
  {
    ...BRIEFS,
    name: "takes a column from a view",
    old: ["select id, email from briefs", "update briefs set email = 'x@example.com' where id = 1"],
    up: "drop view briefs; create view briefs as select id from accounts",
    down: "drop view briefs; create view briefs as select id, email from accounts",
    new: ["select id from briefs"],
    says: { ...READS_BREAK, oldOnNew: "reads_and_writes_break if_referenced", newOnReverted: "compatible" },
  },
  {
    ...BRIEFS,
    name: "keeps the rows of a view that took writes",
    up: "drop view briefs; create materialized view briefs as select id, email from accounts",
    down: "drop materialized view briefs; create view briefs as select id, email from accounts",
    new: ["select id from briefs"],
    newIfData: ["select email from briefs"],
    says: { ...READS_BREAK, oldOnNew: "writes_break if_referenced", newOnReverted: "behaviour_change if_data" },
  },
  {
    ...BRIEFS,
    name: "leaves out of a view what is there twice",
    onlyWithSchema: "what the view let through",
    up: "create or replace view briefs as select distinct id, email from accounts",
    down: "create or replace view briefs as select id, email from accounts",
    new: ["select id from briefs"],
    says: {
      ...READS_BREAK,
      oldOnNew: "writes_break if_referenced",
      newOnReverted: "compatible",
    },
  },
  {
    ...BRIEFS,
    name: "lets a view take no rows that it does not show",
    onlyWithSchema: "what the view let through",
    schema: `${ACCOUNTS.schema}; create view briefs as select id, email from accounts where id < 100`,
    old: ["select id, email from briefs", "update briefs set email = 'x@example.com' where id = 1"],
    oldIfData: ["update briefs set id = 100 where id = 2"],
    up: "create or replace view briefs as select id, email from accounts where id < 100 with check option",
    down: "create or replace view briefs as select id, email from accounts where id < 100",
    new: ["select id from briefs"],
    says: { ...READS_BREAK, oldOnNew: "writes_break if_data", newOnReverted: "compatible" },
  },
  {
    ...BRIEFS,
    name: "takes a column from a view that others were granted",
    schema: `${BRIEFS.schema}; grant select on briefs to app`,
    up: "drop view briefs; create view briefs as select id from accounts",
    down: "drop view briefs; create view briefs as select id, email from accounts",
    new: ["select id from briefs"],
    says: { ...READS_BREAK, inverse: "differs", newOnReverted: "compatible" },
  },
  {
    ...BRIEFS,
    name: "drops a view",
    old: ["select id, email from accounts", "select id, email from briefs"],
    up: "drop view briefs",
    down: "create view briefs as select id, email from accounts",
    new: ["select id from accounts"],
    says: { ...READS_BREAK, newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...BRIEFS,
    name: "shows other rows in a view",
    old: ["select id from accounts", "select id from briefs"],
    up: "create or replace view briefs as select id, email from accounts where plan = 'pro'",
    down: "create or replace view briefs as select id, email from accounts",
    new: ["select id, email from briefs"],
    says: {
      ...READS_BREAK,
      oldOnNew: "behaviour_change if_referenced",
      newOnReverted: "behaviour_change if_referenced",
    },
  },
  {
    ...ACCOUNTS,
    name: "keeps the rows of a view",
    up: "create materialized view totals as select plan, sum(balance) as total from accounts group by plan",
    down: "drop materialized view totals",
    new: ["select plan, total from totals"],
    says: { ...READS_BREAK, oldOnNew: "compatible", restores: "nothing_lost" },
  },
  {
    ...ACCOUNTS,
    name: "drops a view whose rows were kept",
    schema: `${ACCOUNTS.schema}; create materialized view totals as select plan, sum(balance) as total from accounts group by plan`,
    old: ["select id from accounts", "select plan from totals"],
    up: "drop materialized view totals",
    down: "create materialized view totals as select plan, sum(balance) as total from accounts group by plan",
    new: ["select id from accounts"],
    says: { ...READS_BREAK, newOnReverted: "compatible", hazard: "long_online" },
  },
  {
    ...ACCOUNTS,
    name: "creates a function",
    up: COUNTING,
    down: "drop function double_of(integer)",
    new: ["select double_of(balance) from accounts", "update accounts set balance = double_of(3) where id = 1"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "creates a function and a computed column of it, and drops the function only",
    up: `${COUNTING};
      alter table accounts add column doubled integer generated always as (double_of(balance)) stored`,
    down: "drop function double_of(integer)",
    new: ["select doubled from accounts"],
    says: {
      oldOnNew: "compatible",
      down: "no",
      inverse: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...CALLING,
    name: "changes what a function computes",
    up: TAXING.replace("create function", "create or replace function"),
    down: COUNTING.replace("create function", "create or replace function"),
    new: ["select double_of(balance) from accounts", "update accounts set balance = double_of(2) where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "none",
    },
  },
  {
    ...CALLING,
    name: "changes what a function is given",
    up: `drop function double_of(integer);
      create function double_of(amount integer, times integer) returns integer language sql as $$ select amount * times $$`,
    down: `drop function double_of(integer, integer); ${COUNTING}`,
    new: ["select double_of(balance, 2) from accounts", "update accounts set balance = double_of(2, 3) where id = 1"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...CALLING,
    name: "drops a function",
    up: "drop function double_of(integer)",
    down: COUNTING,
    new: ["select id from accounts"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a trigger that changes what is written",
    oldIfData: ["insert into accounts (email) values ('Upper@Example.com') returning email"],
    up: `${LOWERING}; ${LOWERS}`,
    down: "drop trigger lowers on accounts; drop function lower_email()",
    new: ["select email from accounts"],
    newIfData: ["insert into accounts (email) values ('Upper@Example.com') returning email"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a trigger that refuses",
    oldIfData: ["insert into accounts (email) values ('nobody')"],
    up: `create function check_email() returns trigger language plpgsql as $$
        begin
          if new.email not like '%@%' then raise exception 'no address: %', new.email; end if;
          return new;
        end $$;
      create trigger checks before insert on accounts for each row execute function check_email()`,
    down: "drop trigger checks on accounts; drop function check_email()",
    new: ["select email from accounts"],
    newIfData: ["insert into accounts (email) values ('nobody')"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a trigger and drops its function first",
    up: `${LOWERING}; ${LOWERS}`,
    down: "drop function lower_email(); drop trigger lowers on accounts",
    new: ["select email from accounts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "no",
      inverse: "none",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "drops a trigger",
    schema: `${ACCOUNTS.schema}; ${LOWERING}; ${LOWERS}`,
    old: ["select id from accounts", "insert into accounts (email) values ('Upper@Example.com')"],
    up: "drop trigger lowers on accounts",
    down: LOWERS,
    new: ["insert into accounts (email) values ('Other@Example.com')"],
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "switches a trigger off",
    schema: `${ACCOUNTS.schema}; ${LOWERING}; ${LOWERS}`,
    old: ["select id from accounts", "insert into accounts (email) values ('Upper@Example.com')"],
    up: "alter table accounts disable trigger lowers",
    down: "alter table accounts enable trigger lowers",
    new: ["insert into accounts (email) values ('Other@Example.com')"],
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "behaviour_change always",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a rule that keeps rows from being deleted",
    up: "create rule keep as on delete to accounts do instead nothing",
    down: "drop rule keep on accounts",
    new: ["delete from accounts where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...CALLING,
    name: "adds a function that takes the calls of another away",
    onlyWithSchema: "the other function",
    up: "create function double_of(amount integer, digits integer default 0) returns integer language sql as $$ select 2 * amount $$",
    down: "drop function double_of(integer, integer)",
    new: ["select double_of(balance, 1) from accounts", "update accounts set balance = double_of(2, 1)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...CALLING,
    name: "calls an argument otherwise",
    old: ["select double_of(amount => balance) from accounts", "update accounts set balance = double_of(amount => 2)"],
    up: `drop function double_of(integer); create function double_of(value integer) returns integer language sql immutable as $$ select $1 * 2 $$`,
    down: `drop function double_of(integer); ${COUNTING}`,
    new: ["select double_of(value => balance) from accounts", "update accounts set balance = double_of(value => 2)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "drops a function with the index that stands on it",
    up: `${COUNTING}; create index by_double on accounts (double_of(balance))`,
    down: "drop function double_of(integer) cascade",
    new: ["select double_of(balance) from accounts", "update accounts set balance = double_of(2)"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "makes a view anew and grants nobody anything on it",
    onlyWithSchema: "what was granted",
    schema: `${ACCOUNTS.schema}; create view plans as select distinct plan from accounts; grant select on plans to app`,
    asApp: true,
    old: ["select plan from plans"],
    up: "drop view plans; create view plans as select distinct plan, 1 as one from accounts",
    down: "drop view plans; create view plans as select distinct plan from accounts; grant select on plans to app",
    new: [],
    says: { ...READS_BREAK, newOnReverted: "compatible" },
  },
];
