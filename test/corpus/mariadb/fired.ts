// Statements on rows that fire what is there: triggers, and foreign keys that take values away.
import type { CorpusCase, Setting } from "../case.ts";

const ITEMS: Setting = {
  schema: `
    create table items (id int primary key, label varchar(20), touched varchar(20));
    create table totals (id int primary key, number int);
    create table trash (id int primary key, label varchar(20));
    create trigger touched before update on items for each row set new.touched = 'now';
    create trigger counted after update on items for each row update totals set number = number + 1 where id = 1;
    create trigger emptied after delete on items for each row delete from trash where label = old.label`,
  seed: "insert into items values (1, 'a', 'then'), (2, 'b', 'then'); insert into totals values (1, 40); insert into trash values (1, 'a'), (2, 'b')",
  old: ["select id from items order by id", "insert into items (id, label) values (9, 'c')"],
};

const SHOWN = ["select label, touched from items order by id", "select number from totals"];

const TEAMS: Setting = {
  schema:
    "create table teams (id int primary key, name varchar(20)); create table members (id int primary key, team_id int, name varchar(20), foreign key (team_id) references teams (id) on delete set null)",
  seed: "insert into teams values (1, 'x'), (2, 'y'); insert into members values (1, 1, 'Ada'), (2, 2, 'Bob')",
  old: ["select name from members order by id", "insert into teams values (9, 'z')"],
};

const STAMPED: Setting = {
  schema:
    "create table parts (id int primary key, number int, changed timestamp not null default current_timestamp on update current_timestamp)",
  seed: "insert into parts values (1, 2, '2026-01-02 03:04:05'), (2, 3, '2026-01-03 03:04:05')",
  old: [
    "select id from parts order by id",
    "insert into parts (id, number, changed) values (9, 4, '2026-01-04 03:04:05')",
  ],
};

export const MARIADB_FIRED: readonly CorpusCase[] = [
  {
    ...ITEMS,
    name: "an update fires triggers that write over other values",
    onlyWithSchema: "the triggers",
    up: "update items set label = upper(label)",
    down: "update items set label = lower(label)",
    oldIfData: SHOWN,
    new: ["select id from items"],
    newIfData: SHOWN,
    written: "update totals set number = 50",
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:items.label", "values:items.touched", "values:totals.number"],
      down: "yes",
      loses: ["values:items.label", "values:totals.number"],
      restores: "partial",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_online",
    },
  },
  {
    ...ITEMS,
    name: "a delete fires a trigger that deletes elsewhere",
    onlyWithSchema: "the triggers",
    up: "delete from items where id = 1",
    down: undefined,
    old: ["insert into items (id, label) values (9, 'c')"],
    oldIfData: [...SHOWN, "select label from trash"],
    new: ["select id from items"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["rows:items", "rows:trash"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TEAMS,
    name: "parents are deleted, and their children belong to nobody",
    onlyWithSchema: "the foreign key",
    up: "delete from teams where id = 1",
    down: undefined,
    oldIfData: ["select team_id from members", "insert into members values (9, 1, 'Eve')"],
    new: ["select name from teams"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["rows:teams", "values:members.team_id"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...TEAMS,
    name: "a trigger writes each row to a table that takes it once",
    up: "create table called (name varchar(20) primary key, since date); create trigger calling after update on teams for each row insert into called (name) values (new.name)",
    down: "drop trigger calling; drop table called",
    old: ["select name from teams"],
    oldIfData: ["update teams set name = 'x'"],
    new: ["select since from called", "update called set since = '2026-03-01'"],
    written: "update teams set name = 'w' where id = 1",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["table:called"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TEAMS,
    name: "a trigger fills a column that wants a value from one that may have none",
    up: "alter table teams add column short varchar(20) not null default ''; create trigger shortens before insert on teams for each row set new.short = lower(new.name)",
    down: "drop trigger shortens; alter table teams drop column short",
    old: ["select name from teams"],
    oldIfData: ["insert into teams (id) values (7)"],
    new: ["select short from teams", "update teams set short = 'z' where id = 1"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      loses: ["column:teams.short"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...TEAMS,
    name: "a trigger counts down in a column that goes no lower than zero",
    schema:
      "create table teams (id int primary key, size int unsigned not null default 0); create table members (id int primary key, team_id int)",
    seed: "insert into teams (id) values (1); insert into members values (1, 1), (2, null)",
    up: "create trigger left_team after delete on members for each row update teams set size = size - 1 where id = old.team_id",
    down: "drop trigger left_team",
    old: ["select size from teams", "delete from members where id = 2"],
    oldIfData: ["delete from members where id = 1"],
    new: ["select size from teams"],
    onlyWithSchema: "that the column is unsigned",
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...TEAMS,
    name: "the number of a parent is not carried on to its children any more",
    schema:
      "create table teams (id int primary key, name varchar(20)); create table members (id int primary key, team_id int, constraint members_team foreign key (team_id) references teams (id) on update cascade)",
    seed: "insert into teams values (1, 'Red'); insert into members values (1, 1)",
    up: "alter table members drop foreign key members_team; alter table members add constraint members_team foreign key (team_id) references teams (id)",
    down: "alter table members drop foreign key members_team; alter table members add constraint members_team foreign key (team_id) references teams (id) on update cascade",
    old: ["select name from teams", "update teams set name = 'x' where id = 1"],
    oldIfData: ["update teams set id = 9 where id = 1"],
    new: ["select name from teams"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...STAMPED,
    name: "a backfill of a new column stamps each row",
    onlyWithSchema: "which columns are stamped",
    up: "alter table parts add place int null; update parts set place = 5",
    down: "alter table parts drop place",
    oldIfData: ["select changed from parts order by id"],
    new: ["select place from parts", "update parts set place = 6 where id = 1"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:parts.changed"],
      down: "yes",
      loses: ["column:parts.place"],
      restores: "none",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...STAMPED,
    name: "a backfill that leaves the stamp as it was, and a down that does not",
    up: "alter table parts add place int null",
    down: "update parts set number = place where place is not null; alter table parts drop place",
    new: ["select place from parts", "update parts set place = 6 where id = 1"],
    written: "update parts set place = 5, changed = changed",
    onlyWithSchema: "which columns are stamped",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["values:parts.number", "values:parts.changed"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_online",
    },
  },
  {
    ...STAMPED,
    name: "a row that is there already is stamped by ON DUPLICATE KEY UPDATE",
    onlyWithSchema: "which columns are stamped",
    up: "insert into parts (id, number) values (1, 7) on duplicate key update number = 7",
    down: undefined,
    oldIfData: ["select changed, number from parts where id = 1"],
    new: ["select id from parts"],
    says: {
      oldOnNew: "behaviour_change if_data",
      upLoses: ["values:parts.number", "values:parts.changed"],
      down: "no_down",
      restores: "none",
      inverse: "none",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
];
