import type { DirectRevert } from "../../../../src/model/direct-revert.ts";
import type { MigrationSql, RecordedSql, SqlSeen } from "../../../../src/model/migration-sql.ts";
import type { Part, Side } from "../../../../src/observe/rehearsal/downs.ts";
import type { SqlPart } from "../../../../src/observe/rehearsal/sql-parts.ts";
import { describe, expect, it } from "vitest";
import { partsInSql } from "../../../../src/observe/rehearsal/sql-parts.ts";

const WHOLE: RecordedSql = {
  kind: "recorded",
  statements: ["drop table a", "drop table b"],
  transaction: true,
  doubts: [],
};

const CODE: Side<DirectRevert> = { kind: "not", because: "its down is code, not SQL" };

const TEXT: DirectRevert = {
  kind: "sql",
  text: "drop table a; drop table b",
  statements: ["drop table a", "drop table b"],
  transaction: true,
  unrecord: { text: "", values: [] },
};

describe("what of a migration is run as SQL", () => {
  it("is what was recorded of both sides of code, and it is said to be so", () => {
    const what = { statements: WHOLE.statements, transaction: true };
    expect(partWith({ up: { ...WHOLE, transaction: false }, down: WHOLE })).toEqual({
      ...NAMED,
      down: { kind: "runs", what },
      up: { kind: "runs", what: { ...what, transaction: false } },
      recorded: true,
    });
  });

  it.each([
    { how: "as one text in a transaction", transaction: true, statements: ["drop table a; drop table b"] },
    { how: "one by one outside of one", transaction: false, statements: ["drop table a", "drop table b"] },
  ])("is the text of a file, $how, whatever was recorded", ({ transaction, statements }) => {
    const down = { kind: "runs", what: { ...TEXT, transaction } } as const;
    const seen = partWith({ down: WHOLE }, { ...PART, down, up: { kind: "runs", what: "create table a ()" } });
    expect(seen).toEqual({
      ...NAMED,
      down: { kind: "runs", what: { statements, transaction } },
      up: { kind: "runs", what: "create table a ()" },
    });
  });

  it.each<[string, SqlSeen, string]>([
    [
      "more than its SQL",
      { ...WHOLE, doubts: ["it reads the variable TENANT, which it has not here", "it starts a program"] },
      "its down is code that its SQL does not tell all of: it reads the variable TENANT, which it has not here; it starts a program",
    ],
    [
      "code whose transactions nobody told of",
      { ...WHOLE, transaction: null },
      "whether its down, which is code, runs in a transaction is not known",
    ],
    [
      "code that was not asked",
      { kind: "unseen", because: "its down was not seen as SQL" },
      "its down was not seen as SQL",
    ],
    ["not there", { kind: "absent" }, "its down is code, not SQL"],
  ])("is nothing of a down that is %s", (_, down, because) => {
    expect(partWith({ down })).toMatchObject({ ...NAMED, down: { kind: "not", because } });
    expect(partWith({ down })).not.toHaveProperty("recorded");
  });

  it("is nothing of what only knex runs, when no recording tells of it", () => {
    const knex: DirectRevert = { kind: "knex", name: "a", directory: "migrations", table: "knex_migrations" };
    const [part] = partsInSql([{ ...PART, down: { kind: "runs", what: knex } }], []);
    expect(part).toMatchObject({
      down: { kind: "not", because: "its down is code, which only --rehearse-url-file can run" },
      up: { kind: "not", because: "its up is not known as SQL" },
    });
  });
});

const NAMED = { name: "a", file: "a.js" };

const PART: Part = { ...NAMED, down: CODE, up: { kind: "not", because: "its up is not known as SQL" } };

function partWith(sides: Partial<MigrationSql>, part = PART): SqlPart | undefined {
  const sql: MigrationSql = { name: "a", up: WHOLE, down: WHOLE, ...sides };
  return partsInSql([part], [sql])[0];
}
