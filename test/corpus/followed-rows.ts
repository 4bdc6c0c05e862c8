import type { Hazard } from "../../src/model/judgement.ts";
import type { CorpusCase, Setting } from "./case.ts";

/** What the databases do not have in common. */
interface Answered {
  readonly made: Hazard["level"];
  readonly deleted: Hazard["level"];
}

const PEOPLE: Setting = {
  schema: "create table people (id integer primary key, name varchar(9))",
  seed: "insert into people (id, name) values (1, 'Ann'), (2, 'Bob')",
  old: ["select id, name from people", "insert into people (id, name) values (3, 'Eve')"],
};

const CALLS = `create table calls (id integer primary key, person integer references people (id) on delete set null,
  number varchar(9), check (person is not null or number is not null))`;

const DESKS = `create table desks (id integer primary key, person integer references people (id) on delete set null);
  create unique index desk_of on desks (coalesce(person, 0))`;

/** Rows that follow those that they refer to, and what they are held to besides: PostgreSQL and SQLite. */
export function followedRows({ made, deleted }: Answered): readonly CorpusCase[] {
  const holds = {
    oldOnNew: "writes_break if_data",
    down: "yes",
    newOnReverted: "reads_and_writes_break if_referenced",
    hazard: made,
  } as const;
  const mayFail = {
    oldOnNew: "behaviour_change if_referenced",
    down: "data_dependent",
    newOnReverted: "behaviour_change if_referenced",
    hazard: deleted,
  } as const;
  const oldIfData = ["delete from people where id = 1"];
  const person = {
    up: "insert into people (id, name) values (50, 'system')",
    down: "delete from people where id = 50",
    oldIfData: ["select count(*) from people"],
    new: ["select name from people", "select max(id) from people"],
  };
  return [
    {
      ...PEOPLE,
      name: "a new table has a check that keeps its rows from losing their person",
      up: CALLS,
      down: "drop table calls",
      oldIfData,
      new: ["select id from calls", "insert into calls (id, person) values (9, 2)"],
      written: "insert into calls (id, person) values (1, 1)",
      says: { ...holds, loses: ["table:calls"] },
    },
    {
      ...PEOPLE,
      name: "a new table has a key that keeps its rows from losing their person",
      up: DESKS,
      down: "drop table desks",
      oldIfData,
      new: ["select id from desks", "insert into desks (id, person) values (9, 2)"],
      written: "insert into desks (id, person) values (1, 1), (2, null)",
      says: { ...holds, loses: ["table:desks"] },
    },
    {
      ...PEOPLE,
      ...person,
      name: "takes a person away whose calls have nothing else",
      schema: `${PEOPLE.schema}; ${CALLS}`,
      downFailsAfter: "insert into calls (id, person) values (1, 50)",
      says: { ...mayFail, loses: ["rows:people"] },
    },
    {
      ...PEOPLE,
      ...person,
      name: "takes a person away whose desk would be like another",
      schema: `${PEOPLE.schema}; ${DESKS}`,
      downFailsAfter: "insert into desks (id, person) values (1, 50), (2, null)",
      says: { ...mayFail, loses: ["rows:people"] },
    },
  ];
}
