import type { ChangeOf } from "../../../src/model/change.ts";
import type { Needed } from "../../../src/model/change/data.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { statementsOf } from "../../../src/sql/statements.ts";
import { n } from "./reading.ts";

describe("what a statement's expressions name", () => {
  it.each<[Dialect, string, object]>([
    [
      "postgresql",
      "create view v as select a, t.b, lower(c) from t",
      { names: { columns: ["a", "b", "c"], routines: ["lower"] } },
    ],
    ["postgresql", "create view v as select * from t", { names: { columns: ["*"], routines: [] } }],
    ["postgresql", "create view v as select count(*) from t", { names: { columns: [], routines: ["count"] } }],
    ["sqlite", "create view v as select a * 2, b from t", { names: { columns: ["a", "b"], routines: [] } }],
    ["sqlite", "create view v as select t.* from t", { names: { columns: ["*"], routines: [] } }],
    [
      "sqlite",
      "create view v as select o.a n, count(*) m from o join (select b from u) x on o.c = x.b",
      { names: { columns: ["a", "b", "c"], routines: [] } },
    ],
    [
      "postgresql",
      "create index i on t (a, lower(b)) where c > 0",
      { index: { names: { columns: ["a", "b", "c"], routines: ["lower"] } } },
    ],
    ["sqlite", "create index i on t (a, lower(b)) where c > 0", { index: { names: { columns: ["a", "b", "c"] } } }],
    [
      "postgresql",
      "alter table t add c int generated always as (a + f(b)) stored",
      { column: { generated: { names: { columns: ["a", "b"], routines: ["f"] } } } },
    ],
    ["mysql", "alter table t add c int as (a + t.b)", { column: { generated: { names: { columns: ["a", "b"] } } } }],
    ["sqlite", "alter table t add c int as (a + b)", { column: { generated: { names: { columns: ["a", "b"] } } } }],
    ["postgresql", "create view v as select *, 1 from t", { names: { columns: ["*"], routines: [] } }],
    [
      "postgresql",
      "create policy p on t using (a = u.b and t.c and d::mood is null)",
      { names: { columns: ["a", "c", "d"], routines: [], types: ["mood"] }, reads: [] },
    ],
    [
      "postgresql",
      "create trigger x after update of a on t for each row when (f(old.b)) execute function g()",
      { watches: { columns: ["a", "b"], routines: ["f"] } },
    ],
    [
      "postgresql",
      "create rule r as on update to t where new.a > 1 do also insert into u select old.b, w.c from w",
      { names: { columns: ["a", "b"], routines: [] }, reads: [n("w"), n("u")] },
    ],
    [
      "postgresql",
      "create table t (a int, b int) partition by range (a, f(b))",
      { partitionedBy: { columns: ["a", "b"], routines: ["f"] } },
    ],
    ["postgresql", "update t x set a = x.b + c where d = 1 and ctid is null", { asks: ["d", "b", "c"] }],
    ["postgresql", "create view v as select * from t", { query: { outputs: "all" } }],
    [
      "postgresql",
      "create view v as select t.a as x, b::int from t",
      {
        query: {
          outputs: [
            { text: "a", column: "a", type: null },
            { column: null, type: { name: "integer" } },
          ],
        },
      },
    ],
    [
      "postgresql",
      "create function f(mood) returns int begin atomic select a from t; end",
      { names: { columns: ["a"], routines: [] }, reads: [n("t")] },
    ],
    [
      "postgresql",
      "alter table t add a text default 'x'::s.mood::text",
      { column: { default: { names: { types: ["s.mood"] } } } },
    ],
    ["postgresql", "alter table t add check (a is not null)", { constraint: { requires: "a" } }],
    ["postgresql", "alter table t add check (f(a))", { constraint: { names: { columns: ["a"], routines: ["f"] } } }],
    [
      "postgresql",
      `alter table t alter a set default nextval('shop."Q"'::regclass)`,
      { default: { sequence: n("shop.Q") } },
    ],
    ["mariadb", "alter table t alter a set default nextval(q)", { default: { sequence: n("q") } }],
    ["mariadb", "alter table t alter a set default (next value for q)", { default: { sequence: n("q") } }],
  ])("is told by %s in %s", async (dialect, text, expected) => {
    expect(await changeOf(dialect, text)).toMatchObject(expected);
  });
});

