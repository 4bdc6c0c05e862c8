import type { Row } from "./reading.ts";
import { describe, expect, it } from "vitest";
import { parseSqlite } from "../../../src/sql/sqlite/parse.ts";
import { changesIn, col, createTable, n, type, valid } from "./reading.ts";

describe("a new table", () => {
  it.each<Row>([
    [
      "CREATE TABLE IF NOT EXISTS \"Users\" (Id INTEGER PRIMARY KEY AUTOINCREMENT, name varchar(20) NOT NULL DEFAULT 'a''b' COLLATE NOCASE, x unsigned big int default (1 + 2) check (x > 0), y default current_timestamp, z decimal(10, 2) default -1.5, w text default null)",
      [
        createTable("users", {
          ifNotExists: true,
          options: [{ property: "autoincrement", text: "autoincrement" }],
          columns: [
            col("id", "integer", { nullable: false, identity: "by-default" }),
            col("name", "varchar", {
              nullable: false,
              default: { kind: "constant", text: "'a''b'" },
              type: { name: "varchar", modifiers: [20], isArray: false, collation: "nocase" },
            }),
            col("x", "unsigned big int", { default: { kind: "constant", text: "1 + 2" } }),
            col("y", null, { default: { kind: "stable", text: "current_timestamp" } }),
            col("z", "decimal", { default: { kind: "constant", text: "-1.5" }, type: type("decimal", [10, 2]) }),
            col("w", "text", { default: { kind: "null" } }),
          ],
          constraints: [
            valid({ kind: "primary-key", columns: ["id"], usingIndex: null }),
            valid({ kind: "check", columns: ["x"], text: "x > 0", onColumn: "x" }),
          ],
        }),
      ],
    ],
    [
      "create table t (a text primary key on conflict replace, b int constraint k unique on conflict ignore, c references u (d) on delete cascade on update set null match full deferrable initially deferred, d as (b * 2) stored, e int generated always as (b), f null not deferrable)",
      [
        createTable("t", {
          columns: [
            col("a", "text"),
            col("b", "int"),
            col("c", null),
            col("d", null, { generated: { kind: "stored", text: "b * 2", nulls: "as-read" } }),
            col("e", "int", { generated: { kind: "virtual", text: "b", nulls: "as-read" } }),
            col("f", null),
          ],
          constraints: [
            valid({ kind: "primary-key", columns: ["a"], usingIndex: null, otherwise: "replace" }),
            valid({ kind: "unique", name: "k", columns: ["b"], usingIndex: null, otherwise: "ignore" }),
            valid({
              kind: "foreign-key",
              columns: ["c"],
              onColumn: "c",
              deferrable: true,
              references: n("u"),
              referenced: ["d"],
              onDelete: "cascade",
              onUpdate: "set null",
            }),
          ],
        }),
      ],
    ],
    [
      'create table t (a int, b int, primary key (a, b desc), constraint k unique (b collate nocase), foreign key (a, b) references "u v" (c, d) on delete no action, constraint p check (a <> b)) without rowid, strict',
      [
        createTable("t", {
          columns: [col("a", "int", { nullable: false }), col("b", "int", { nullable: false })],
          constraints: [
            valid({ kind: "primary-key", columns: ["a", "b"], usingIndex: null }),
            valid({ kind: "unique", name: "k", columns: ["b"], usingIndex: null }),
            valid({
              kind: "foreign-key",
              columns: ["a", "b"],
              references: n("u v"),
              referenced: ["c", "d"],
              onDelete: "no action",
              onUpdate: "no action",
            }),
            valid({ kind: "check", name: "p", columns: ["a", "b"], text: "a <> b" }),
          ],
          options: [{ property: "storage-parameter", text: "without rowid, strict" }],
        }),
      ],
    ],
    [
      "create table t (a int, b int, unique (a) constraint p check (b > 0) unique (b))",
      [
        createTable("t", {
          columns: [col("a", "int"), col("b", "int")],
          constraints: [
            valid({ kind: "unique", columns: ["a"], usingIndex: null }),
            valid({ kind: "check", name: "p", columns: ["b"], text: "b > 0" }),
            valid({ kind: "unique", columns: ["b"], usingIndex: null }),
          ],
        }),
      ],
    ],
    [
      "create table main.t (id integer, primary key (id))",
      [
        createTable("main.t", {
          columns: [col("id", "integer", { nullable: false, identity: "by-default" })],
          constraints: [valid({ kind: "primary-key", columns: ["id"], usingIndex: null })],
        }),
      ],
    ],
    [
      "create table t (id integer primary key desc)",
      [
        createTable("t", {
          columns: [col("id", "integer")],
          constraints: [valid({ kind: "primary-key", columns: ["id"], usingIndex: null })],
        }),
      ],
    ],
    [
      "create table t (id int primary key) strict",
      [
        createTable("t", {
          columns: [col("id", "int", { nullable: false })],
          constraints: [valid({ kind: "primary-key", columns: ["id"], usingIndex: null })],
          options: [{ property: "storage-parameter", text: "strict" }],
        }),
      ],
    ],
    ["create temp table t (a)", [createTable("temp.t", { temporary: true, columns: [col("a", null)] })]],
    [
      "create table t as with q as (select * from q) select a, b from q join u using (c)",
      [
        createTable("t", {
          source: {
            from: "query",
            copies: [n("q"), n("u")],
            text: "with q as (select * from q) select a, b from q join u using (c)",
          },
        }),
      ],
    ],
    [
      "create table t (a datetime default (datetime('now')), b default (random()), c default (lower('X')))",
      [
        createTable("t", {
          columns: [
            col("a", "datetime", { default: { kind: "stable", text: "datetime('now')" } }),
            col("b", null, { default: { kind: "volatile", text: "random()" } }),
            col("c", null, { default: { kind: "constant", text: "lower('X')" } }),
          ],
        }),
      ],
    ],
  ])("is read from %s", (text, changes) => {
    expect(changesIn(parseSqlite(text))).toEqual(changes);
  });
});

