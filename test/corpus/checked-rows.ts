import type { Hazard } from "../../src/model/judgement.ts";
import type { CorpusCase, Setting } from "./case.ts";

/** What the databases do not have in common. */
interface Answered {
  readonly written: Hazard["level"];
  readonly refused: Hazard["level"];
}

const SEATS: Setting = {
  schema: `create table seats (id integer primary key, place varchar(9) not null, kind varchar(9) default 'window',
    price integer, check (kind in ('window', 'aisle')), check (price > 0), check (price < 900 or kind = 'aisle'))`,
  seed: "insert into seats (id, place, kind, price) values (1, '1A', 'window', 90), (2, '1B', 'aisle', 80)",
  old: ["select id, place, kind, price from seats", "insert into seats (id, place) values (3, '2A')"],
};

const MOVED = {
  up: "alter table seats add column deck integer",
  new: ["select deck from seats", "update seats set deck = 1 where id = 2"],
};

/** Rows that a down writes out, and the checks of their table: the same for each database. */
export function checkedRows({ written, refused }: Answered): readonly CorpusCase[] {
  const passes = {
    oldOnNew: "compatible",
    down: "data_dependent",
    loses: ["column:seats.deck"],
    newOnReverted: "reads_and_writes_break if_referenced",
    hazard: written,
  } as const;
  const fails = {
    oldOnNew: "compatible",
    down: "no",
    inverse: "none",
    newOnReverted: "compatible",
    hazard: refused,
  } as const;
  return [
    {
      ...SEATS,
      ...MOVED,
      name: "writes rows on the way back that all checks take, with a null and a default",
      down: `insert into seats (id, place, price) values (7, '7A', 899), (8, '8A', null);
        insert into seats (id, place, kind, price) values (9, '9A', 'aisle', 950); alter table seats drop column deck`,
      written: "update seats set deck = 3",
      downFailsAfter: "insert into seats (id, place) values (7, 'x')",
      says: passes,
    },
    {
      ...SEATS,
      ...MOVED,
      name: "writes a row on the way back that a list of words does not have",
      onlyWithSchema: "the checks",
      down: "insert into seats (id, place, kind) values (7, '7A', 'middle'); alter table seats drop column deck",
      says: fails,
    },
    {
      ...SEATS,
      ...MOVED,
      name: "writes two rows on the way back, the second below a bound",
      onlyWithSchema: "the checks",
      down: "insert into seats (id, place, price) values (7, '7A', 5), (8, '8A', -5); alter table seats drop column deck",
      says: fails,
    },
    {
      ...SEATS,
      ...MOVED,
      name: "writes a row on the way back that a check refuses beside a default",
      onlyWithSchema: "the checks",
      down: "insert into seats (id, place, price) values (7, '7A', 950); alter table seats drop column deck",
      says: fails,
    },
  ];
}
