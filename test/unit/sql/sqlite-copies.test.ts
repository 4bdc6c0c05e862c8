import { describe, expect, it } from "vitest";
import { spelt } from "../../../src/sql/sqlite/names.ts";
import { parseSqlite } from "../../../src/sql/sqlite/parse.ts";
import { changesIn, n } from "./reading.ts";

describe("what a copy takes of a table", () => {
  it.each([
    ['select t.a, "t"."b" from t', { selects: ["a", "b"], filtered: false }],
    ["select x.a, b from main.t as x", { selects: ["a", "b"], filtered: false }],
    ["select a as b, coalesce(x.c, 0) as c from t x", { selects: ["a", "c"], coalesced: ["c"], filtered: false }],
    ["select t.* from t", { selects: "all", filtered: false }],
    ["select a from t order by b desc", { selects: ["a"], filtered: false }],
    ["select a from t order by b limit 5", { selects: ["a"], filtered: true }],
    ["select a from t where b > 0", { selects: ["a"], filtered: true }],
    ["select a, total from t", { selects: ["a", "total"], filtered: false }],
    ["select (select max(x) from u), b from t where b in (select y from u)", { selects: [null, "b"], filtered: true }],
    ["select max(a), b from t", { selects: [null, "b"], filtered: true }],
    ["select cast(t.a as decimal(5, 2)), b from t", { selects: ["a", "b"], cast: ["a"], filtered: false }],
    ["select cast(a as integer) + (1) from t", { selects: [null], filtered: false }],
    ["select ifnull(t.a, 'x') from t", { selects: ["a"], coalesced: ["a"], filtered: false }],
  ])("is read from %s", (query, source) => {
    expect(changesIn(parseSqlite(`insert into u ${query}`))).toMatchObject([{ source }]);
  });

  it("is read of a table that is made of it", () => {
    const [change] = changesIn(parseSqlite("create table u as select a, b + 1 as c from t"));
    const taken = { selects: ["a", null], filtered: false, outputs: ["a", "c"] };
    expect(change).toMatchObject({ source: { from: "query", copies: [n("t")], taken } });
  });
});

describe("a loss", () => {
  const spellings = new Map<string, string>();
  parseSqlite('create table "User" (Id integer primary key, "fullName" text, user text)', spellings);
  parseSqlite('alter table user add column "nickName" text', spellings);

  it.each([
    ["table:user", "table:User"],
    ["rows:user", "rows:User"],
    ["column:user.fullname", "column:User.fullName"],
    ["values:user.user", "values:User.user"],
    ["column:user.nickname", "column:User.nickName"],
    ["column:other.fullname", "column:other.fullname"],
  ])("is spelt as it was written first: %s", (loss, shown) => {
    expect(spelt(loss, spellings)).toBe(shown);
  });
});
