import { describe, expect, it } from "vitest";
import { parseMysql } from "../../../../src/sql/mysql/parse.ts";

describe("a query among values", () => {
  it.each([
    "update t set c = coalesce((select max(b) from u), 0)",
    "update t set c = if((select count(*) from u) > 0, 1, 0)",
    "update t set c = ((select max(b) from u) + 1)",
    "update t set c = ((select 1) union (select 2) limit 1)",
    "update t set c = 1 where a in ((select 1), 2)",
    "update t set c = 1 where a in ((select 1 union select 2))",
    "update t set c = 1 where ((select count(*) from u) > 3 and a = 1)",
    "update t set c = 1 where exists ((select 1))",
  ])("is read with what goes on behind it: %s", (text) => {
    expect(parseMysql(text, "mariadb").flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(["update"]);
  });
});
