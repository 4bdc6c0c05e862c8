import type { SchemaDdl } from "../../../../src/model/schema-ddl.ts";
import { describe, expect, it } from "vitest";
import { differencesBetween } from "../../../../src/observe/rehearsal/differences.ts";

const TABLE = "create table public.t (\n  id bigint not null,\n  name text\n) with (fillfactor = '70')";

function schema(...statements: readonly string[]): SchemaDdl {
  return { statements, roles: [], leftOut: [] };
}

describe("two schemas", () => {
  it.each([
    ["the order of statements", schema(TABLE, "create view v as select 1"), schema("create view v as select 1", TABLE)],
    [
      "the order of a table's columns",
      schema(TABLE),
      schema("create table public.t (\n  name text,\n  id bigint not null\n) with (fillfactor = '70')"),
    ],
    [
      "where a counter stands",
      schema("CREATE TABLE `t` (\n  `id` int\n) ENGINE=InnoDB AUTO_INCREMENT=7"),
      schema("CREATE TABLE `t` (\n  `id` int\n) ENGINE=InnoDB"),
    ],
  ])("are alike but for %s", (_, wanted, found) => {
    expect(differencesBetween(wanted, found)).toEqual([]);
  });

  it("differ in columns, one by one", () => {
    const found = schema(
      "create table public.t (\n  id bigint not null,\n  name varchar(10)\n) with (fillfactor = '70')",
    );
    expect(differencesBetween(schema(TABLE), found)).toEqual([
      "missing: name text of public.t",
      "too much: name varchar(10) of public.t",
    ]);
  });

  it("differ in what is left out of the statements", () => {
    const wanted = { ...schema(), leftOut: ["aggregate public.longest(text)"] };
    expect(differencesBetween(wanted, schema())).toEqual(["missing: aggregate public.longest(text)"]);
  });

  it("are told apart by a whole body, and named by its beginning on one line", () => {
    const body = (last: string): string => `CREATE FUNCTION f()\n AS $$ ${"x".repeat(300)}${last} $$`;
    const [missing = "", more = ""] = differencesBetween(schema(body("1")), schema(body("2")));
    expect(missing).toMatch(/^missing: CREATE FUNCTION f\(\) AS \$\$ x{20,}…$/);
    expect(more).toMatch(/^too much: CREATE FUNCTION f\(\) AS \$\$ x{20,}…$/);
  });
});
