import type { CorpusCase, Says, Setting } from "../case.ts";
import { ACCOUNTS } from "./columns.ts";

const BRIEFS: Setting = {
  ...ACCOUNTS,
  schema: `${ACCOUNTS.schema}; create view briefs as select id, email from accounts`,
  old: ["select id, email from briefs"],
};

const READS_BREAK: Says = {
  oldOnNew: "reads_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_break if_referenced",
  hazard: "brief_block",
};

const LOWERS = "create trigger lowers before insert on accounts for each row set new.email = lower(new.email)";

const VISITS: Setting = {
  schema: `create table visits (id int not null, day int not null, page varchar(20), primary key (id, day))
    partition by range (day) (partition p0 values less than (10), partition p1 values less than (20))`,
  seed: "insert into visits values (1, 5, 'home'), (2, 15, 'shop')",
  old: ["select page from visits where id = 1", "insert into visits values (3, 6, 'home')"],
};

export const MARIADB_CODE: readonly CorpusCase[] = [
  {
    ...ACCOUNTS,
    name: "creates a view",
    up: "create view briefs as select id, email from accounts",
    down: "drop view briefs",
    new: ["select id from briefs"],
    says: { ...READS_BREAK, oldOnNew: "compatible", restores: "nothing_lost" },
  },
  {
    ...BRIEFS,
    name: "adds a column to a view",
    up: "create or replace view briefs as select id, email, plan from accounts",
    down: "create or replace view briefs as select id, email from accounts",
    new: ["select plan from briefs"],
    says: { ...READS_BREAK, oldOnNew: "compatible" },
  },
  {
    ...BRIEFS,
    name: "drops a view",
    up: "drop view briefs",
    down: "create view briefs as select id, email from accounts",
    new: ["select id from accounts"],
    says: { ...READS_BREAK, newOnReverted: "compatible", hazard: "none" },
  },
  {
    ...BRIEFS,
    name: "renames a column under a view",
    old: ["select id from accounts where email = 'x'", "select email from briefs", "update accounts set email = 'e'"],
    up: "alter table accounts rename column email to address",
    down: "alter table accounts rename column address to email",
    new: ["select address from accounts", "update accounts set address = 'e'"],
    says: {
      ...READS_BREAK,
      oldOnNew: "reads_and_writes_break if_referenced",
      newOnReverted: "reads_and_writes_break if_referenced",
    },
  },
  {
    ...ACCOUNTS,
    name: "creates a function",
    up: "create function double_of(amount int) returns int deterministic return amount * 2",
    down: "drop function double_of",
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
    name: "changes what a function computes",
    schema: `${ACCOUNTS.schema}; create function double_of(amount int) returns int deterministic return amount * 2`,
    old: ["select double_of(balance) from accounts"],
    up: "drop function double_of; create function double_of(amount int) returns int deterministic return amount * 3",
    down: "drop function double_of; create function double_of(amount int) returns int deterministic return amount * 2",
    new: ["select double_of(balance) from accounts"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a trigger that changes what is written",
    oldIfData: ["insert into accounts (id, email) values (7, 'Upper@Example.com')"],
    up: LOWERS,
    down: "drop trigger lowers",
    new: ["select email from accounts"],
    newIfData: ["insert into accounts (id, email) values (8, 'Upper@Example.com')"],
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
    up: `create trigger checks before insert on accounts for each row
      begin
        if new.email not like '%@%' then signal sqlstate '45000' set message_text = 'no address'; end if;
      end`,
    down: "drop trigger checks",
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
    name: "drops a trigger",
    schema: `${ACCOUNTS.schema}; ${LOWERS}`,
    old: ["insert into accounts (id, email) values (7, 'Upper@Example.com')"],
    up: "drop trigger lowers",
    down: LOWERS,
    new: ["insert into accounts (id, email) values (8, 'Other@Example.com')"],
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
    name: "drops a sequence while a default uses it",
    schema: "create table invoices (id int primary key, text varchar(20))",
    seed: "insert into invoices values (1, 'first')",
    old: ["select id from invoices", "insert into invoices values (2, 'second')"],
    up: "create sequence receipts start with 50; alter table invoices modify id int not null default nextval(receipts)",
    down: "drop sequence receipts",
    new: ["select id from invoices", "insert into invoices (text) values ('new')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["sequence:receipts"],
      inverse: "differs",
      newOnReverted: "writes_break if_referenced",
      hazard: "none",
    },
  },
  {
    ...VISITS,
    name: "adds a partition",
    up: "alter table visits add partition (partition p2 values less than (30))",
    down: "alter table visits drop partition p2",
    new: ["select page from visits where id = 1"],
    newIfData: ["insert into visits values (6, 26, 'new')"],
    written: "insert into visits values (5, 25, 'new')",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["rows:visits"],
      newOnReverted: "writes_break if_data",
      hazard: "brief_block",
    },
  },
  {
    ...VISITS,
    name: "drops a partition",
    oldIfData: ["select count(*) from visits", "insert into visits values (9, 16, 'late')"],
    up: "alter table visits drop partition p1",
    down: "alter table visits add partition (partition p1 values less than (20))",
    new: ["select page from visits where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:visits"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...VISITS,
    name: "parts a partition in two",
    up: `alter table visits reorganize partition p1 into
      (partition p1a values less than (15), partition p1b values less than (20))`,
    down: "alter table visits reorganize partition p1a, p1b into (partition p1 values less than (20))",
    new: VISITS.old,
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "long_block_writes",
    },
  },
  {
    ...VISITS,
    name: "no longer parts a table",
    up: "alter table visits remove partitioning",
    down: "alter table visits partition by range (day) (partition p0 values less than (10), partition p1 values less than (20))",
    new: ["select page from visits where id = 1"],
    newIfData: ["insert into visits values (6, 26, 'new')"],
    downFailsAfter: "insert into visits values (5, 25, 'new')",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...ACCOUNTS,
    name: "takes from a user the right to write",
    asApp: true,
    schema: `${ACCOUNTS.schema}; grant select, insert, update on accounts to app@'%'`,
    old: ["select id from accounts", "update accounts set balance = 1 where id = 1"],
    up: "revoke insert, update on accounts from app@'%'",
    down: "grant insert, update on accounts to app@'%'",
    new: ["select id from accounts"],
    says: {
      oldOnNew: "writes_break always",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
];