describe("what a statement asks of one column", () => {
  it.each<[Dialect, string, object | undefined]>([
    ["postgresql", "update t set a = 1 where (a is null)", { column: "a", isNull: true }],
    ["postgresql", "update t set a = b where t.b is not null", { column: "b", isNull: false }],
    ["postgresql", "update t set a = 1 where a is null and b = 2", undefined],
    ["mysql", "update t set a = 1 where (t.a is null)", { column: "a", isNull: true }],
    ["mysql", "update t set a = 1 where a is not null", { column: "a", isNull: false }],
    ["mysql", "update t set a = 1 where a is null limit 5", undefined],
    ["mysql", "update t set a = 1 where a + b is null", undefined],
    ["sqlite", "update t set a = 1 where (a is null)", { column: "a", isNull: true }],
    ["sqlite", "update t set a = 1 where t.a notnull", { column: "a", isNull: false }],
    ["sqlite", "update t set a = 1 where a is null or b", undefined],
  ])("is told by %s in %s", async (dialect, text, expected) => {
    expect({ nullTest: undefined, ...(await changeOf(dialect, text)) }).toMatchObject({ nullTest: expected });
  });
});

describe("what a conversion does besides casting", () => {
  it.each([
    ["using a::int", {}],
    ["using a at time zone 'UTC'", { zone: "utc" }],
    ["using left(a, 3)", { computed: true, refusable: false }],
    ["using upper(a)::varchar(3)", { computed: true, refusable: false }],
    ["using (a::int + 1)::text", { computed: true, refusable: true }],
    ["using case a when 'x' then 1 else '2'::int end", { computed: true, refusable: false }],
    ["using case a when 'x' then 1 else b end", { computed: true, refusable: true }],
    ["using a / 100.0", { computed: true, refusable: true }],
    ["using case a when '' then null else a end::int", { computed: true, refusable: true }],
  ])("is told of %s", async (using, expected) => {
    expect(await changeOf("postgresql", `alter table t alter a type text ${using}`)).toMatchObject(expected);
  });
});

describe("what a conversion leaves of a text that is too long", () => {
  it.each([
    ["a", { using: null, cuts: undefined, refusable: undefined }],
    ["a::text", { cuts: undefined, refusable: undefined }],
    ["a::varchar(10)", { cuts: true }],
    ["a::text::char(9)", { cuts: true }],
    ["a::varchar(11)", { cuts: undefined }],
    ["a::integer::varchar(10)", { cuts: undefined }],
    ["left(a, 10)", { refusable: false }],
    ["left(a, 11)", { refusable: true }],
    ["left(a, -1)", { refusable: true }],
    ["substr(a, 2, 10)", { refusable: false }],
    ["substring(a from 2)", { refusable: true }],
    ["upper(a)::varchar(10)", { refusable: false }],
    ["upper(a)::text", { refusable: true }],
    ["b[1]", { refusable: true }],
  ])("is told of %s", async (using, expected) => {
    const change = await changeOf("postgresql", `alter table t alter a type varchar(10) using ${using}`);
    expect({ cuts: undefined, refusable: undefined, ...change }).toMatchObject(expected);
  });
});

describe("the type of what an expression gives", () => {
  it.each([
    ["a::integer", "integer"],
    ["1", "integer"],
    ["1.5", "numeric"],
    ["true", "boolean"],
    ["b is null", "boolean"],
    ["b > 1 and not c", "boolean"],
    ["b in (1, 2)", "boolean"],
    ["trim(b)", "text"],
    ["case when b then 'x' else 'y' end", "text"],
    ["case when b then 1 else 0 end", "integer"],
    ["coalesce(b::date, null)", "date"],
  ])("is told of %s", async (value, name) => {
    const change = await changeOf("postgresql", `update t set a = ${value}`);
    expect(change).toMatchObject({ assignments: [{ gives: { name } }] });
  });

  it.each([
    "'x'",
    "b",
    "b + 1",
    "b || 'x'",
    "own(b)",
    "case when b then 1 else c end",
    "case when b then 1 else 'x'::text end",
  ])("is not told of %s", async (value) => {
    const change = await changeOf("postgresql", `update t set a = ${value}`);
    expect(change).not.toHaveProperty(["assignments", 0, "gives"]);
  });
});

