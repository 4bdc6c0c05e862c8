import type { CorpusCase, Says, Setting } from "../case.ts";

const AGES: Setting = {
  schema: `create domain age as integer default 18 constraint age_sane check (value >= 0);
    create table people (id integer primary key, age age not null)`,
  seed: "insert into people values (1, 30)",
  old: ["select age from people", "insert into people (id, age) values (2, 20)", "insert into people (id) values (3)"],
};

const NEW = ["select age from people", "insert into people (id, age) values (4, 40)"];

const STRICTER: Says = {
  oldOnNew: "writes_break if_data",
  down: "yes",
  restores: "full",
  newOnReverted: "behaviour_change if_data",
  hazard: "none",
};

/** What a domain refuses and gives, and the way back by name. */
export const POSTGRESQL_DOMAINS: readonly CorpusCase[] = [
  {
    ...AGES,
    name: "adds a check to a domain, is held to it later, and drops it",
    oldIfData: ["insert into people (id, age) values (5, 500)"],
    up: `alter domain age add constraint age_human check (value < 200) not valid;
      alter domain age validate constraint age_human`,
    down: "alter domain age drop constraint age_human",
    new: NEW,
    newIfData: ["insert into people (id, age) values (6, 500)"],
    says: STRICTER,
  },
  {
    ...AGES,
    name: "adds a check to a domain, and drops one that it never had",
    oldIfData: ["insert into people (id, age) values (5, 500)"],
    up: "alter domain age add constraint age_human check (value < 200)",
    down: "alter domain age drop constraint age_limit",
    new: NEW,
    says: { ...STRICTER, down: "no", restores: "none", inverse: "none", newOnReverted: "undetermined" },
  },
  {
    ...AGES,
    name: "loosens what a domain refuses, and tightens it again",
    up: "alter domain age drop constraint age_sane; alter domain age add constraint age_sane check (value >= -1)",
    down: "alter domain age drop constraint age_sane; alter domain age add constraint age_sane check (value >= 0)",
    new: NEW,
    newIfData: ["insert into people (id, age) values (6, -1)"],
    downFailsAfter: "insert into people values (7, -1)",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_writes",
    },
  },
  {
    ...AGES,
    name: "gives a column with a default a domain for a while",
    schema: `${AGES.schema}; create table seats (id integer primary key, free integer not null default 5)`,
    seed: `${AGES.seed}; insert into seats values (1, 2)`,
    old: ["select free from seats", "insert into seats (id) values (2)", "update seats set free = 3"],
    oldIfData: ["update seats set free = -1"],
    up: "create domain amount as integer check (value >= 0); alter table seats alter column free type amount",
    down: "alter table seats alter column free type integer; drop domain amount",
    new: [
      "select free from seats",
      "insert into seats (id, free) values (4, 4)",
      "select free::amount from seats",
      "update seats set free = 1::amount",
    ],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...AGES,
    name: "gives a domain another default",
    up: "alter domain age set default 21",
    down: "alter domain age set default 18",
    new: [...NEW, "insert into people (id) values (8)"],
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "behaviour_change if_referenced",
      hazard: "none",
    },
  },
  {
    ...AGES,
    name: "takes a domain's default from a column that needs it",
    up: "alter domain age drop default",
    down: "alter domain age set default 18",
    new: NEW,
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
];
