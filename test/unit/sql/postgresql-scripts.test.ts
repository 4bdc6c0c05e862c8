import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";
import { changesIn, n } from "./reading.ts";

const DROPPED = { kind: "drop-table", table: n("t"), ifExists: false, cascade: false, temporary: false };

describe("a script", () => {
  it.each([[""], ["-- nothing\n/* at /* all */ */ ;;\n"], ["\uFEFF-- nothing"]])(
    "changes nothing when it is %j",
    async (text) => {
      expect(await parsePostgresql(text)).toEqual([]);
    },
  );

  it.each([
    ["alter table t add a text default ‘x’", "‘x’"],
    ["alter table t alter a set default b", "b"],
    ["create table t (a text default (lower(b)))", "b"],
  ])("stops at a default that reads a column: %s", async (text, column) => {
    const because = `a default cannot read a column: ${column}`;
    expect(await changesOf(text)).toEqual([{ kind: "opaque", because, stops: true }]);
  });

  it("keeps the schema where psql's own commands change none", async () => {
    const commands = ["\\restrict x1", "\\set ON_ERROR_STOP on", "\\i other.sql"];
    expect((await parsePostgresql(commands.join("\r\n"))).map(({ text, changes }) => [text, changes])).toEqual([
      [commands[0], [{ kind: "opaque", because: expect.stringContaining("psql's own"), ofClient: true }]],
      [commands[1], [{ kind: "opaque", because: expect.stringContaining("psql's own"), ofClient: true }]],
      [commands[2], [{ kind: "opaque", because: expect.stringContaining("psql's own") }]],
    ]);
  });

  it.each<[string, readonly string[]]>([
    ["-- first\ndrop table t; -- second\n\n  drop view v  ;", ["drop table t", "drop view v"]],
    ["\uFEFFdrop table t", ["drop table t"]],
    ["select ';', \";\", $$;$$, $a$ $$;$$ $a$, e'\\';' /* ; */; select 2", ["select 2"]],
    ["create rule r as on insert to t do (delete from u; delete from v); drop table t", ["drop table t"]],
    [
      "create function f() returns int begin atomic select case when true then 1 end; select 2; end; drop table t",
      ["drop table t"],
    ],
    ["copy t from stdin;\n1\tdrop table u;\n\\.\ndrop table t;", ["drop table t"]],
    ["drop table t;\r\ndrop view v\r\n", ["drop table t", "drop view v"]],
    ["begin; drop table t; commit", ["begin", "drop table t", "commit"]],
    ["select 1$a; select $a$2; 3$a$", ["select $a$2; 3$a$"]],
  ])("is cut into its statements: %j", async (text, last) => {
    const texts = (await parsePostgresql(text)).map((statement) => statement.text);
    expect(texts.slice(-last.length)).toEqual(last);
  });

  it("has as many statements as are written, however many there are", async () => {
    const statements = await parsePostgresql("drop table t;\n".repeat(5000));
    expect(statements).toHaveLength(5000);
    expect(statements.at(-1)?.changes).toEqual([DROPPED]);
  });

  it("finds its texts behind characters of more than one byte", async () => {
    const text = "update t set a = 'ééé😀' || b, c = upper(d) where f = 'é' and g; drop table t";
    expect((await changesOf(text)).at(0)).toMatchObject({
      assignments: [{ text: "'ééé😀' || b" }, { text: "upper(d)" }],
      where: "f = 'é' and g",
    });
  });
});

