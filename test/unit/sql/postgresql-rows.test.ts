import type { Row } from "./reading.ts";
import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";
import { changesIn, n } from "./reading.ts";

describe("a change of rows", () => {
  it.each<Row>([
    [
      "insert into t (a, b) values (1, 'x'), (2, default)",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: ["a", "b"],
          source: {
            from: "values",
            rows: 2,
            width: 2,
            literals: [
              ["1", "'x'"],
              ["2", null],
            ],
          },
          onConflict: "error",
        },
      ],
    ],
    [
      "insert into s.t default values",
      [{ kind: "insert", table: n("s.t"), columns: [], source: { from: "values", rows: 1 }, onConflict: "error" }],
    ],
    [
      "insert into t select a, b from u join v using (c) where exists (select 1 from w)",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "query", reads: [n("u"), n("v"), n("w")], selects: ["a", "b"], filtered: true },
          onConflict: "error",
        },
      ],
    ],
    [
      "insert into t (a) select b from u union all select c from v",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: ["a"],
          source: { from: "query", reads: [n("u"), n("v")], filtered: true },
          onConflict: "error",
        },
      ],
    ],
    [
      "insert into t select u.a, e.key from u, jsonb_each(u.o) e",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "query", reads: [n("u")], filtered: true },
          mayRaise: true,
          onConflict: "error",
        },
      ],
    ],
    [
      "insert into t (a) values (1) on conflict do nothing",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: ["a"],
          source: { from: "values", rows: 1, width: 1, literals: [["1"]] },
          onConflict: "ignore",
        },
      ],
    ],
    [
      "insert into t (a) values (1) on conflict (a) do update set b = excluded.b returning a",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: ["a"],
          source: { from: "values", rows: 1, width: 1, literals: [["1"]] },
          onConflict: "update",
          conflictOn: ["a"],
          overwrites: ["b"],
        },
      ],
    ],
    [
      "insert into t values (gen_random_uuid(), now(), s.slug('x'))",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "values", rows: 1, width: 3 },
          onConflict: "error",
        },
        { kind: "opaque", because: "what it calls is not in its text: s.slug()", calls: ["s.slug"] },
      ],
    ],
    [
      "update t set a = 1, b = default, c = null, d = -1::int",
      [
        {
          kind: "update",
          table: n("t"),
          assignments: [
            { column: "a", from: "constant", text: "1" },
            { column: "b", from: "default" },
            { column: "c", from: "constant", isNull: true },
            { column: "d", from: "constant", text: "-1::int" },
          ],
          filtered: false,
          where: null,
          reads: [],
        },
      ],
    ],
    [
      "update t x set a = upper(x.b) || u.c, b = (select max(d) from v), (e, f) = (1, 2), g = now() from u where x.id = u.id and u.z > 1 returning *",
      [
        {
          kind: "update",
          table: n("t"),
          assignments: [
            { column: "a", from: "expression", reads: ["x.b", "u.c"], text: "upper(x.b) || u.c", nulls: "as-read" },
            { column: "b", from: "expression", reads: ["d"], text: "(select max(d) from v)", nulls: "maybe" },
            {
              column: "e",
              from: "expression",
              nulls: "maybe",
              reads: [],
              text: "update t x set a = upper(x.b) || u.c, b = (select max(d) from v), (e, f) = (1, 2), g = now() from u where x.id = u.id and u.z > 1 returning *",
            },
            {
              column: "f",
              from: "expression",
              nulls: "maybe",
              reads: [],
              text: "update t x set a = upper(x.b) || u.c, b = (select max(d) from v), (e, f) = (1, 2), g = now() from u where x.id = u.id and u.z > 1 returning *",
            },
            { column: "g", from: "expression", reads: [], text: "now()", nulls: "never" },
          ],
          filtered: true,
          where: "x.id = u.id and u.z > 1",
          partnered: true,
          reads: [n("u"), n("v")],
        },
      ],
    ],
    [
      "update t set a = b where true",
      [
        {
          kind: "update",
          table: n("t"),
          assignments: [{ column: "a", from: "expression", reads: ["b"], text: "b", nulls: "as-read" }],
          filtered: false,
          where: "true",
          thorough: true,
          reads: [],
        },
      ],
    ],
    ["delete from t", [{ kind: "delete", table: n("t"), filtered: false, where: null }]],
    [
      "delete from t where a is null",
      [
        {
          kind: "delete",
          table: n("t"),
          filtered: true,
          where: "a is null",
          nullTest: { column: "a", isNull: true },
          thorough: true,
        },
      ],
    ],
    [
      "delete from s.t using u where t.a = u.a",
      [{ kind: "delete", table: n("s.t"), filtered: true, where: "t.a = u.a", reads: [n("u")] }],
    ],
    [
      "merge into t using u on t.a = u.a when matched then update set b = u.b, c = 1 when not matched then insert values (u.a)",
      [
        {
          kind: "update",
          table: n("t"),
          filtered: true,
          where: null,
          assignments: [
            { column: "b", from: "expression", reads: ["u.b"], text: "u.b", nulls: "as-read" },
            { column: "c", from: "constant", text: "1" },
          ],
          reads: [n("u")],
        },
        { kind: "insert", table: n("t"), columns: [], source: { from: "query", reads: [n("u")] }, onConflict: "error" },
      ],
    ],
    [
      "merge into t using u on t.a = u.a when matched and u.b then do nothing when matched then delete",
      [{ kind: "delete", table: n("t"), filtered: true, where: null }],
    ],
    [
      "with gone as (delete from t where a > 1 returning *), changed (x) as materialized (update u set a = 2 where b returning a) insert into v select * from gone, changed",
      [
        { kind: "delete", table: n("t"), filtered: true, where: "a > 1", thorough: true },
        {
          kind: "update",
          table: n("u"),
          assignments: [{ column: "a", from: "constant", text: "2" }],
          filtered: true,
          where: "b",
          thorough: true,
          reads: [],
        },
        { kind: "insert", table: n("v"), columns: [], source: { from: "query", reads: [] }, onConflict: "error" },
      ],
    ],
    [
      "with x as (insert into t values (1) returning *) select * from x",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "values", rows: 1, width: 1, literals: [["1"]] },
          onConflict: "error",
        },
      ],
    ],
    ["copy t (a, b) from '/tmp/x' with (format csv)", [{ kind: "load", table: n("t") }]],
    ["copy t from program 'curl x'", [{ kind: "opaque", because: "copy runs a program on the server" }]],
    ["copy (delete from t returning *) to stdout", [{ kind: "delete", table: n("t"), filtered: false, where: null }]],
    ["copy t to stdout", [{ kind: "read" }]],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("a query", () => {
  it.each<Row>([
    ["select a, count(*), coalesce(lower(b), 'x') from t group by a for update", [{ kind: "read" }]],
    ["table t", [{ kind: "read" }]],
    ["values (1), (2)", [{ kind: "read" }]],
    ["select f(a) from t", [{ kind: "opaque", because: "what it calls is not in its text: f()", calls: ["f"] }]],
    ["select s.now()", [{ kind: "opaque", because: "what it calls is not in its text: s.now()", calls: ["s.now"] }]],
    ["select pg_advisory_lock(1), pg_catalog.now()", [{ kind: "read" }]],
    [
      "select * from t where a = (select g())",
      [{ kind: "opaque", because: "what it calls is not in its text: g()", calls: ["g"] }],
    ],
    [
      "select set_config('search_path', 's', false), set_config('lock_timeout', '2s', true)",
      [
        { kind: "session-setting", setting: "search_path", value: "s" },
        { kind: "session-setting", setting: "lock_timeout", value: "2s" },
      ],
    ],
    [
      "select set_config('x.y', current_user, false)",
      [{ kind: "opaque", because: "what it calls is not in its text: set_config()", calls: ["set_config"] }],
    ],
    [
      "select create_hypertable('t', 'a')",
      [
        {
          kind: "opaque",
          because: "what it calls is not in its text: create_hypertable()",
          calls: ["create_hypertable"],
        },
      ],
    ],
    ["select current_setting('x'), to_regclass('t'), 1 + 1, a[1], '{}'::jsonb -> 'b'", [{ kind: "read" }]],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("a statement about the session", () => {
  it.each<Row>([
    ['set search_path to s, "$user"', [{ kind: "session-setting", setting: "search_path", value: "s, $user" }]],
    ["set local lock_timeout = '2s'", [{ kind: "session-setting", setting: "lock_timeout", value: "2s" }]],
    ["set session statement_timeout to 0", [{ kind: "session-setting", setting: "statement_timeout", value: "0" }]],
    ["set time zone 'UTC'", [{ kind: "session-setting", setting: "timezone", value: "UTC" }]],
    ["set x.y = on", [{ kind: "session-setting", setting: "x.y", value: "on" }]],
    ["reset lock_timeout", [{ kind: "session-setting", setting: "lock_timeout", value: "default" }]],
    ["reset all", [{ kind: "session-setting", setting: "all", value: "default" }]],
    ["discard all", [{ kind: "session-setting", setting: "all", value: "default" }]],
    ["set role bob", [{ kind: "session-setting", setting: "role", value: "bob" }]],
    ["set transaction isolation level serializable", [{ kind: "session-setting", setting: "transaction", value: "" }]],
    ["set constraints all deferred", [{ kind: "session-setting", setting: "constraints", value: "deferred" }]],
    [
      "set standard_conforming_strings = off",
      [{ kind: "opaque", because: "from here on, strings have another syntax than the one they are read with" }],
    ],
    ["show search_path", [{ kind: "read" }]],
    ["begin", [{ kind: "transaction", verb: "begin" }]],
    ["start transaction read only", [{ kind: "transaction", verb: "begin" }]],
    ["commit and chain", [{ kind: "transaction", verb: "commit" }]],
    ["end", [{ kind: "transaction", verb: "commit" }]],
    ["rollback", [{ kind: "transaction", verb: "rollback" }]],
    ["savepoint s", [{ kind: "transaction", verb: "savepoint" }]],
    ["release savepoint s", [{ kind: "transaction", verb: "savepoint" }]],
    ["rollback to s", [{ kind: "transaction", verb: "rollback" }]],
    [
      "prepare transaction 'x'",
      [{ kind: "opaque", because: "no rule speaks of this statement: prepare transaction 'x' …" }],
    ],
    [
      "lock table t, s.u in share row exclusive mode nowait",
      [
        { kind: "lock-table", table: n("t"), mode: "share row exclusive" },
        { kind: "lock-table", table: n("s.u"), mode: "share row exclusive" },
      ],
    ],
    ["lock t", [{ kind: "lock-table", table: n("t"), mode: "access exclusive" }]],
    ["vacuum", [{ kind: "maintenance", text: "vacuum", table: null, apart: true }]],
    [
      "analyze t (a), s.u",
      [
        { kind: "maintenance", table: n("t"), text: "analyze t (a), s.u" },
        { kind: "maintenance", table: n("s.u"), text: "analyze t (a), s.u" },
      ],
    ],
    ["checkpoint", [{ kind: "maintenance", text: "checkpoint", table: null }]],
    ["notify x, 'y'", [{ kind: "maintenance", text: "notify x, 'y'", table: null }]],
    ["explain select f()", [{ kind: "read" }]],
    [
      "explain analyze delete from t where a > 1",
      [{ kind: "delete", table: n("t"), filtered: true, where: "a > 1", thorough: true }],
    ],
    ["explain (analyze false) delete from t", [{ kind: "read" }]],
    ["explain (analyze) select 1", [{ kind: "read" }]],
    [
      "explain analyze create table t as select 1",
      [{ kind: "opaque", because: "no rule speaks of this statement: explain analyze create table …" }],
    ],
    [
      "prepare p as delete from t",
      [{ kind: "opaque", because: "no rule speaks of this statement: prepare p as delete …" }],
    ],
    ["execute p", [{ kind: "opaque", because: "no rule speaks of this statement: execute p …" }]],
    ["call p()", [{ kind: "opaque", because: "no rule speaks of this statement: call p() …" }]],
    ["load 'x'", [{ kind: "opaque", because: "no rule speaks of this statement: load 'x' …" }]],
    [
      "declare c cursor for select 1",
      [{ kind: "opaque", because: "no rule speaks of this statement: declare c cursor for …" }],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});
