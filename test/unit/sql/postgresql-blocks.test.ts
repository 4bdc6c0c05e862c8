import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";
import { n, withoutNames } from "./reading.ts";

const DROPPED = { kind: "drop-table", table: n("t"), ifExists: false, cascade: false, temporary: false };
const DELETED = { kind: "delete", table: n("t"), filtered: false, where: null };
const ENUM = { kind: "create-enum", type: n("mood"), labels: ["a"] };

describe("a do block", () => {
  it("is the plain statements in it", async () => {
    expect(await blockOf("drop table t; raise notice 'gone'; null; delete from t;")).toEqual([
      { text: "drop table t", changes: [DROPPED] },
      { text: "delete from t", changes: [DELETED] },
    ]);
  });

  it("only reads when nothing is in it", async () => {
    expect(await blockOf("null;")).toMatchObject([{ changes: [{ kind: "read" }] }]);
  });

  it.each([
    ["declare x int := 5; begin", undefined],
    ["begin", ["a", "x"]],
  ])("may name its variables where columns stand: %s", async (beginning, asks) => {
    const [statement] = await parsePostgresql(`do $$ ${beginning} delete from t where a = x; end $$`);
    expect({ asks: undefined, ...statement?.changes[0] }).toMatchObject({ kind: "delete", asks });
  });

  it("can hold another", async () => {
    expect(await blockOf("begin drop table t; end; begin delete from t; end;")).toMatchObject([
      { changes: [DROPPED] },
      { changes: [DELETED] },
    ]);
  });

  it.each([
    [
      "execute format('drop table %I', 't');",
      "it executes a text, which is SQL only once it runs: format('drop table %I', 't')",
    ],
    ["execute 'drop table t';", "it executes a text, which is SQL only once it runs: 'drop table t'"],
    ["execute 'drop table ' || 't';", "it executes a text, which is SQL only once it runs: 'drop table ' || 't'"],
    [
      "execute 'delete from t where a = $1' using 5;",
      "it executes a text, which is SQL only once it runs: 'delete from t where a = $1'",
    ],
    ["for i in 1..3 loop delete from t; end loop;", "the rules do not follow this in a do block: a loop over numbers"],
    ["while true loop exit; end loop;", "the rules do not follow this in a do block: while"],
    ["call p();", "the rules do not follow this in a do block: call"],
    [
      "if (select count(*) from t) > 3 then delete from t; end if;",
      "what it does depends on (select count(*) from t) > 3",
    ],
    ["if to_regclass('t') is null then raise exception 'no'; end if;", "it can stop with an error of its own"],
    ["if to_regclass('t') is null then return; end if;", "it ends early if to_regclass('t') is null"],
    ["garbage;", `PostgreSQL's grammar refuses it: syntax error at or near "garbage" (line 1)`],
  ])("is not understood where it says %s", async (body, because) => {
    expect((await blockOf(body)).at(0)?.changes).toEqual([{ kind: "opaque", because }]);
  });

  it("says which functions it performs", async () => {
    const because = "what it calls is not in its text: f()";
    expect((await blockOf("perform f();")).at(0)?.changes).toEqual([{ kind: "opaque", because, calls: ["f"] }]);
  });

  it("always stops where nothing comes before an error of its own", async () => {
    expect((await blockOf("raise exception 'no way back';")).at(0)?.changes).toEqual([
      { kind: "opaque", because: "it stops with an error of its own", stops: true },
    ]);
  });

  it("is not understood where its variables begin as what a function returns", async () => {
    expect(await parsePostgresql("do $$ declare x int := f(); begin drop table t; end $$")).toMatchObject([
      { changes: [{ kind: "opaque", because: "its variables begin as what f() returns" }] },
      { changes: [DROPPED] },
    ]);
  });

  it("is not understood in another language", async () => {
    expect(await parsePostgresql("do language plpython3u $$ x $$")).toMatchObject([
      { changes: [{ kind: "opaque", because: "the language of its body is not read" }] },
    ]);
  });
});

