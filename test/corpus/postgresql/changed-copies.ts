// Values that are copied to another column, and cut or rounded there before, or after, the first one goes.
import type { CorpusCase, Says, Setting } from "../case.ts";

const MEMBERS: Setting = {
  schema: `create table members (id integer primary key, email text not null, name text,
      fee numeric(10,2) not null default 0, joined timestamptz not null default '2024-01-01 10:10:00+00')`,
  seed: `insert into members (id, email, name, fee) values (1, 'a@x', 'Ada', 10.50), (2, 'b@x', null, 20), (3, 'c@x', 'Cyrus', 99.99)`,
  old: [
    "select id, email, name, fee, joined from members",
    "insert into members (id, email, name, fee) values (9, 'z@x', 'Zoe', 1.5)",
    "update members set name = 'Z', fee = 2, joined = now() where id = 1",
  ],
};

const CHANGED: Says = {
  oldOnNew: "reads_and_writes_break if_referenced",
  down: "yes",
  restores: "partial",
  newOnReverted: "reads_and_writes_break if_referenced",
  hazard: "long_block_all",
};

const BACK = `alter table members add column name text; update members set name = full_name;
  alter table members drop column full_name`;

const NEW = ["select full_name from members", "insert into members (id, email, full_name) values (9, 'z@x', 'Zo')"];

export const POSTGRESQL_CHANGED_COPIES: readonly CorpusCase[] = [
  {
    ...MEMBERS,
    name: "cuts a copy before the first column goes",
    up: `alter table members add column full_name text; update members set full_name = name;
      alter table members alter full_name type varchar(2) using left(full_name, 2); alter table members drop column name`,
    down: BACK,
    new: NEW,
    says: { ...CHANGED, upLoses: ["values:members.name"] },
  },
  {
    ...MEMBERS,
    name: "rounds the last copy of what a column had",
    up: `alter table members add column price numeric(10,2); update members set price = fee;
      alter table members drop column fee; alter table members alter column price type numeric(10,0)`,
    down: `alter table members add column fee numeric(10,2) not null default 0;
      update members set fee = price where price is not null; alter table members drop column price`,
    new: ["select price from members", "insert into members (id, email, price) values (9, 'z@x', 3)"],
    says: { ...CHANGED, upLoses: ["values:members.fee"] },
  },
];
