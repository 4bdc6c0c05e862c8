import type { CorpusCase, Says, Setting } from "../case.ts";

const ACCOUNTS: Setting = {
  schema: `create table accounts (id integer primary key, email text not null, nickname text, plan text not null default 'free',
    balance integer not null default 0, legacy_status text)`,
  seed: `insert into accounts (email, nickname, plan, balance, legacy_status) values
    ('ada@example.com', 'ada', 'pro', 70000, 'gold'), ('bob@example.com', 'bob', 'free', 12, 'silver')`,
  old: [
    "select id, email, nickname, plan, balance, legacy_status from accounts",
    "insert into accounts (email, nickname, balance, legacy_status) values ('eve@example.com', 'eve', 3, 'new')",
    "update accounts set email = 'a@example.com', nickname = 'a', balance = 5, legacy_status = 'x' where id = 1",
    "delete from accounts where id = 2",
  ],
};

const ADDED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

const DROPPED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  upLoses: ["column:accounts.legacy_status"],
  down: "yes",
  restores: "structure_only",
  newOnReverted: "compatible",
  hazard: "brief_block",
};

const RENAMED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "full",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "brief_block",
};

const UNNOTICED: Says = {
  oldOnNew: "compatible",
  down: "yes",
  restores: "full",
  newOnReverted: "compatible",
  hazard: "brief_block",
};

const WITHOUT_LEGACY: readonly string[] = [
  "select id, email from accounts",
  "insert into accounts (email) values ('new@example.com')",
];

const TEAMS: Setting = {
  schema: `create table teams (id integer primary key, name text, motto text);
    create table members (id integer primary key, team_id integer not null references teams (id) on delete cascade)`,
  seed: "insert into teams values (1, 'red', 'run'), (2, 'blue', 'swim'); insert into members values (1, 1), (2, 2)",
  old: ["select name, motto from teams", "insert into members (id, team_id) values (3, 1)"],
};