describe("a change of a table", () => {
  it.each<Row>([
    ["alter table t rename to u", [{ kind: "rename-table", table: n("t"), to: n("u") }]],
    ['alter table t rename column a to "B"', [{ kind: "rename-column", table: n("t"), column: "a", to: "b" }]],
    ["alter table t rename a to b", [{ kind: "rename-column", table: n("t"), column: "a", to: "b" }]],
    [
      "alter table t add column a text not null default ''",
      [
        {
          kind: "add-column",
          table: n("t"),
          column: col("a", "text", { nullable: false, default: { kind: "constant", text: "''" } }),
          constraints: [],
          ifNotExists: false,
          position: "last",
        },
      ],
    ],
    [
      "alter table t add a int references u (b)",
      [
        {
          kind: "add-column",
          table: n("t"),
          column: col("a", "int"),
          constraints: [
            valid({
              kind: "foreign-key",
              columns: ["a"],
              onColumn: "a",
              references: n("u"),
              referenced: ["b"],
              onDelete: "no action",
              onUpdate: "no action",
            }),
          ],
          ifNotExists: false,
          position: "last",
        },
      ],
    ],
    [
      "alter table t drop column a",
      [{ kind: "drop-column", table: n("t"), column: "a", ifExists: false, cascade: false }],
    ],
    ["alter table t alter column a set not null", [{ kind: "set-not-null", table: n("t"), column: "a" }]],
    ["alter table t alter a drop not null", [{ kind: "drop-not-null", table: n("t"), column: "a" }]],
    [
      "alter table t add constraint k check (a > 0)",
      [
        {
          kind: "add-constraint",
          table: n("t"),
          constraint: valid({ kind: "check", name: "k", columns: ["a"], text: "a > 0" }),
        },
      ],
    ],
    [
      "alter table t drop constraint k",
      [{ kind: "drop-constraint", table: n("t"), name: "k", of: null, ifExists: false, cascade: false }],
    ],
    [
      "drop table if exists main.t",
      [{ kind: "drop-table", table: n("main.t"), temporary: false, ifExists: true, cascade: false }],
    ],
    [
      "drop table temp.t",
      [{ kind: "drop-table", table: n("temp.t"), temporary: true, ifExists: false, cascade: false }],
    ],
    [
      "create unique index if not exists i on t (a, lower(b) desc, c collate nocase) where a > 0",
      [
        {
          kind: "create-index",
          index: {
            name: "i",
            table: n("t"),
            keys: ["a", "lower(b)", "c collate nocase"],
            descending: [1],
            unique: true,
            method: "btree",
            where: "a > 0",
          },
          concurrently: false,
          ifNotExists: true,
        },
      ],
    ],
    [
      "drop index if exists i",
      [{ kind: "drop-index", index: n("i"), table: null, concurrently: false, ifExists: true, cascade: false }],
    ],
    ["reindex t", [{ kind: "reindex", target: n("t"), concurrently: false }]],
    ["analyze t", [{ kind: "maintenance", text: "analyze t", table: n("t") }]],
    ["vacuum", [{ kind: "maintenance", text: "vacuum", table: null }]],
  ])("is read from %s", (text, changes) => {
    expect(changesIn(parseSqlite(text))).toEqual(changes);
  });
});

