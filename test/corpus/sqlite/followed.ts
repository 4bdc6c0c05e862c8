// A table that is made anew is dropped in between: SQLite deletes its rows, and what refers to them follows.
import type { CorpusCase, Setting } from "../case.ts";

const TEAMS: Setting = {
  schema: "create table teams (id integer primary key, name text)",
  seed: "insert into teams values (1, 'a'), (2, 'b')",
  old: ["select id, name from teams", "insert into teams (name) values ('c')"],
};

const REMADE = {
  up: "alter table teams add column z text",
  down: `create table teams_n (id integer primary key, name text); insert into teams_n select id, name from teams;
    drop table teams; alter table teams_n rename to teams`,
  new: ["select z from teams", "update teams set z = 'q' where id = 2"],
  written: "update teams set z = 'y'",
} as const;

const SAYS = {
  oldOnNew: "compatible",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
} as const;

export const SQLITE_FOLLOWED: readonly CorpusCase[] = [
  {
    ...TEAMS,
    ...REMADE,
    name: "the rows of a table that is made anew are kept by a check of those that follow",
    onlyWithSchema: "what refers to the table",
    schema: `${TEAMS.schema}; create table members (id integer primary key,
      team integer references teams (id) on delete set null, mail text, check (team is not null or mail is not null))`,
    downPassesAfter: "insert into members values (1, 1, 'x')",
    downFailsAfter: "insert into members values (1, 1, null)",
    says: { ...SAYS, down: "data_dependent", loses: ["column:teams.z", "values:members.team"] },
  },
  {
    ...TEAMS,
    ...REMADE,
    name: "the rows of a table that is made anew are kept by a trigger of those that follow",
    onlyWithSchema: "what refers to the table",
    schema: `${TEAMS.schema}; create table members (id integer primary key, team integer references teams (id) on delete cascade);
      create trigger kept before delete on members begin select raise(abort, 'kept'); end`,
    downPassesAfter: "insert into members values (1, null)",
    downFailsAfter: "insert into members values (1, 1)",
    says: { ...SAYS, down: "data_dependent", loses: ["column:teams.z"] },
  },
  {
    ...TEAMS,
    ...REMADE,
    name: "a table that is made anew takes along what triggers write for those that follow",
    onlyWithSchema: "what refers to the table",
    schema: `${TEAMS.schema}; create table members (id integer primary key, team integer references teams (id) on delete set null, state text);
      create trigger left after update of team on members begin update members set state = 'left' where id = new.id; end`,
    seed: `${TEAMS.seed}; insert into members values (1, 1, 'in')`,
    says: { ...SAYS, down: "yes", loses: ["column:teams.z", "values:members.state", "values:members.team"] },
  },
  {
    ...TEAMS,
    name: "a table is made anew with a column that is computed from JSON",
    up: `create table teams_n (id integer primary key, name text, nick text as (json_extract(name, '$.nick')) stored);
      insert into teams_n (id, name) select id, name from teams where json_valid(name);
      drop table teams; alter table teams_n rename to teams`,
    down: `create table teams_n (id integer primary key, name text); insert into teams_n select id, name from teams;
      drop table teams; alter table teams_n rename to teams`,
    seed: `insert into teams values (1, '{"nick": "a"}')`,
    old: ["select id, name from teams", "insert into teams (name) values ('{}')"],
    oldIfData: ["insert into teams (name) values ('plain')"],
    new: ["select nick from teams", "insert into teams (name) values ('{}')"],
    says: { ...SAYS, oldOnNew: "writes_break if_data", down: "yes", newOnReverted: "reads_break if_referenced" },
  },
  {
    name: "a table is made anew with another expression under a unique column",
    schema:
      "create table users (id integer primary key, mail text not null, plain text as (lower(mail)) virtual unique)",
    seed: "insert into users (id, mail) values (1, 'A@x'), (2, 'b@x')",
    old: ["select mail, plain from users", "insert into users (mail) values ('c@x')"],
    oldIfData: ["insert into users (mail) values (' a@x')"],
    up: `create table users_n (id integer primary key, mail text not null, plain text as (lower(trim(mail))) virtual unique);
      insert into users_n (id, mail) select id, mail from users; drop table users; alter table users_n rename to users`,
    down: `create table users_n (id integer primary key, mail text not null, plain text as (lower(mail)) virtual unique);
      insert into users_n (id, mail) select id, mail from users; drop table users; alter table users_n rename to users`,
    new: ["select plain from users", "insert into users (mail) values ('d@x')"],
    says: { oldOnNew: "writes_break if_data", down: "yes", newOnReverted: "compatible", hazard: "long_block_all" },
  },
  {
    name: "a down deletes what a trigger keeps a note of, and the notes may refuse it",
    onlyWithSchema: "the trigger",
    schema: `create table jobs (id integer primary key, title text); create table notes (title text not null);
      create trigger noted after delete on jobs begin insert into notes values (old.title); end`,
    seed: "insert into jobs values (1, 'a')",
    old: ["select id, title from jobs", "insert into jobs (title) values ('b')"],
    up: "insert into jobs values (50, 'system')",
    down: "delete from jobs where id = 50",
    downFailsAfter: "update jobs set title = null where id = 50",
    new: ["select max(id) from jobs"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "data_dependent",
      loses: ["rows:jobs"],
      newOnReverted: "behaviour_change if_referenced",
      hazard: "long_block_all",
    },
  },
];
