// Defaults of columns that may be null: MySQL asks for a value behind `drop default`, MariaDB gives null.
import type { CorpusCase, Setting } from "../case.ts";
import { ACCOUNTS } from "./columns.ts";

const PRESET: Setting = {
  ...ACCOUNTS,
  schema: ACCOUNTS.schema.replace("nickname varchar(40) null", "nickname varchar(40) default 'anon'"),
  old: [...ACCOUNTS.old, "insert into accounts (email) values ('fay@example.com')"],
};

const GIVEN: readonly string[] = [
  "select nickname from accounts",
  "insert into accounts (email, nickname) values ('new@example.com', 'n')",
];

const OMITTED = "insert into accounts (email) values ('gus@example.com')";

export const MARIADB_OPTIONAL: readonly CorpusCase[] = [
  {
    ...PRESET,
    name: "a column that may be null loses its default",
    up: "alter table accounts alter nickname drop default",
    down: "alter table accounts alter nickname set default 'anon'",
    new: GIVEN,
    onlyWithSchema: "whether the column may be null",
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "a down takes the default from a column that may be null",
    old: [...ACCOUNTS.old, OMITTED],
    up: "alter table accounts alter nickname set default 'anon'",
    down: "alter table accounts alter nickname drop default",
    new: [...GIVEN, OMITTED],
    onlyWithSchema: "that it had no default, and what it may be",
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...ACCOUNTS,
    name: "a column is added with a default for the rows that are there, and no other",
    up: "alter table accounts add column channel varchar(20) default 'web' null; alter table accounts alter channel drop default",
    down: "alter table accounts drop column channel",
    new: ["select channel from accounts", "insert into accounts (email, channel) values ('new@example.com', 'app')"],
    written: "update accounts set channel = 'app' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:accounts.channel"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