describe("a change of code", () => {
  it.each<Row>([
    [
      "create view v as select a, t.b, count(*) as n from t, u join (select * from w) x on x.a = t.a where exists (select 1 from y)",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          updatable: false,
          ifNotExists: false,
          text: "select a, t.b, count(*) as n from t, u join (select * from w) x on x.a = t.a where exists (select 1 from y)",
          columns: ["a", "b", "n"],
          reads: [n("t"), n("u"), n("w"), n("y")],
        },
      ],
    ],
    [
      "create temp view if not exists v (a, b) as select * from json_each('[]')",
      [
        {
          kind: "create-view",
          view: n("temp.v"),
          orReplace: false,
          materialized: false,
          updatable: false,
          ifNotExists: true,
          text: "select * from json_each('[]')",
          columns: ["a", "b"],
          reads: [],
        },
      ],
    ],
    [
      "create view v as with recursive r (a) as (select 1 union all select a + 1 from r), s as not materialized (select * from s) select a from r, s",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          updatable: false,
          ifNotExists: false,
          text: "with recursive r (a) as (select 1 union all select a + 1 from r), s as not materialized (select * from s) select a from r, s",
          columns: ["a"],
          reads: [],
        },
      ],
    ],
    ["drop view v", [{ kind: "drop-view", view: n("v"), materialized: false, ifExists: false, cascade: false }]],
    [
      "create trigger if not exists x after update of a, b on t for each row when new.a > 1 begin update u set a = 1; delete from v where b = case when 1 then 2 end; end",
      [
        {
          kind: "create-trigger",
          ifNotExists: true,
          table: n("t"),
          name: "x",
          timing: "after",
          events: ["update"],
          body: "begin update u set a = 1; delete from v where b = case when 1 then 2 end; end",
          routine: null,
          orReplace: false,
          constraintTrigger: false,
          condition: "new.a > 1",
          updatesOf: ["a", "b"],
        },
      ],
    ],
    [
      "create trigger x delete on t begin select 1; end;",
      [
        {
          kind: "create-trigger",
          table: n("t"),
          name: "x",
          timing: "before",
          events: ["delete"],
          body: "begin select 1; end",
          routine: null,
          orReplace: false,
          constraintTrigger: false,
        },
      ],
    ],
    [
      "create trigger x instead of insert on v begin select 1; end",
      [
        {
          kind: "create-trigger",
          table: n("v"),
          name: "x",
          timing: "instead-of",
          events: ["insert"],
          body: "begin select 1; end",
          routine: null,
          orReplace: false,
          constraintTrigger: false,
        },
      ],
    ],
    ["drop trigger if exists x", [{ kind: "drop-trigger", name: "x", table: null, ifExists: true, cascade: false }]],
  ])("is read from %s", (text, changes) => {
    expect(changesIn(parseSqlite(text))).toEqual(changes);
  });
});

