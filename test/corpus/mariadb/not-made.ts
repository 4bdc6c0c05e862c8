// Downs that ask for what the server makes nowhere, whatever rows there are.
import type { CorpusCase } from "../case.ts";
import { inShop } from "./shop.ts";

export const MARIADB_NOT_MADE: readonly CorpusCase[] = [
  notMade("says one column anew twice in a statement", {
    down: "alter table invoices modify note varchar(100) null, modify note text null",
  }),
  notMade("names a column anew and says it anew by that name in the same statement", {
    down: "alter table invoices rename column note to notes, modify notes text null",
  }),
  notMade("gives an index a name that is too long", {
    down: "create index invoices_by_the_note_that_somebody_has_written_about_it_and_by_number on invoices (number)",
  }),
];

type Asked = Pick<CorpusCase, "down"> & Partial<Pick<CorpusCase, "onlyWithSchema">>;

function notMade(what: string, asked: Asked): CorpusCase {
  return inShop({
    name: `a down ${what}`,
    up: "create table marks (id int primary key)",
    new: ["select id from marks"],
    says: { oldOnNew: "compatible", down: "no", inverse: "none", newOnReverted: "compatible", hazard: "none" },
    ...asked,
  });
}
