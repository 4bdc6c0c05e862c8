import type { Row } from "./reading.ts";
import { describe, expect, it } from "vitest";
import { parsePostgresql } from "../../../src/sql/postgresql/parse.ts";
import { changesIn, n, type } from "./reading.ts";

const altered = {
  kind: "alter-domain",
  type: n("email"),
  check: null,
  default: { kind: "none" },
  notValid: false,
} as const;

describe("a change of a type", () => {
  it.each<Row>([
    ["create type mood as enum ('a', 'b''c')", [{ kind: "create-enum", type: n("mood"), labels: ["a", "b'c"] }]],
    [
      "create type s.pair as (a int, b text)",
      [
        {
          kind: "create-type",
          type: n("s.pair"),
          text: "create type s.pair as (a int, b text)",
          uses: ["integer", "text"],
          parts: ["a", "b"],
        },
      ],
    ],
    [
      "create type span as range (subtype = float8)",
      [{ kind: "create-type", type: n("span"), text: "create type span as range (subtype = float8)" }],
    ],
    [
      "alter type mood add value if not exists 'c' before 'b'",
      [
        {
          kind: "add-enum-value",
          type: n("mood"),
          label: "c",
          ifNotExists: true,
          beside: { label: "b", place: "before" },
        },
      ],
    ],
    ["alter type mood rename value 'a' to 'z'", [{ kind: "rename-enum-value", type: n("mood"), label: "a", to: "z" }]],
    ["alter type mood rename to feeling", [{ kind: "rename-type", type: n("mood"), to: n("feeling") }]],
    ["alter type mood set schema s", [{ kind: "rename-type", type: n("mood"), to: n("s.mood") }]],
    [
      "drop type if exists mood, s.pair cascade",
      [
        { kind: "drop-type", type: n("mood"), ifExists: true, cascade: true },
        { kind: "drop-type", type: n("s.pair"), ifExists: true, cascade: true },
      ],
    ],
    [
      "create domain email as varchar(99) not null check (value like '%@%')",
      [
        {
          kind: "create-domain",
          type: n("email"),
          base: type("character varying", [99]),
          nullable: false,
          default: { kind: "none" },
          checks: [{ name: null, text: "value like '%@%'" }],
        },
      ],
    ],
    [
      "create domain email as text default 'x' constraint named check (value <> '')",
      [
        {
          kind: "create-domain",
          type: n("email"),
          base: type("text"),
          nullable: true,
          default: { kind: "constant", text: "'x'" },
          checks: [{ name: "named", text: "value <> ''" }],
        },
      ],
    ],
    [
      "alter domain email add constraint c check (value <> '') not valid",
      [{ ...altered, what: "add-constraint", check: { name: "c", text: "value <> ''" }, notValid: true }],
    ],
    ["alter domain email drop constraint c", [{ ...altered, what: "drop-constraint", check: { name: "c", text: "" } }]],
    ["alter domain email validate constraint c", [{ ...altered, what: "validate", check: { name: "c", text: "" } }]],
    [
      "alter domain email set default 'y'",
      [
        {
          ...altered,
          what: "set-default",
          default: { kind: "constant", text: "'y'" },
        },
      ],
    ],
    ["alter domain email drop default", [{ ...altered, what: "drop-default" }]],
    ["alter domain email set not null", [{ ...altered, what: "set-not-null" }]],
    ["alter domain email add constraint required not null", [{ ...altered, what: "set-not-null" }]],
    ["alter domain email drop not null", [{ ...altered, what: "drop-not-null" }]],
    ["alter domain email rename to address", [{ kind: "rename-type", type: n("email"), to: n("address") }]],
    ["drop domain email", [{ kind: "drop-type", type: n("email"), isDomain: true, ifExists: false, cascade: false }]],
    [
      "alter type pair add attribute c int, drop attribute a cascade, alter attribute b type text",
      [
        { kind: "drop-attribute", type: n("pair"), attribute: "a" },
        { kind: "change-attribute", type: n("pair"), attribute: "b" },
        { kind: "add-attribute", type: n("pair"), attribute: "c" },
      ],
    ],
    [
      "alter type pair rename attribute a to b",
      [{ kind: "rename-attribute", type: n("pair"), attribute: "a", to: "b" }],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("a change of a view", () => {
  it.each<Row>([
    [
      "create view v as select a, u.b as c, d from t u",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          text: "select a, u.b as c, d from t u",
          columns: ["a", "c", "d"],
          reads: [n("t")],
          updatable: true,
          sources: ["a", "b", "d"],
          ifNotExists: false,
        },
      ],
    ],
    [
      "create or replace view v (x, y) as select a, count(*) from t group by a",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: true,
          materialized: false,
          text: "select a, count(*) from t group by a",
          columns: ["x", "y"],
          reads: [n("t")],
          updatable: false,
          ifNotExists: false,
        },
      ],
    ],
    [
      "create view v as select * from t join u using (a)",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          text: "select * from t join u using (a)",
          columns: null,
          reads: [n("t"), n("u")],
          updatable: false,
          ifNotExists: false,
        },
      ],
    ],
    [
      "create view v as select coalesce(a, b), case when c then d else e end, exists (select 1 from s.w), f::int, 1, max(g), h[1], (select z from y), current_date, greatest(i, j) from t group by 1 limit 5",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          text: "select coalesce(a, b), case when c then d else e end, exists (select 1 from s.w), f::int, 1, max(g), h[1], (select z from y), current_date, greatest(i, j) from t group by 1 limit 5",
          columns: ["coalesce", "e", "exists", "f", "?column?", "max", "h", "z", "current_date", "greatest"],
          reads: [n("s.w"), n("y"), n("t")],
          updatable: false,
          ifNotExists: false,
        },
      ],
    ],
    [
      "create view v as select a from t union select b from u",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          text: "select a from t union select b from u",
          columns: ["a"],
          reads: [n("t"), n("u")],
          updatable: false,
          ifNotExists: false,
        },
      ],
    ],
    [
      "create recursive view v (a) as select 1 union all select a + 1 from v",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: false,
          text: "select 1 union all select a + 1 from v",
          columns: ["a"],
          reads: [],
          updatable: false,
          ifNotExists: false,
        },
      ],
    ],
    [
      "create materialized view if not exists v as select a from t with no data",
      [
        {
          kind: "create-view",
          view: n("v"),
          orReplace: false,
          materialized: true,
          text: "select a from t",
          columns: ["a"],
          reads: [n("t")],
          updatable: false,
          ifNotExists: true,
          isWithoutData: true,
        },
      ],
    ],
    ["refresh materialized view concurrently v", [{ kind: "refresh-view", view: n("v"), concurrently: true }]],
    [
      "drop view if exists v, s.w cascade",
      [
        { kind: "drop-view", view: n("v"), materialized: false, ifExists: true, cascade: true },
        { kind: "drop-view", view: n("s.w"), materialized: false, ifExists: true, cascade: true },
      ],
    ],
    [
      "drop materialized view v",
      [{ kind: "drop-view", view: n("v"), materialized: true, ifExists: false, cascade: false }],
    ],
    ["alter view v rename to w", [{ kind: "rename-view", view: n("v"), to: n("w"), said: "view" }]],
    [
      "alter materialized view v set schema s",
      [{ kind: "rename-view", view: n("v"), to: n("s.v"), said: "materialized view" }],
    ],
    ["alter view v rename column a to b", [{ kind: "rename-column", table: n("v"), column: "a", to: "b" }]],
    [
      "alter view v alter a set default 5",
      [{ kind: "opaque", because: "no rule speaks of this statement: alter view v alter …" }],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("a change of code", () => {
  it.each<Row>([
    [
      "create or replace function s.f(a int, variadic b text[] default '{}', out c date) returns date language sql as $$ select 1; select 2 $$",
      [
        {
          kind: "create-routine",
          routine: n("s.f"),
          of: "function",
          orReplace: true,
          signature: "(integer, variadic text[], out date) returns date",
          body: " select 1; select 2 ",
          onlyReads: { raises: false, reads: [], calls: [] },
          parameters: [
            { name: "a", hasDefault: false },
            { name: "b", hasDefault: true },
          ],
        },
      ],
    ],
    [
      "create function f(a int) returns setof t language sql begin atomic select case when a > 1 then $1 end; end",
      [
        {
          kind: "create-routine",
          routine: n("f"),
          of: "function",
          orReplace: false,
          signature: "(integer) returns setof t",
          body: "create function f(a int) returns setof t language sql begin atomic select case when a > 1 then $1 end; end",
          parameters: [{ name: "a", hasDefault: false }],
          reads: [],
        },
      ],
    ],
    [
      "create procedure p() language plpgsql as 'begin end'",
      [
        {
          kind: "create-routine",
          routine: n("p"),
          of: "procedure",
          orReplace: false,
          signature: "()",
          body: "begin end",
          parameters: [],
        },
      ],
    ],
    [
      "create function f() returns table (a int, b text) language c as 'lib', 'symbol'",
      [
        {
          kind: "create-routine",
          routine: n("f"),
          of: "function",
          orReplace: false,
          signature: "(table integer, table text) returns setof record",
          body: "lib\nsymbol",
          parameters: [],
        },
      ],
    ],
    [
      "create aggregate agg (int, s.u) (sfunc = f, stype = int)",
      [
        {
          kind: "create-routine",
          routine: n("agg"),
          of: "aggregate",
          orReplace: false,
          signature: "(integer, s.u)",
          body: "create aggregate agg (int, s.u) (sfunc = f, stype = int)",
        },
      ],
    ],
    [
      "drop function if exists f(int), g cascade",
      [
        { kind: "drop-routine", routine: n("f"), of: "function", args: "(integer)", ifExists: true, cascade: true },
        { kind: "drop-routine", routine: n("g"), of: "function", ifExists: true, cascade: true },
      ],
    ],
    ["drop procedure p", [{ kind: "drop-routine", routine: n("p"), of: "procedure", ifExists: false, cascade: false }]],
    ["drop routine r", [{ kind: "drop-routine", routine: n("r"), of: "routine", ifExists: false, cascade: false }]],
    [
      "drop aggregate agg(int)",
      [
        {
          kind: "drop-routine",
          routine: n("agg"),
          of: "aggregate",
          args: "(integer)",
          ifExists: false,
          cascade: false,
        },
      ],
    ],
    [
      "alter function f(int) immutable",
      [
        {
          kind: "alter-routine",
          routine: n("f"),
          args: "(integer)",
          text: "alter function f(int) immutable",
          options: [{ option: "volatility", value: "immutable" }],
        },
      ],
    ],
    [
      "alter function f(int) rename to g",
      [{ kind: "rename-routine", routine: n("f"), args: "(integer)", of: "function", to: n("g") }],
    ],
    ["alter procedure p set schema s", [{ kind: "rename-routine", routine: n("p"), of: "procedure", to: n("s.p") }]],
    ["alter function f(int) owner to bob", [{ kind: "set-owner", table: n("f"), owner: "bob" }]],
    [
      "create trigger x before insert or update of a or delete on s.t for each row when (new.a > 1) execute function r.f()",
      [
        {
          kind: "create-trigger",
          table: n("s.t"),
          name: "x",
          timing: "before",
          events: ["insert", "update", "delete"],
          routine: n("r.f"),
          body: "create trigger x before insert or update of a or delete on s.t for each row when (new.a > 1) execute function r.f()",
          orReplace: false,
          constraintTrigger: false,
          condition: "(new.a > 1)",
          updatesOf: ["a"],
        },
      ],
    ],
    [
      "create or replace trigger x instead of insert on v for each row execute function f()",
      [
        {
          kind: "create-trigger",
          table: n("v"),
          name: "x",
          timing: "instead-of",
          events: ["insert"],
          routine: n("f"),
          body: "create or replace trigger x instead of insert on v for each row execute function f()",
          orReplace: true,
          constraintTrigger: false,
        },
      ],
    ],
    [
      "create constraint trigger x after update on t initially deferred for each row execute procedure f()",
      [
        {
          kind: "create-trigger",
          table: n("t"),
          name: "x",
          timing: "after",
          events: ["update"],
          routine: n("f"),
          body: "create constraint trigger x after update on t initially deferred for each row execute procedure f()",
          orReplace: false,
          constraintTrigger: true,
        },
      ],
    ],
    [
      "drop trigger if exists x on s.t cascade",
      [{ kind: "drop-trigger", table: n("s.t"), name: "x", ifExists: true, cascade: true }],
    ],
    ["alter trigger x on t rename to y", [{ kind: "rename-trigger", table: n("t"), name: "x", to: "y" }]],
    [
      "alter table t disable trigger x, disable trigger all, enable trigger user, enable always trigger x, enable replica trigger x",
      [
        { kind: "disable-trigger", table: n("t"), name: "x" },
        { kind: "disable-trigger", table: n("t"), name: "all" },
        { kind: "enable-trigger", table: n("t"), name: "user" },
        { kind: "enable-trigger", table: n("t"), name: "x", always: true },
        { kind: "disable-trigger", table: n("t"), name: "x" },
      ],
    ],
    [
      "create or replace rule r as on update to t do instead (delete from u; delete from v)",
      [
        {
          kind: "create-rule",
          table: n("t"),
          name: "r",
          event: "update",
          text: "create or replace rule r as on update to t do instead (delete from u; delete from v)",
          reads: [n("u"), n("v")],
        },
      ],
    ],
    [
      "drop rule r on s.t",
      [{ kind: "drop-rule", table: n("s.t"), name: "r", event: null, text: "drop rule r on s.t" }],
    ],
    [
      "alter table t disable rule r, enable rule r",
      [
        { kind: "drop-rule", table: n("t"), name: "r", event: null, text: "alter table t disable rule r" },
        { kind: "create-rule", table: n("t"), name: "r", event: null, text: "enable rule r" },
      ],
    ],
    [
      "create event trigger e on ddl_command_start execute function f()",
      [{ kind: "opaque", because: "no rule speaks of this statement: create event trigger e …" }],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("a change of a sequence", () => {
  it.each<Row>([
    [
      "create sequence if not exists s.q owned by t.a",
      [{ kind: "create-sequence", sequence: n("s.q"), ifNotExists: true, ownedBy: { table: n("t"), column: "a" } }],
    ],
    [
      "create sequence q owned by none",
      [{ kind: "create-sequence", sequence: n("q"), ifNotExists: false, ownedBy: null }],
    ],
    [
      "alter sequence q restart with 5",
      [{ kind: "alter-sequence", sequence: n("q"), restart: true, value: 5, text: "alter sequence q restart with 5" }],
    ],
    [
      "alter sequence q restart",
      [{ kind: "alter-sequence", sequence: n("q"), restart: true, value: null, text: "alter sequence q restart" }],
    ],
    [
      "alter sequence q increment by 2",
      [
        {
          kind: "alter-sequence",
          sequence: n("q"),
          restart: false,
          value: null,
          text: "alter sequence q increment by 2",
          options: [{ name: "increment", value: "2" }],
        },
      ],
    ],
    ["alter sequence q rename to r", [{ kind: "rename-sequence", sequence: n("q"), to: n("r") }]],
    ["drop sequence if exists q cascade", [{ kind: "drop-sequence", sequence: n("q"), ifExists: true, cascade: true }]],
    [
      "select setval('s.\"Q\"', 41)",
      [{ kind: "alter-sequence", sequence: n("s.Q"), restart: true, value: 42, text: "select setval('s.\"Q\"', 41)" }],
    ],
    [
      "select pg_catalog.setval('q'::regclass, 41, false)",
      [
        {
          kind: "alter-sequence",
          sequence: n("q"),
          restart: true,
          value: 41,
          text: "select pg_catalog.setval('q'::regclass, 41, false)",
        },
      ],
    ],
    [
      "select setval(pg_get_serial_sequence('s.t', 'a'), (select max(a) from s.t))",
      [
        {
          kind: "alter-sequence",
          sequence: n("s.t_a_seq"),
          of: { table: n("s.t"), column: "a" },
          restart: true,
          value: null,
          behindHighest: true,
          text: "select setval(pg_get_serial_sequence('s.t', 'a'), (select max(a) from s.t))",
        },
      ],
    ],
    [
      "select setval(name, 5) from sequences",
      [{ kind: "opaque", because: "what it calls is not in its text: setval()", calls: ["setval"] }],
    ],
    ["select nextval('q')", [{ kind: "read" }]],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});

describe("what lies around tables", () => {
  it.each<Row>([
    [
      'create extension if not exists "uuid-ossp" with schema s',
      [{ kind: "create-extension", name: "uuid-ossp", ifNotExists: true, schema: "s" }],
    ],
    ["alter extension hstore update to '2'", [{ kind: "update-extension", name: "hstore" }]],
    [
      "drop extension if exists hstore cascade",
      [{ kind: "drop-extension", name: "hstore", ifExists: true, cascade: true }],
    ],
    [
      "create schema if not exists s authorization bob",
      [{ kind: "create-schema", name: "s", ifNotExists: true, owner: "bob" }],
    ],
    ["create schema authorization bob", [{ kind: "create-schema", name: "bob", ifNotExists: false, owner: "bob" }]],
    [
      "create schema s create table t (a int)",
      [
        { kind: "create-schema", name: "s", ifNotExists: false },
        { kind: "opaque", because: "it creates objects inside create schema, which no rule reads" },
      ],
    ],
    ["alter schema s rename to r", [{ kind: "rename-schema", name: "s", to: "r" }]],
    [
      "drop schema if exists s, r cascade",
      [
        { kind: "drop-schema", name: "s", ifExists: true, cascade: true },
        { kind: "drop-schema", name: "r", ifExists: true, cascade: true },
      ],
    ],
    [
      "grant select (a, b), insert on t, s.u to bob, public with grant option",
      [
        {
          kind: "grant",
          privileges: [
            "select (a)",
            "select (b)",
            "insert",
            "grant option for select (a)",
            "grant option for select (b)",
            "grant option for insert",
          ],
          on: [n("t"), n("s.u")],
          of: "relations",
          to: ["bob", "public"],
          text: "grant select (a, b), insert on t, s.u to bob, public with grant option",
        },
      ],
    ],
    [
      "revoke all on all tables in schema s from bob",
      [
        {
          kind: "revoke",
          privileges: ["all"],
          on: [n("s.*")],
          of: "relations",
          all: "tables",
          to: ["bob"],
          text: "revoke all on all tables in schema s from bob",
        },
      ],
    ],
    [
      "grant execute on function f(int) to current_user",
      [
        {
          kind: "grant",
          privileges: ["execute"],
          on: [n("f")],
          of: "routines",
          to: ["current_user"],
          text: "grant execute on function f(int) to current_user",
        },
      ],
    ],
    [
      "grant usage on schema s to bob",
      [{ kind: "grant", privileges: ["usage"], on: [n("s")], to: ["bob"], text: "grant usage on schema s to bob" }],
    ],
    [
      "revoke grant option for select on t from bob",
      [
        {
          kind: "revoke",
          privileges: ["grant option for select"],
          on: [n("t")],
          of: "relations",
          to: ["bob"],
          text: "revoke grant option for select on t from bob",
        },
      ],
    ],
    ["grant admin to bob", [{ kind: "grant", privileges: ["admin"], on: [], to: ["bob"], text: "grant admin to bob" }]],
    ["create role bob login", [{ kind: "create-role", roles: ["bob"], text: "create role bob login" }]],
    ["create user bob", [{ kind: "create-role", roles: ["bob"], text: "create user bob" }]],
    ["alter role bob set search_path = s", [{ kind: "alter-role", text: "alter role bob set search_path = s" }]],
    ["drop role bob", [{ kind: "drop-role", roles: ["bob"], text: "drop role bob" }]],
    ["reassign owned by bob to eve", [{ kind: "alter-role", text: "reassign owned by bob to eve" }]],
    ["drop owned by bob", [{ kind: "drop-owned", roles: ["bob"], text: "drop owned by bob" }]],
    [
      "alter default privileges in schema s grant select on tables to bob",
      [
        {
          kind: "default-privileges",
          grants: true,
          text: "alter default privileges in schema s grant select on tables to bob",
        },
      ],
    ],
    [
      "alter table t enable row level security, force row level security",
      [
        { kind: "row-security", table: n("t"), enabled: true, forced: null },
        { kind: "row-security", table: n("t"), enabled: null, forced: true },
      ],
    ],
    [
      "alter table t disable row level security, no force row level security",
      [
        { kind: "row-security", table: n("t"), enabled: false, forced: null },
        { kind: "row-security", table: n("t"), enabled: null, forced: false },
      ],
    ],
    [
      "create policy p on t using (a = current_user)",
      [
        {
          kind: "create-policy",
          table: n("t"),
          name: "p",
          text: "create policy p on t using (a = current_user)",
          clauses: expect.objectContaining({ cmd_name: '"all"', permissive: "true" }) as Readonly<
            Record<string, string>
          >,
          reads: [],
        },
      ],
    ],
    [
      "alter policy p on t to bob",
      [
        {
          kind: "alter-policy",
          table: n("t"),
          name: "p",
          text: "alter policy p on t to bob",
          clauses: { roles: '[{"RoleSpec":{"roletype":"ROLESPEC_CSTRING","rolename":"bob"}}]' },
        },
      ],
    ],
    [
      "alter policy p on t rename to q",
      [{ kind: "alter-policy", table: n("t"), name: "p", to: "q", text: "alter policy p on t rename to q" }],
    ],
    [
      "drop policy if exists p on s.t",
      [{ kind: "drop-policy", table: n("s.t"), name: "p", text: "drop policy if exists p on s.t" }],
    ],
    [
      "create publication p for table t, tables in schema s",
      [
        {
          kind: "publication",
          text: "create publication p for table t, tables in schema s",
          does: "make",
          name: "p",
          ifExists: false,
          publishes: [n("t"), n("s.*")],
          members: [
            { table: n("t"), columns: null, filter: null },
            { table: n("s.*"), columns: null, filter: null },
          ],
        },
      ],
    ],
    [
      "create publication p for all tables with (publish = 'insert, truncate')",
      [
        {
          kind: "publication",
          text: "create publication p for all tables with (publish = 'insert, truncate')",
          does: "make",
          name: "p",
          ifExists: false,
          members: [{ table: n("*"), columns: null, filter: null }],
          settings: { publish: "insert, truncate" },
        },
      ],
    ],
    [
      "alter publication p drop table t",
      [
        {
          kind: "publication",
          text: "alter publication p drop table t",
          does: "alter",
          name: "p",
          ifExists: false,
          withdraws: [n("t")],
        },
      ],
    ],
    [
      "drop publication p",
      [{ kind: "publication", text: "drop publication p", does: "drop", name: "p", ifExists: false }],
    ],
    [
      "alter publication p rename to q",
      [
        {
          kind: "publication",
          text: "alter publication p rename to q",
          does: "alter",
          name: "p",
          to: "q",
          ifExists: false,
        },
      ],
    ],
    [
      "create statistics s.x on a, b from t",
      [{ kind: "statistics", does: "make", name: n("s.x"), on: n("t"), ifExists: false, text: ",a,b,[]" }],
    ],
    ["drop statistics if exists x", [{ kind: "statistics", does: "drop", name: n("x"), on: null, ifExists: true }]],
    [
      "alter statistics x set statistics 100",
      [{ kind: "statistics", does: "alter", name: n("x"), on: null, ifExists: false }],
    ],
    [
      "comment on column t.a is 'x'",
      [{ kind: "comment", text: "comment on column t.a is 'x'", says: "x", on: { relation: n("t"), column: "a" } }],
    ],
    [
      "comment on table t is null",
      [{ kind: "comment", text: "comment on table t is null", says: null, on: { relation: n("t"), column: null } }],
    ],
    [
      "create server s foreign data wrapper w",
      [{ kind: "opaque", because: "no rule speaks of this statement: create server s foreign …" }],
    ],
    [
      "create operator === (leftarg = int, rightarg = int, function = f)",
      [{ kind: "opaque", because: "no rule speaks of this statement: create operator === (leftarg …" }],
    ],
    [
      "create text search configuration c (copy = simple)",
      [{ kind: "opaque", because: "no rule speaks of this statement: create text search configuration …" }],
    ],
    [
      "create cast (text as int) with function f(text)",
      [{ kind: "opaque", because: "no rule speaks of this statement: create cast (text as …" }],
    ],
    ["create database d", [{ kind: "opaque", because: "no rule speaks of this statement: create database d …" }]],
    [
      "alter system set work_mem = '1MB'",
      [{ kind: "opaque", because: "no rule speaks of this statement: alter system set work_mem …" }],
    ],
  ])("is read from %s", async (text, changes) => {
    expect(changesIn(await parsePostgresql(text))).toEqual(changes);
  });
});