describe("a change of rows", () => {
  it.each<Row>([
    [
      "insert into t (a, b) values (1, 'x'), (2, max(3, 4))",
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
      "insert or ignore into t default values",
      [{ kind: "insert", table: n("t"), columns: [], source: { from: "values", rows: 1 }, onConflict: "ignore" }],
    ],
    [
      "replace into t as x values (1)",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "values", rows: 1, width: 1, literals: [["1"]] },
          onConflict: "replace",
        },
      ],
    ],
    [
      "insert into t select a from u where true on conflict (a) do nothing on conflict do update set b = 1 returning a",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: [],
          source: { from: "query", reads: [n("u")], selects: ["a"], filtered: true },
          onConflict: "update",
          overwrites: ["b"],
        },
      ],
    ],
    [
      "with q as (select * from u) insert into t select * from q",
      [{ kind: "insert", table: n("t"), columns: [], source: { from: "query", reads: [n("u")] }, onConflict: "error" }],
    ],
    [
      "update or replace t as x set a = 1, b = null, c = lower(x.d) || 'y', (e, f) = (select 1, 2) from u where x.id = u.id returning *",
      [
        {
          kind: "update",
          table: n("t"),
          replaces: true,
          assignments: [
            { column: "a", from: "constant", text: "1" },
            { column: "b", from: "constant", isNull: true },
            { column: "c", from: "expression", reads: ["x.d"], text: "lower(x.d) || 'y'", nulls: "as-read" },
            { column: "e", from: "expression", reads: [], text: "(select 1, 2)", nulls: "maybe" },
            { column: "f", from: "expression", reads: [], text: "(select 1, 2)", nulls: "maybe" },
          ],
          filtered: true,
          where: "x.id = u.id",
          reads: [n("u")],
        },
      ],
    ],
    [
      "update t set a = b",
      [
        {
          kind: "update",
          table: n("t"),
          assignments: [{ column: "a", from: "expression", reads: ["b"], text: "b", nulls: "as-read" }],
          filtered: false,
          where: null,
          reads: [],
        },
      ],
    ],
    [
      "delete from t where a in (select a from u)",
      [{ kind: "delete", table: n("t"), filtered: true, where: "a in (select a from u)", thorough: true }],
    ],
    ["delete from t", [{ kind: "delete", table: n("t"), filtered: false, where: null }]],
  ])("is read from %s", (text, changes) => {
    expect(changesIn(parseSqlite(text))).toEqual(changes);
  });
});

describe("any other statement", () => {
  it.each<Row>([
    ["select a from t", [{ kind: "read" }]],
    ["values (1)", [{ kind: "read" }]],
    ["with q as (select 1) select * from q", [{ kind: "read" }]],
    ["explain query plan delete from t", [{ kind: "read" }]],
    ["select load_extension('x')", [{ kind: "opaque", because: "what load_extension() does is not in its text" }]],
    ["pragma foreign_keys = OFF", [{ kind: "session-setting", setting: "foreign_keys", value: "off" }]],
    ["pragma main.user_version(5)", [{ kind: "session-setting", setting: "user_version", value: "5" }]],
    ["pragma foreign_keys", [{ kind: "read" }]],
    ["pragma table_info(t)", [{ kind: "read" }]],
    [
      "pragma writable_schema = on",
      [{ kind: "opaque", because: "what pragma writable_schema allows is not in its text" }],
    ],
    ["begin immediate transaction", [{ kind: "transaction", verb: "begin" }]],
    ["commit", [{ kind: "transaction", verb: "commit" }]],
    ["end transaction", [{ kind: "transaction", verb: "commit" }]],
    ["rollback to savepoint s", [{ kind: "transaction", verb: "rollback" }]],
    ["savepoint s", [{ kind: "transaction", verb: "savepoint" }]],
    ["release s", [{ kind: "transaction", verb: "savepoint" }]],
    ["attach 'x' as y", [{ kind: "opaque", because: "what `attach` does in it is not known (line 1)" }]],
    [
      "create virtual table t using csv(a)",
      [{ kind: "opaque", because: "what `csv` does in it is not known (line 1)" }],
    ],
    [
      "create virtual table if not exists t using fts5(a, b unindexed, tokenize = 'porter')",
      [
        createTable("t", {
          ifNotExists: true,
          columns: [
            col("a", null),
            col("b", null),
            col("rowid", null, { invisible: true }),
            col("t", null, { invisible: true }),
            col("rank", null, { invisible: true }),
          ],
        }),
      ],
    ],
    [
      "insert into t (rowid, a) select id, coalesce(a, 0) from u",
      [
        {
          kind: "insert",
          table: n("t"),
          columns: ["rowid", "a"],
          source: {
            from: "query",
            reads: [n("u")],
            selects: ["id", "a"],
            coalesced: ["a"],
            refilled: ["a"],
            filtered: false,
          },
          onConflict: "error",
        },
      ],
    ],
    ["vacuum into 'x'", [{ kind: "opaque", because: "what `'x'` does in it is not known (line 1)" }]],
  ])("is read from %s", (text, changes) => {
    expect(changesIn(parseSqlite(text))).toEqual(changes);
  });
});