describe("what a do block does only if something exists", () => {
  it.each([
    [
      "begin create type mood as enum ('a'); exception when duplicate_object then null; end;",
      "unless it fails with duplicate_object",
    ],
    [
      "begin create type mood as enum ('a'); exception when duplicate_object or duplicate_table then raise notice 'there'; end;",
      "unless it fails with duplicate_object or duplicate_table",
    ],
    [
      "if not exists (select from pg_type where typname = 'mood') then create type mood as enum ('a'); end if;",
      "if not exists (select from pg_type where typname = 'mood')",
    ],
    ["if to_regtype('mood') is null then create type mood as enum ('a'); end if;", "if to_regtype('mood') is null"],
  ])("is what `if not exists` does: %s", async (body, guard) => {
    expect(await blockOf(body)).toEqual([{ text: "create type mood as enum ('a')", changes: [ENUM], guard }]);
  });

  it("says so in the change that can say it", async () => {
    const text =
      "if not exists (select from pg_namespace where nspname = 's') then create schema s; end if; if to_regclass('public.t') is not null then drop table t; end if;";
    expect(await blockOf(text)).toMatchObject([
      { changes: [{ kind: "create-schema", name: "s", ifNotExists: true }] },
      { changes: [{ ...DROPPED, ifExists: true }] },
    ]);
  });

  it.each([
    ["if not exists (select from pg_type) then delete from t; end if;"],
    ["if exists (select from pg_type) then delete from t; end if;"],
    ["if exists (select from pg_tables where tablename = 't') or to_regclass('u') is null then delete from t; end if;"],
    ["if exists (select from pg_type) then null; else delete from t; end if;"],
    ["if exists (select from pg_type) then null; elsif not exists (select from pg_class) then delete from t; end if;"],
    ["begin delete from t; exception when others then null; end;"],
    [
      "if exists (select from pg_type) then begin delete from t; exception when undefined_table then null; end; end if;",
    ],
  ])("is open for all else: %s", async (body) => {
    const [statement] = await blockOf(body);
    expect(statement?.changes).toEqual([
      DELETED,
      { kind: "opaque", because: `whether it happens is open: ${statement?.guard}`, isGuard: true },
    ]);
  });

  it.each([
    ["if to_regclass('s.Notes') is null then delete from t; end if;", { relation: n("s.notes"), exists: false }],
    ["if to_regclass('notes') is not null then delete from t; end if;", { relation: n("notes"), exists: true }],
  ])("is asked of one relation: %s", async (body, asked) => {
    const [statement] = await blockOf(body);
    expect(statement?.asked).toEqual(asked);
  });

  it.each([
    "if to_regclass('a' || 'b') is null then delete from t; end if;",
    "if to_regclass('a') is null then if to_regclass('b') is null then delete from t; end if; end if;",
    "if to_regclass('a') is null and to_regclass('b') is null then delete from t; end if;",
  ])("is asked of more than one relation: %s", async (body) => {
    const [statement] = await blockOf(body);
    expect(statement?.asked).toBeUndefined();
  });

  it.each([
    [
      "if exists (select from pg_attribute where attname = 'a') and not exists (select from pg_attribute where attname = 'b')",
    ],
    ["if not exists (select from pg_attribute where attname = 'b')"],
    ["if exists (select from pg_attribute where attname = 'a')"],
  ])("is certain before a rename: %s", async (question) => {
    const [statement] = await blockOf(`${question} then alter table t rename a to b; end if;`);
    expect(statement?.changes).toEqual([{ kind: "rename-column", table: n("t"), column: "a", to: "b" }]);
  });

  it("is certain for a role that is asked for", async () => {
    const body = "if not exists (select from pg_roles where rolname = 'app') then create role app login; end if;";
    expect((await blockOf(body)).at(0)?.changes).toEqual([
      { kind: "create-role", roles: ["app"], text: "create role app login", ifNotExists: true },
    ]);
  });

  it("is open where the question is about another thing", async () => {
    const body = "if exists (select from pg_tables where tablename = 'u') then drop table t; end if;";
    expect((await blockOf(body)).at(0)?.changes).toMatchObject([DROPPED, { kind: "opaque" }]);
  });

  it("is open where a handler does more than look away", async () => {
    const [first, second] = await blockOf(
      "begin drop table t; exception when undefined_table then delete from u; end;",
    );
    expect(first?.changes).toEqual([{ ...DROPPED, ifExists: true }]);
    expect(second?.changes).toEqual([{ kind: "opaque", because: "it does something else if it fails" }]);
  });
});

async function blockOf(body: string) {
  return withoutNames(await parsePostgresql(`do $do$ begin ${body} end $do$`));
}
