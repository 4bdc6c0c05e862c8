import type { Change } from "../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";

const T = { schema: null, name: "t" };

const VALID = { name: null, enforcement: "valid", deferrable: false } as const;

describe("a script", () => {
  it("is empty where there are only comments", async () => {
    expect(await parsePostgresql("-- nothing\n/* at /* all */ */ ;;\n")).toEqual([]);
  });

  it("is cut into statements that each say what they change", async () => {
    const text =
      "-- first\nalter table t drop column a;\n\ncreate function f() returns int as $$ select 1; $$ language sql;";
    const statements = await parsePostgresql(text);
    expect(statements.map((statement) => statement.text)).toEqual([
      "alter table t drop column a",
      "create function f() returns int as $$ select 1; $$ language sql",
    ]);
  });
});

describe("a change of a table", () => {
  it.each<[string, readonly Change[]]>([
    ["drop table t", [{ kind: "drop-table", table: T, ifExists: false, cascade: false, temporary: false }]],
    ["alter table t rename to u", [{ kind: "rename-table", table: T, to: { schema: null, name: "u" } }]],
    [
      "alter table s.t set schema r",
      [{ kind: "rename-table", table: { schema: "s", name: "t" }, to: { schema: "r", name: "t" } }],
    ],
    ["alter table t owner to bob", [{ kind: "set-owner", table: T, owner: "bob" }]],
    [
      "alter table t drop column if exists A cascade",
      [{ kind: "drop-column", table: T, column: "a", ifExists: true, cascade: true }],
    ],
    ["alter table t alter a set not null", [{ kind: "set-not-null", table: T, column: "a" }]],
    [
      "alter table t add check (a > 0) not valid",
      [
        {
          kind: "add-constraint",
          table: T,
          constraint: { ...VALID, kind: "check", columns: ["a"], text: "a > 0", enforcement: "not-valid" },
        },
      ],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(await changesOf(text)).toEqual(changes);
  });
});

async function changesOf(text: string): Promise<readonly Change[]> {
  return (await parsePostgresql(text)).flatMap((statement) => statement.changes);
}
