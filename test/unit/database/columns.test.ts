import { describe, expect, it } from "vitest";
import { columnsByTable } from "../../../src/database/columns.ts";

const ROWS = [
  { in_schema: "public", in_table: "ledger", column_name: "id", place: 2 },
  { in_schema: "app", in_table: "ledger", column_name: "version", place: 1 },
  { in_schema: "app", in_table: "ledger", column_name: "dirty", place: 1 },
  { in_schema: "hidden", in_table: "ledger", column_name: "secret", place: null },
  { in_schema: "hidden", in_table: "other", column_name: "secret", place: null },
];

describe("the columns of tables", () => {
  it.each([
    ["the first schema on the search path", "ledger", ["version", "dirty"]],
    ["exactly the schema that was named", "public.ledger", ["id"]],
    ["a named schema off the search path", "hidden.ledger", ["secret"]],
  ])("come from %s", async (_, table, columns) => {
    expect(await columnsByTable([table], async () => ROWS)).toEqual(new Map([[table, new Set(columns)]]));
  });

  it.each(["other", "app.other", "absent"])("are left out for %s, which a query would not find", async (table) => {
    expect(await columnsByTable([table], async () => ROWS)).toEqual(new Map());
  });

  it("asks for each name once", async () => {
    const asked: (readonly string[])[] = [];
    await columnsByTable(["ledger", "app.ledger", "other"], async (names) => {
      asked.push(names);
      return [];
    });
    expect(asked).toEqual([["ledger", "other"]]);
  });
});
