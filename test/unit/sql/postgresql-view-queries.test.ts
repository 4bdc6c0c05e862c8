import type { Statement } from "../../../src/model/change.ts";
import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";
import { n } from "./reading.ts";

async function firstOf(text: string): Promise<Statement["changes"][number] | undefined> {
  return (await parsePostgresql(text))[0]?.changes[0];
}

describe("the columns that a view names", () => {
  it.each([
    [
      "select a.x, y from a",
      {
        loose: [],
        of: [
          { table: n("a"), column: "x" },
          { table: n("a"), column: "y" },
        ],
      },
    ],
    [
      "select p.x from s.a p join b using (id)",
      {
        loose: [],
        of: [
          { table: n("s.a"), column: "x" },
          { table: n("s.a"), column: "id" },
          { table: n("b"), column: "id" },
        ],
      },
    ],
    ["select c.x from (select x from a) c", { loose: [], of: [{ table: n("a"), column: "x" }] }],
    ["with c as (select a.x from a) select c.x from c", { loose: [], of: [{ table: n("a"), column: "x" }] }],
    [
      "with a as (select a.x from a) select a.y from a",
      {
        loose: [],
        of: [
          { table: n("a"), column: "y" },
          { table: n("a"), column: "x" },
        ],
      },
    ],
    [
      "select (select z from b where b.i = p.i) from a p",
      {
        loose: [],
        of: [
          { table: n("a"), column: "z" },
          { table: n("b"), column: "z" },
          { table: n("b"), column: "i" },
          { table: n("a"), column: "i" },
        ],
      },
    ],
    [
      "select x from a union select y from b order by 1",
      {
        loose: [],
        of: [
          { table: n("a"), column: "x" },
          { table: n("b"), column: "y" },
        ],
      },
    ],
    ["select 1 from a natural join b", { loose: ["*"], of: [] }],
    ["select p.* from a p, b", { loose: [], of: [{ table: n("a"), column: "*" }] }],
    ["select p.x from a p (x)", { loose: ["*"], of: [{ table: n("a"), column: "x" }] }],
    ["select s.a.x from s.a", { loose: [], of: [{ table: n("s.a"), column: "x" }] }],
    ["select j.x from (a cross join b) j", { loose: ["x"], of: [] }],
  ])("are told apart by their tables in %s", async (query, mentions) => {
    expect(await firstOf(`create view v as ${query}`)).toMatchObject({ mentions });
  });
});

describe("the shape of a query with stars", () => {
  const ofA = { alias: "a", of: { table: n("a") } };
  const ofB = { alias: "b", of: { table: n("b") } };

  it.each([
    ["select *, 1 as one from a, b", { outputs: [{ star: null }, "one"], sources: [ofA, ofB] }],
    ["select b.*, a.x from a join b on true", { outputs: [{ star: "b" }, "x"], sources: [ofA, ofB] }],
    [
      "with c as (select x from a) select c.* from c",
      { outputs: [{ star: "c" }], sources: [{ alias: "c", of: { query: { outputs: ["x"], sources: [ofA] } } }] },
    ],
    [
      "with c (y) as (select x from a) select * from c d",
      { outputs: [{ star: null }], sources: [{ alias: "d", of: { query: { outputs: ["y"], sources: [] } } }] },
    ],
    [
      "select * from (select x from a) c (y) union all select 1",
      { outputs: [{ star: null }], sources: [{ alias: "c", of: { query: { outputs: ["y"], sources: [] } } }] },
    ],
    ["select p.* from a p (x)", { outputs: [{ star: "p" }], sources: [{ alias: "p", of: null }] }],
  ])("is read from %s", async (query, shape) => {
    expect(await firstOf(`create view v as ${query}`)).toMatchObject({ shape });
  });

  it.each([
    ["select * from a join b using (id)"],
    ["select * from a natural join b"],
    ["select * from (a cross join b) j"],
    ["select * from generate_series(1, 2)"],
    ["select x from a"],
  ])("is not told of %s", async (query) => {
    expect(await firstOf(`create view v as ${query}`)).not.toHaveProperty("shape");
  });
});

describe("a function that only reads", () => {
  it.each([
    [
      "create function f(a text) returns text language sql as $$ select lower(a) $$",
      { raises: false, reads: [], calls: [] },
    ],
    [
      "create function f() returns int as $$ begin return (select count(*) from t) + g(); end $$ language plpgsql",
      { raises: false, reads: [n("t")], calls: ["g"] },
    ],
    [
      "create function f() returns int as $$ begin raise exception 'no'; end $$ language plpgsql",
      { raises: true, reads: [], calls: [] },
    ],
  ])("is told by its body: %s", async (text, onlyReads) => {
    expect(await firstOf(text)).toMatchObject({ onlyReads });
  });

  it.each([
    ["create function f() returns void language sql as $$ delete from t $$"],
    ["create function f() returns int language sql as $$ with w as (delete from t returning 1) select 1 $$"],
    ["create function f() returns void as $$ begin execute 'delete from t'; end $$ language plpgsql"],
    ["create function f() returns void as $$ begin insert into t values (1); end $$ language plpgsql"],
    ["create function f() returns void language sql as $$ select 1 into t $$"],
    ["create function f() returns int language c as 'lib', 'f'"],
    ["create procedure f() language sql as $$ select 1 $$"],
  ])("is no other: %s", async (text) => {
    expect(await firstOf(text)).not.toHaveProperty("onlyReads");
  });
});