export const SQLITE_ACCOUNTS: readonly CorpusCase[] = [
  {
    ...TEAMS,
    name: "makes a table anew while rows go with its own, and others with those",
    schema: `${TEAMS.schema}; create table shirts (id integer primary key, member_id integer references members (id) on delete cascade)`,
    seed: `${TEAMS.seed}; insert into shirts values (1, 1)`,
    old: ["select id from shirts"],
    up: "alter table teams add column town text",
    down: "create table n (id integer primary key, name text, motto text); insert into n select id, name, motto from teams; drop table teams; alter table n rename to teams",
    new: ["select town from teams", "update teams set town = 'here' where id = 1", "select id from shirts"],
    written: "update teams set town = 'there'",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:teams.town", "rows:members", "rows:shirts"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...TEAMS,
    name: "adds a table whose rows go with old ones, and that references one that is not there",
    old: ["select name from teams", "delete from teams where id = 2"],
    up: "create table games (id integer primary key, team_id integer references teams (id) on delete cascade, place_id integer references places (id))",
    down: "drop table games",
    new: ["select id from games"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TEAMS,
    name: "moves a table's rows to a new one that it drops as well",
    old: ["select team_id from members", "insert into members (id, team_id) values (3, 1)"],
    up: "pragma foreign_keys = off; alter table members rename to members_old; create table members (id integer primary key, team_id integer); insert into members select id, team_id from members_old; drop table members_old; drop table members",
    down: "create table members (id integer primary key, team_id integer not null references teams (id) on delete cascade)",
    new: ["select name from teams"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["table:members"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a column with a default",
    up: "alter table accounts add column email_verified boolean not null default 0",
    down: "alter table accounts drop column email_verified",
    new: ["select email_verified from accounts", "update accounts set email_verified = 1 where id = 1"],
    written: "update accounts set email_verified = 1 where id = 1",
    says: { ...ADDED, loses: ["column:accounts.email_verified"] },
  },
  {
    ...ACCOUNTS,
    name: "drops a column",
    up: "alter table accounts drop column legacy_status",
    down: "alter table accounts add column legacy_status text",
    new: WITHOUT_LEGACY,
    says: DROPPED,
  },
  {
    ...ACCOUNTS,
    name: "creates a table",
    up: "create table invoices (id integer primary key, amount integer)",
    down: "drop table invoices",
    new: ["select id from invoices", "insert into invoices values (2, 20)"],
    written: "insert into invoices values (1, 10)",
    says: { ...ADDED, loses: ["table:invoices"], hazard: "brief_block" },
  },
  {
    ...ACCOUNTS,
    name: "creates a table if it is not there, and it was the old code's",
    up: "create table if not exists accounts (id integer primary key)",
    down: "drop table if exists accounts",
    new: ["select id from accounts", "insert into accounts (email) values ('new@example.com')"],
    says: { ...ADDED, loses: ["table:accounts"], inverse: "differs", hazard: "brief_block" },
  },
  {
    ...ACCOUNTS,
    name: "drops a table",
    schema: "create table audit (id integer primary key, what text)",
    seed: "insert into audit values (1, 'signed in')",
    old: ["select what from audit", "insert into audit values (2, 'x')"],
    up: "drop table audit",
    down: "create table audit (id integer primary key, what text)",
    new: ["select 1"],
    says: { ...DROPPED, upLoses: ["table:audit"], hazard: "none" },
  },
  {
    ...ACCOUNTS,
    name: "renames a table",
    up: "alter table accounts rename to users",
    down: "alter table users rename to accounts",
    new: ["select id from users", "insert into users (email) values ('new@example.com')"],
    says: RENAMED,
  },
  {
    ...ACCOUNTS,
    name: "renames a column",
    up: "alter table accounts rename column nickname to display_name",
    down: "alter table accounts rename column display_name to nickname",
    new: ["select display_name from accounts", "update accounts set display_name = 'z' where id = 1"],
    says: RENAMED,
  },
  {
    ...ACCOUNTS,
    name: "renames a column by copying it",
    up: `alter table accounts add column display_name text;
      update accounts set display_name = nickname;
      alter table accounts drop column nickname`,
    down: `alter table accounts add column nickname text;
      update accounts set nickname = display_name;
      alter table accounts drop column display_name`,
    new: ["select display_name from accounts", "update accounts set display_name = 'z' where id = 1"],
    says: { ...RENAMED, hazard: "long_block_all" },
  },
  {
    ...ACCOUNTS,
    name: "adds a required column without a default to an empty table",
    seed: "select 1",
    old: ["select id from accounts", "insert into accounts (email) values ('eve@example.com')"],
    up: `create table accounts_new (id integer primary key, email text not null, nickname text, plan text not null default 'free',
        balance integer not null default 0, legacy_status text, region text not null);
      insert into accounts_new select id, email, nickname, plan, balance, legacy_status, 'eu' from accounts;
      drop table accounts;
      alter table accounts_new rename to accounts`,
    down: undefined,
    new: ["select region from accounts", "insert into accounts (email, region) values ('n@example.com', 'eu')"],
    says: {
      oldOnNew: "writes_break always",
      down: "no_down",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds a column that breaks an insert without names",
    limit: "an insert that does not name its columns",
    old: ["select id from accounts", "insert into accounts values (9, 'e@example.com', 'eve', 'free', 3, 'new')"],
    up: "alter table accounts add column phone text",
    down: "alter table accounts drop column phone",
    new: ["select phone from accounts", "update accounts set phone = '2' where id = 1"],
    written: "update accounts set phone = '1' where id = 1",
    says: { ...ADDED, oldOnNew: "writes_break if_referenced", loses: ["column:accounts.phone"] },
  },
  {
    ...ACCOUNTS,
    name: "adds an indexed column, and drops it while the index needs it",
    up: "alter table accounts add column phone text; create index accounts_phone on accounts (phone)",
    down: "alter table accounts drop column phone",
    new: ["select phone from accounts"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    name: "adds an indexed column, and drops the index first",
    up: "alter table accounts add column phone text; create index accounts_phone on accounts (phone)",
    down: "drop index accounts_phone; alter table accounts drop column phone",
    new: ["select phone from accounts", "update accounts set phone = '2' where id = 1"],
    written: "update accounts set phone = '1' where id = 1",
    says: { ...ADDED, loses: ["column:accounts.phone"] },
  },
  {
    ...ACCOUNTS,
    name: "adds a computed column",
    up: "alter table accounts add column cents integer generated always as (balance * 100) virtual",
    down: "alter table accounts drop column cents",
    new: ["select cents from accounts"],
    says: { ...ADDED, newOnReverted: "reads_break if_referenced" },
  },
  {
    ...ACCOUNTS,
    name: "drops a required column that cannot come back while there are rows",
    old: ["select plan from accounts", "insert into accounts (email, plan) values ('eve@example.com', 'pro')"],
    up: "alter table accounts drop column plan",
    down: "alter table accounts add column plan text not null",
    new: WITHOUT_LEGACY,
    says: { ...DROPPED, upLoses: ["column:accounts.plan"], down: "no", restores: "none", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    name: "creates an index",
    up: "create index accounts_email on accounts (email)",
    down: "drop index accounts_email",
    new: ACCOUNTS.old,
    says: UNNOTICED,
  },
  {
    ...ACCOUNTS,
    name: "creates a unique index",
    oldIfData: ["insert into accounts (email) values ('ada@example.com')"],
    up: "create unique index accounts_email on accounts (email)",
    down: "drop index accounts_email",
    new: ["insert into accounts (email) values ('ada@example.com') on conflict (email) do nothing"],
    says: { ...UNNOTICED, oldOnNew: "writes_break if_data", newOnReverted: "writes_break if_referenced" },
  },
  {
    ...ACCOUNTS,
    name: "drops a unique index",
    schema: `${ACCOUNTS.schema}; create unique index accounts_email on accounts (email)`,
    old: ["insert into accounts (email) values ('ada@example.com') on conflict (email) do nothing"],
    up: "drop index accounts_email",
    down: "create unique index accounts_email on accounts (email)",
    new: ["select id from accounts"],
    newIfData: ["insert into accounts (email) values ('ada@example.com')"],
    downFailsAfter: "insert into accounts (email) values ('ada@example.com')",
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...ACCOUNTS,
    name: "creates a view",
    up: "create view briefs as select id, email from accounts",
    down: "drop view briefs",
    new: ["select id from briefs"],
    says: { ...UNNOTICED, restores: "nothing_lost", newOnReverted: "reads_break if_referenced" },
  },
  {
    ...ACCOUNTS,
    name: "adds a trigger that refuses",
    oldIfData: ["insert into accounts (email) values ('nobody')"],
    up: `create trigger checks before insert on accounts when new.email not like '%@%'
      begin select raise(abort, 'no address'); end`,
    down: "drop trigger checks",
    new: ["select id from accounts"],
    newIfData: ["insert into accounts (email) values ('nobody')"],
    says: {
      ...UNNOTICED,
      oldOnNew: "writes_break if_data",
      restores: "nothing_lost",
      newOnReverted: "behaviour_change if_data",
    },
  },
  {
    ...TEAMS,
    name: "builds a parent anew, and its children go with it",
    up: `create table teams_new (id integer primary key, name text);
      insert into teams_new select id, name from teams;
      drop table teams;
      alter table teams_new rename to teams`,
    down: "alter table teams add column motto text",
    old: ["select name, motto from teams", "update teams set motto = 'x' where id = 1"],
    new: ["select name from teams"],
    says: {
      ...DROPPED,
      upLoses: ["column:teams.motto", "rows:members"],
      restores: "none",
    },
  },
  {
    ...TEAMS,
    name: "builds a table anew and loses its index",
    schema: `${TEAMS.schema}; create index members_team on members (team_id)`,
    up: "alter table members add column role text",
    down: `create table members_old (id integer primary key, team_id integer not null references teams (id) on delete cascade);
      insert into members_old select id, team_id from members;
      drop table members;
      alter table members_old rename to members`,
    new: ["select role from members", "update members set role = 'm' where id = 1"],
    written: "update members set role = 'captain' where id = 1",
    says: { ...ADDED, loses: ["column:members.role"], inverse: "differs" },
  },
  {
    ...ACCOUNTS,
    name: "rewrites values, for good",
    old: ["select email from accounts"],
    oldIfData: ["select id from accounts where plan = 'free'"],
    up: "update accounts set plan = 'basic' where plan = 'free'",
    down: "-- the values are gone",
    new: ["select plan from accounts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:accounts.plan"],
      down: "no_down",
      restores: "none",
      inverse: "noop",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "deletes rows, for good",
    old: ["select email from accounts where id = 1"],
    oldIfData: ["select count(*) from accounts"],
    up: "delete from accounts where plan = 'free'",
    down: undefined,
    new: ["select email from accounts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:accounts"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...ACCOUNTS,
    name: "adds two columns, and takes back one and then one that is not there",
    up: "alter table accounts add column phone text; alter table accounts add column city text",
    down: "alter table accounts drop column phone; alter table accounts drop column town",
    new: ["select city from accounts"],
    says: { ...ADDED, down: "no", inverse: "none" },
  },
  {
    ...ACCOUNTS,
    name: "drops an indexed column that comes back plain",
    schema: `${ACCOUNTS.schema}; create index accounts_legacy on accounts (legacy_status)`,
    up: "drop index accounts_legacy; alter table accounts drop column legacy_status",
    down: "alter table accounts add column legacy_status text",
    new: WITHOUT_LEGACY,
    says: { ...DROPPED, inverse: "differs" },
  },
];
