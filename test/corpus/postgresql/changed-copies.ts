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

const WRITING = { old: ["update members set fee = 2 where id = 1"], oldIfData: ["select fee from members"] };

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
  {
    ...MEMBERS,
    name: "copies a column to a new one, and changes some of its values then",
    ...WRITING,
    up: "alter table members add column charged numeric(10,2); update members set charged = fee; update members set fee = 0 where fee = 20",
    down: "alter table members drop column charged",
    new: ["select charged from members", "insert into members (id, email, charged) values (9, 'z@x', 3)"],
    says: {
      ...CHANGED,
      oldOnNew: "behaviour_change if_data",
      loses: ["column:members.charged"],
      restores: "nothing_lost",
      hazard: "brief_block",
    },
  },
  {
    ...MEMBERS,
    name: "keeps what a column was, changes some of its values, and puts them back",
    ...WRITING,
    up: "alter table members add column fee_before numeric(10,2); update members set fee_before = fee; update members set fee = 0 where fee = 20",
    down: "update members set fee = fee_before where fee_before is not null; alter table members drop column fee_before",
    new: ["select fee_before from members", "update members set fee_before = 3 where id = 1"],
    says: {
      ...CHANGED,
      oldOnNew: "behaviour_change if_data",
      loses: ["values:members.fee"],
      restores: "full",
      hazard: "long_online",
    },
  },
];