describe("the columns that a statement needs of its tables", () => {
  it.each([
    ["update t set a = u.b from s.u where u.id = t.id", ["u.b", "u.id", "t.id"]],
    ["update t as x set a = y.b from u y where y.id = x.id and y.ctid is not null", ["y.b", "y.id", "x.id"]],
    ["delete from t using u where u.id = t.id", ["u.id", "t.id"]],
    ["insert into t select u.a, u.* from u", ["u.a"]],
    ["insert into t (a) select b from u order by c", ["u.b", "u.c"]],
    ["create view v as select u.a as c, b from u join v on v.id = u.id order by c", ["u.a", "u.b", "v.id", "u.id"]],
  ])("are told of %s", async (text, names) => {
    const { needs = [] } = (await changeOf("postgresql", text)) as { readonly needs?: readonly Needed[] };
    const alone = needs.filter(({ beside }) => beside === undefined);
    expect(alone).toMatchObject(names.map((name) => ({ column: name.split(".")[1] })));
  });

  it("are of any table of the statement where they stand alone", async () => {
    const change = await changeOf("postgresql", "delete from t where a in (select b::uuid from u)");
    const relations = [n("t"), n("u")];
    const as = expect.objectContaining({ name: "uuid" }) as unknown;
    expect(change).toHaveProperty("needs", [
      { relations, column: "a" },
      { relations, column: "b" },
      { relations, column: "b", as },
    ]);
  });

  it.each([
    "update t set a = u.b from (select 1 as b) u",
    "with u as (select 1 as b) update t set a = u.b from u",
    "update t set a = x.b from u as x (b)",
    "update t set a = x.b from u x where exists (select 1 from v x)",
    "create view v as select a from generate_series(1, 3) a",
    "create view v as select t as whole, xmin from t",
  ])("are not told of what is called so besides: %s", async (text) => {
    expect(await changeOf("postgresql", text)).not.toHaveProperty("needs");
  });
});

describe("what a trigger does", () => {
  it.each([
    ["new.a := 1; return new;", { raises: false, skips: false, assigns: ["a"], tables: [] }],
    ["select 1, 2 into new.a, new.b; return new;", { assigns: ["a", "b"] }],
    ["new := old; return new;", { assigns: ["*"] }],
    ["if new.a is null then raise exception 'no'; end if; return new;", { raises: true, columns: ["a"] }],
    ["raise notice 'a'; return new;", { raises: false }],
    ["if new.a then return null; end if; return new;", { skips: true }],
    ["insert into log values (new.a); return new;", { tables: [n("log")] }],
    [
      "update u set b = 1, c = 2; delete from v; insert into w values (1) on conflict (a) do update set d = 1; return new;",
      {
        writes: [
          { table: n("w"), event: "insert", overwrites: ["d"] },
          { table: n("u"), event: "update", overwrites: ["b", "c"] },
          { table: n("v"), event: "delete", overwrites: [] },
        ],
      },
    ],
    ["for i in 1..2 loop update s.log set b = 1; end loop; return new;", { tables: [n("s.log")] }],
    ["perform notify_all(new.a); return new;", { calls: ["notify_all"] }],
    ["execute 'delete from ' || tg_table_name; return new;", { calls: ["what it puts together while it runs"] }],
  ])("is told of PL/pgSQL: %s", async (body, effects) => {
    const text = `create function f() returns trigger language plpgsql as $$ begin ${body} end $$`;
    expect(await changeOf("postgresql", text)).toMatchObject({ effects });
  });

  it("is not told of another language, nor of a function that is for no trigger", async () => {
    const python = "create function f() returns trigger language plpython3u as $$ x $$";
    const plain = "create function f() returns int language plpgsql as $$ begin return 1; end $$";
    expect(await changeOf("postgresql", python)).not.toHaveProperty("effects");
    expect(await changeOf("postgresql", plain)).not.toHaveProperty("effects");
  });

  it.each([
    ["select raise(abort, 'no');", { raises: true, skips: false }],
    ["select raise(ignore);", { raises: false, skips: true }],
    ["insert into log values (new.a);", { tables: [n("log")], columns: expect.arrayContaining(["a"]) as unknown }],
    [
      "update u set (a, b) = (1, c) where d = 1; insert into u (e) values (f);",
      { asks: expect.arrayContaining(["c", "d", "f"]) as unknown, columns: [] },
    ],
    [
      "update or replace u set b = case when 1 then 2 end, c = max(1, 2) where a = 1; delete from main.v; replace into w values (1); insert into x values (1) on conflict (a) do update set d = 1;",
      {
        writes: [
          { table: n("u"), event: "update", overwrites: ["b", "c"] },
          { table: n("main.v"), event: "delete", overwrites: [] },
          { table: n("w"), event: "insert", overwrites: "all" },
          { table: n("x"), event: "insert", overwrites: ["d"] },
        ],
      },
    ],
  ])("is told of SQLite: %s", async (body, effects) => {
    expect(await changeOf("sqlite", `create trigger x after insert on t begin ${body} end`)).toMatchObject({ effects });
  });

  it("is told of MySQL, with the procedures that it calls", async () => {
    const text = "create trigger x before insert on t for each row begin set new.a = 1; call tidy(); end";
    expect(await changeOf("mysql", text)).toMatchObject({ effects: { assigns: ["a"], calls: ["call tidy"] } });
  });
});

