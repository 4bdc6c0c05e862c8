import { describe, expect, it } from "vitest";
import { downIn as gooseDownIn } from "../../../src/migrators/goose/file.ts";
import { statementsIn } from "../../../src/migrators/sections/marked-statements.ts";
import { downIn as sqlMigrateDownIn } from "../../../src/migrators/sql-migrate/file.ts";

const UP = "-- +goose Up\ncreate table a (id int);\n";

describe("the down in one of goose's files", () => {
  it.each([
    ["statements", `${UP}-- +goose Down\ndrop table a;\n`, "drop table a;\n"],
    [
      "Windows' line ends and a byte order mark",
      `\uFEFF${UP}-- +goose Down\ndrop table a;\n`.replaceAll("\n", "\r\n"),
      "drop table a;\n",
    ],
    ["small letters", `${UP}-- +goose down\ndrop table a;`, "drop table a;"],
    [
      "a block without a semicolon",
      `${UP}-- +goose Down\n-- +goose StatementBegin\ncreate function f() as $$ a; $$\n-- +goose StatementEnd\nselect f();`,
      "-- StatementBegin\ncreate function f() as $$ a; $$\n;\n-- StatementEnd\nselect f();",
    ],
    [
      "a block with one",
      `${UP}-- +goose Down\n-- +goose StatementBegin\nbegin a; end;\n\n-- +goose StatementEnd`,
      "-- StatementBegin\nbegin a; end;\n\n-- StatementEnd",
    ],
  ])("is what follows its mark: %s", (_, text, statements) => {
    expect(gooseDownIn(text)).toEqual({ kind: "sql", text: statements, transaction: true });
  });

  it("runs outside a transaction when the file opts out, wherever it says so", () => {
    expect(gooseDownIn(`-- +goose NO TRANSACTION\n${UP}-- +goose Down\ndrop table a;`)).toMatchObject({
      transaction: false,
    });
  });

  it("is goose's own business where goose puts variables into it", () => {
    expect(gooseDownIn(`-- +goose ENVSUB ON\n${UP}-- +goose Down\ndrop table \${T};`)).toEqual({ kind: "code" });
  });

  it.each([
    ["it has no '-- +goose Down' part", UP],
    ["part is empty", `${UP}-- +goose Down\n-- nothing\n\n`],
    ["part is empty", `${UP}-- +goose Down\n-- +goose StatementBegin\n-- nothing\n-- +goose StatementEnd\n`],
    ["goose refuses the file", "drop table a;"],
    ["goose refuses the file", `${UP}-- +goose Undo\ndrop table a;`],
    ["goose refuses the file", `-- +goose Down\ndrop table a;\n${UP}`],
    ["goose refuses the file", `${UP}-- +goose Down\na;\n-- +goose Down\nb;`],
  ])("is absent, since %s: %j", (because, text) => {
    expect(gooseDownIn(text)).toEqual({ kind: "absent", because: expect.stringContaining(because) as string });
  });
});

describe("the down in one of sql-migrate's files", () => {
  const up = "-- +migrate Up\ncreate table a (id int);\n";

  it.each([
    ["statements", `${up}-- +migrate Down\ndrop table a;\n`, "\ndrop table a;\n"],
    ["several parts", `-- +migrate Down\nb;\n${up}-- +migrate Down\nc;`, "\nb;\n\nc;"],
    [
      "a block",
      `${up}-- +migrate Down\n-- +migrate StatementBegin\nbegin a; end\n-- +migrate StatementEnd\nb;`,
      "\n-- StatementBegin\nbegin a; end\n;\n-- StatementEnd\nb;",
    ],
  ])("is what follows its marks: %s", (_, text, statements) => {
    expect(sqlMigrateDownIn(text)).toEqual({ kind: "sql", text: statements, transaction: true });
  });

  it.each([
    ["-- +migrate Down notransaction\r\ndrop index concurrently a;", false],
    ["-- +migrate Down\r\ndrop table a;", true],
  ])("runs in a transaction unless its own mark opts out: %j", (down, transaction) => {
    const text = `\uFEFF-- +migrate Up notransaction\r\nx;\r\n${down}`;
    expect(sqlMigrateDownIn(text)).toMatchObject({ kind: "sql", transaction });
  });

  it.each([
    ["it has no '-- +migrate Down' part", up],
    ["part is empty", `${up}-- +migrate Down\n-- nothing\n`],
    ["part is empty", `-- +migrate Down\n${up}`],
    ["without which the tool refuses it", "drop table a;"],
  ])("is absent, since %s: %j", (because, text) => {
    expect(sqlMigrateDownIn(text)).toEqual({ kind: "absent", because: expect.stringContaining(because) as string });
  });
});

describe("the statements of a down, one by one", () => {
  it.each([
    ["drop index a;\ndrop index b; -- c;\n\n-- nothing\n", ["drop index a;", "drop index b; -- c;"]],
    ["select 1,\n  2;\nselect 3", ["select 1,\n  2;", "select 3"]],
    ["a; b;\n;\n", ["a; b;"]],
    ["-- StatementBegin\nbegin a;\nend;\n-- StatementEnd\nb;", ["begin a;\nend;", "b;"]],
    ["", []],
  ])("of %j are %j", (text, statements) => {
    expect(statementsIn(text)).toEqual(statements);
  });
});