describe("a statement that is not understood", () => {
  it.each([
    ["selec 1", `PostgreSQL's grammar refuses it: syntax error at or near "selec" (line 1)`],
    ["\n\nselect 1 +\n  frm 2 x", `PostgreSQL's grammar refuses it: syntax error at or near "2" (line 4)`],
    ["create table `t` (a int)", 'PostgreSQL\'s grammar refuses it: syntax error at or near "`" (line 1)'],
    [
      "create table t (a int auto_increment) engine=InnoDB",
      `PostgreSQL's grammar refuses it: syntax error at or near "auto_increment" (line 1)`,
    ],
    ["delimiter //", `PostgreSQL's grammar refuses it: syntax error at or near "delimiter" (line 1)`],
    ["select 'abc", `PostgreSQL's grammar refuses it: unterminated quoted string at or near "'abc" (line 1)`],
    ["-- first\n/* never closed", "it has a comment that is not closed (line 2)"],
    ["drop table t where", `PostgreSQL's grammar refuses it: syntax error at or near "where" (line 1)`],
    ["\\connect shop", "it is psql's own command \\connect shop, not SQL (line 1)"],
    ["select 1 \\gexec", "it is psql's own command \\gexec, not SQL (line 1)"],
    ["\\i other.sql", "it is psql's own command \\i other.sql, not SQL (line 1)"],
    ["\\set ON_ERROR_ROLLBACK on", "it is psql's own command \\set ON_ERROR_ROLLBACK on, not SQL (line 1)"],
    ["drop table {{ name }}", "a placeholder is left in it: {{ name }} (line 1)"],
    ["drop table ${schema}.t", "a placeholder is left in it: ${schema}.t (line 1)"],
    ['drop table "${schema}"."t"', 'a placeholder is left in it: "${schema}"."t" (line 1)'],
    ["{% if x %} drop table t", "a placeholder is left in it: {% if x %} drop table t (line 1)"],
    ["drop table <%= name %>", "a placeholder is left in it: <%= name %> (line 1)"],
    ["drop table :name", `PostgreSQL's grammar refuses it: syntax error at or near ":" (line 1)`],
    ["delete from t where a = $1", "a value is left to be filled in: $1"],
    ["delete from t where a = ?", `PostgreSQL's grammar refuses it: syntax error at end of input (line 1)`],
    ["select begin atomic from x; drop table t", "where its statements begin and end cannot be told"],
    ["drop table t\0, u", "it contains a zero byte (line 1)"],
    [
      "copy t from stdin;\n1\n",
      "the rows that copy … from stdin reads do not end with a line of \\. in this text (line 1)",
    ],
    [`select ${"1 + ".repeat(50_000)} 1`, "it is nested too deeply to be read (line 1)"],
    [`select ${"(".repeat(50_000)} 1`, 'PostgreSQL\'s grammar refuses it: memory exhausted at or near "(" (line 1)'],
  ])("says why: %.60j", async (text, because) => {
    expect(await changesOf(text)).toEqual([{ kind: "opaque", because }]);
  });

  it.each([
    ["selec 1; drop table t"],
    ["create table `x` (a int); drop table t"],
    ["\\set x 1\ndrop table t"],
    ["drop table {{ x }}; drop table t"],
    ["create function {{ x }}.f() returns int as $$ drop table u; select 1; $$ language sql; drop table t"],
    ["select $1; drop table t"],
    ["select '\0'; drop table t"],
  ])("hides no other: %j", async (text) => {
    const [first, ...others] = await changesOf(text);
    expect(first).toMatchObject({ kind: "opaque" });
    expect(others).toEqual([DROPPED]);
  });

  it("hides the rest where it leaves a quote or a bracket open", async () => {
    expect(await changesOf("create table u (a int; drop table t;")).toMatchObject([{ kind: "opaque" }]);
    expect(await changesOf("select 'x; drop table t;")).toMatchObject([{ kind: "opaque" }]);
  });

  it("is a text that is too long", async () => {
    expect(await parsePostgresql(" ".repeat(10_000_001))).toEqual([
      {
        text: " ".repeat(200),
        changes: [
          {
            kind: "opaque",
            because: "its text is too long to be read: 10000001 characters, where 10000000 can be",
          },
        ],
      },
    ]);
  });
});

describe("a long text", () => {
  it("is read when it has five million characters", async () => {
    const rows = Array<string>(50_000)
      .fill(`(1,'${"x".repeat(90)}',2.5)`)
      .join(",\n");
    expect(await changesOf(`insert into t values ${rows}`)).toMatchObject([
      { kind: "insert", source: { from: "values", rows: 50_000 } },
    ]);
  }, 60_000);
});

async function changesOf(text: string) {
  return changesIn(await parsePostgresql(text));
}