describe("the columns without which SQLite drops no other", () => {
  it("are not those that a trigger gives values alone", async () => {
    const body = "update u set (a, b) = (1, c) where d = 1; insert into u (e) values (f);";
    const change = await changeOf("sqlite", `create trigger x after insert on t when new.g > 1 begin ${body} end`);
    const { effects } = change as ChangeOf<"create-trigger">;
    expect(effects?.columns).toEqual(["g"]);
    expect(["a", "b", "c", "d", "e", "f"].filter((column) => effects?.asks?.includes(column))).toEqual(["c", "d", "f"]);
  });

  it("are told apart by whether a row or a table has them", async () => {
    const body = "insert into u (a, b) values (new.a, old.b); update u set c = u.d where e > 1;";
    const change = await changeOf("sqlite", `create trigger x after update on t begin ${body} end`);
    const { effects } = change as ChangeOf<"create-trigger">;
    expect(effects?.columns).toEqual(["a", "b"]);
    expect(["a", "b", "c", "d", "e"].filter((column) => effects?.asks?.includes(column))).toEqual(["d", "e"]);
  });

  it.each([
    ["substr(first, 1, 1) || last", ["first", "last"]],
    ['"start" < end and end > desc', ["start", "end", "desc"]],
    ["case when a then end else left end", ["a", "end", "left"]],
    ["t.end - t.asc", ["end", "asc"]],
  ])("are named by words that are keywords elsewhere: %s", async (text, columns) => {
    const change = await changeOf("sqlite", `alter table t add column x integer as (${text})`);
    expect(change).toMatchObject({ column: { generated: { names: { columns } } } });
  });

  it("are not named by the words that sort", async () => {
    const change = await changeOf("sqlite", "create view v as select a from t order by a desc nulls last");
    expect(change).toMatchObject({
      names: { columns: expect.not.arrayContaining(["desc", "last", "nulls"]) as unknown },
    });
  });
});

describe("what a trigger of MySQL writes", () => {
  it("is read of each of its statements", async () => {
    const text =
      "create trigger x after insert on t for each row begin select 1 into @a; update u set u.b = 1, c = 2 where a = 1; delete from v; insert into w set a = 1 on duplicate key update d = 2; replace into y values (1); end";
    const writes = [
      { table: n("u"), event: "update", overwrites: ["b", "c"] },
      { table: n("v"), event: "delete", overwrites: [] },
      { table: n("w"), event: "insert", overwrites: ["d"] },
      { table: n("y"), event: "insert", overwrites: "all" },
    ];
    expect(await changeOf("mysql", text)).toMatchObject({ effects: { writes } });
  });
});

describe("what a sequence is told", () => {
  it.each<[Dialect, string, object]>([
    [
      "postgresql",
      "alter sequence q as integer no maxvalue cache 5",
      {
        options: [
          { name: "as", value: "integer" },
          { name: "maxvalue", value: null },
          { name: "cache", value: "5" },
        ],
      },
    ],
    [
      "mariadb",
      "alter sequence q nomaxvalue increment by 5",
      {
        options: [
          { name: "maxvalue", value: null },
          { name: "increment", value: "5" },
        ],
      },
    ],
    ["mariadb", "alter sequence q no cache", { options: [{ name: "cache", value: null }] }],
  ])("is told by %s in %s", async (dialect, text, expected) => {
    expect(await changeOf(dialect, text)).toMatchObject(expected);
  });
});

describe("partitions by value", () => {
  it.each([
    ["range (a) (partition p values less than (5))", true],
    ["range (a) (partition p values less than maxvalue)", false],
    ["hash (a) partitions 4", false],
  ])("can leave a value without one: %s", async (scheme, bounded) => {
    expect(await changeOf("mysql", `alter table t partition by ${scheme}`)).toMatchObject({ bounded });
  });
});

async function changeOf(dialect: Dialect, text: string) {
  return (await statementsOf(dialect, text)).flatMap(({ changes }) => changes).at(0);
}

describe("the columns of a table that a view of SQLite is of", () => {
  it.each<[string, readonly (string | null)[] | undefined]>([
    ["select a, t.b, c as x, upper(d) as y, null as z from t where a > 1", ["a", "b", "c", null, null]],
    ["select x.a from main.t as x order by a", ["a"]],
    ["select a from t x limit 1", ["a"]],
    ["select * from t", undefined],
    ["select a, b from t join u on t.a = u.a", undefined],
    ["select a from t, u", undefined],
    ["select a from t left join u", undefined],
    ["select a from (select b as a from t)", undefined],
    ["select value from json_each('[1]')", undefined],
    ["select a from t union select b from u", undefined],
    ["with t as (select 1 as a) select a from t", undefined],
    ["select 1 as a", undefined],
  ])("are told where it is of one: %s", async (query, sources) => {
    const change = (await changeOf("sqlite", `create view v as ${query}`)) as ChangeOf<"create-view">;
    expect(change.sources).toEqual(sources);
  });
});
