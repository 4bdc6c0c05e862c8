import type { Hazard, Inverse } from "../../src/model/judgement.ts";
import type { CorpusCase, Setting } from "./case.ts";

/** What the databases do not have in common. */
interface Answered {
  readonly written: Hazard["level"];
  readonly refused: Hazard["level"];
  readonly copied: Inverse;
}

const NOTES: Setting = {
  schema: "create table notes (id integer primary key, title varchar(20) not null, body varchar(80))",
  seed: "insert into notes (id, title, body) values (1, 'Monday', 'rain'), (2, 'Tuesday', 'sun')",
  old: [
    "select id, title, body from notes",
    "insert into notes (id, title, body) values (3, 'Friday', 'snow')",
    "update notes set title = 'Sunday', body = 'fog' where id = 1",
  ],
};

const HEADED =
  "alter table notes add column headline varchar(20) not null default ''; update notes set headline = title";

/** Values that are computed, and may be none: the same for each database. */
export function nullsWritten({ written, refused, copied }: Answered): readonly CorpusCase[] {
  return [
    {
      ...NOTES,
      name: "writes titles back that may be nothing",
      up: HEADED,
      down: "update notes set title = nullif(upper(headline), ''); alter table notes drop column headline",
      downPassesAfter: "update notes set headline = 'a'",
      downFailsAfter: "update notes set headline = ''",
      new: [
        "select id, title from notes",
        "select headline from notes",
        "update notes set headline = 'b' where id = 2",
      ],
      says: {
        oldOnNew: "compatible",
        down: "data_dependent",
        loses: ["values:notes.title", "column:notes.headline"],
        newOnReverted: "reads_and_writes_break if_referenced",
        hazard: written,
      },
    },
    {
      ...NOTES,
      name: "copies what may be nothing to where a value is wanted",
      up: HEADED,
      down: `create table notes_copy (id integer primary key, title varchar(20) not null, body varchar(80));
      insert into notes_copy (id, title, body) select id, nullif(upper(headline), ''), body from notes;
      drop table notes;
      alter table notes_copy rename to notes`,
      downPassesAfter: "update notes set headline = 'a'",
      downFailsAfter: "update notes set headline = ''",
      new: [
        "select id, title from notes",
        "select headline from notes",
        "update notes set headline = 'b' where id = 2",
      ],
      says: {
        oldOnNew: "compatible",
        down: "data_dependent",
        loses: ["values:notes.title", "column:notes.headline"],
        inverse: copied,
        newOnReverted: "reads_and_writes_break if_referenced",
        hazard: written,
      },
    },
    {
      ...NOTES,
      name: "adds a note without its title on the way back",
      onlyWithSchema: "which columns of a note want a value",
      up: "alter table notes add column headline varchar(20)",
      down: "insert into notes (id, body) values (9, 'hail'); alter table notes drop column headline",
      new: [
        "select id, title from notes",
        "select headline from notes",
        "update notes set headline = 'b' where id = 2",
      ],
      says: {
        oldOnNew: "compatible",
        down: "no",
        inverse: "none",
        newOnReverted: "compatible",
        hazard: refused,
      },
    },
  ];
}
