import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { statementsIn, statementsOf } from "../../../src/sql/statements.ts";

const DIALECTS = [["postgresql"], ["mysql"], ["mariadb"], ["sqlite"]] as const;

describe.each(DIALECTS)("a file for %s", (dialect) => {
  it("is read as UTF-8", async () => {
    const [statement] = await statementsIn(dialect, new TextEncoder().encode("\uFEFFdrop table é"));
    expect(statement?.changes).toMatchObject([{ kind: "drop-table", table: { name: "é" } }]);
  });

  it.each([
    ["Latin-1", [0x2d, 0x2d, 0xe9]],
    ["UTF-16", [0xff, 0xfe, 0x41, 0x00]],
  ])("is not understood in %s", async (_name, bytes) => {
    expect(await statementsIn(dialect, Uint8Array.from(bytes))).toEqual([
      { text: "", changes: [{ kind: "opaque", because: "the file is not UTF-8" }] },
    ]);
  });
});

describe.each(DIALECTS)("a placeholder in a text, for %s", (dialect) => {
  it.each([
    "'${name}'",
    "'{{ name }}'",
    "'{{ .Values.name }}'",
    "'{{ name | upper }}'",
    "'<%= name %>'",
    "'a #{name}'",
  ])("leaves a default open: %s", async (text) => {
    const [statement] = await statementsOf(dialect, `alter table t add column a varchar(20) default ${text}`);
    expect(statement?.changes).toMatchObject([{ kind: "opaque", because: expect.stringContaining("placeholder") }]);
  });

  it.each([
    "insert into letters (body) values ('${name}')",
    "delete from letters where body = '{{ name }}'",
    "update letters set body = '<%= name %>'",
  ])("leaves open what is written, where nothing else is in it: %s", async (text) => {
    const [statement] = await statementsOf(dialect, text);
    expect(statement?.changes).toMatchObject([{ kind: "opaque", because: expect.stringContaining("placeholder") }]);
  });

  it.each(["'${name}, hello'", "'Dear {{ name }}'"])("may be what a row holds: %s", async (text) => {
    const [statement] = await statementsOf(dialect, `insert into letters (body) values (${text})`);
    expect(statement?.changes).toMatchObject([{ kind: "insert" }]);
  });

  it.each(["'{{1,2},{3,4}}'", "'{}'", "'$5'", "'50 %'"])("is not what looks a little like one: %s", async (text) => {
    const [statement] = await statementsOf(dialect, `alter table t add column a varchar(20) default ${text}`);
    expect(statement?.changes).toMatchObject([{ kind: "add-column" }]);
  });
});

describe("a password in a statement", () => {
  it.each<[Dialect, string, string]>([
    ["postgresql", "create role app login password 'secret'", "create role app login password '…'"],
    ["postgresql", "alter user app encrypted PASSWORD E'secret' login", "alter user app encrypted PASSWORD '…' login"],
    [
      "postgresql",
      "do $$ begin execute 'create role a password ''secret''' || b; end $$",
      "do $$ begin execute 'create role a password '…' || b; end $$",
    ],
    [
      "postgresql",
      "create subscription s connection 'host=h password=secret user=u' publication p",
      "create subscription s connection 'host=h password=… user=u' publication p",
    ],
    ["mysql", "create user app identified by 'secret'", "create user app identified by '…'"],
    ["mysql", 'alter user app identified with sha2 by "secret"', "alter user app identified with sha2 by '…'"],
    ["mariadb", "set password for app = 'secret'", "set password for app = '…'"],
    ["mariadb", "create user app identified by password('secret')", "create user app identified by password('…')"],
  ])("is not shown: %s, %s", async (dialect, text, shown) => {
    const statements = await statementsOf(dialect, text);
    expect(statements.map((statement) => statement.text)).toEqual([shown]);
    expect(JSON.stringify(statements)).not.toContain("secret");
  });
});
