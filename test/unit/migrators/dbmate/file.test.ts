import { describe, expect, it } from "vitest";
import { downIn } from "../../../../src/migrators/dbmate/file.ts";

const UP = "-- migrate:up\ncreate table t (id integer);\n";

describe("the down of a dbmate file", () => {
  it.each([
    ["one block", `${UP}-- migrate:down\ndrop table t;\n`, "drop table t;\n", true],
    ["an opted-out transaction", `${UP}-- migrate:down transaction:false\ndrop table t;`, "drop table t;", false],
    [
      "an option that counts only the last time",
      `${UP}-- migrate:down transaction:false transaction:true\nselect 2;`,
      "select 2;",
      true,
    ],
    [
      "options on the up alone",
      "-- migrate:up transaction:false\nselect 1;\n-- migrate:down\nselect 2;",
      "select 2;",
      true,
    ],
    ["other options", `${UP}-- migrate:down x:y:z transaction=false\nselect 2;`, "select 2;", true],
    ["a directive without a space", `--migrate:up\nselect 1;\n--migrate:down\nselect 2;`, "select 2;", true],
    [
      "several sections, in the file's order",
      `${UP}-- migrate:down\nselect 2;\n-- migrate:up\nselect 3;\n-- migrate:down\nselect 4;\n`,
      "select 2;\n\nselect 4;\n",
      true,
    ],
    [
      "a directive in the middle of a line",
      `${UP}-- migrate:down\nselect '-- migrate:down';\n`,
      "select '-- migrate:down';\n",
      true,
    ],
    [
      "a comment that MySQL runs",
      `${UP}-- migrate:down\n/*!40101 drop table t */;\n`,
      "/*!40101 drop table t */;\n",
      true,
    ],
  ])("is SQL with %s", (_, text, sql, transaction) => {
    expect(downIn(text)).toEqual({ kind: "sql", text: sql, transaction });
  });

  it.each([
    ["is missing", UP, "it has no '-- migrate:down' line"],
    ["is empty", `${UP}-- migrate:down\n\n`, "its down block is empty"],
    ["ends with its directive", `${UP}-- migrate:down`, "its down block is empty"],
    [
      "holds only comments",
      `${UP}-- migrate:down\n-- none\n/* really\n none */ ;\n# none\n`,
      "its down block is empty",
    ],
    [
      "is missing in one of several sections",
      `${UP}-- migrate:down\nselect 2;\n-- migrate:up\nselect 3;\n`,
      "it has no '-- migrate:down' line",
    ],
    [
      "comes twice",
      `${UP}-- migrate:down\nselect 2;\n-- migrate:down\nselect 3;\n`,
      "it has two '-- migrate:down' lines after one '-- migrate:up', which dbmate refuses",
    ],
    [
      "comes before the up",
      `-- migrate:down\nselect 2;\n${UP}`,
      "it has statements before '-- migrate:up', which dbmate refuses",
    ],
    [
      "stands in a file without directives",
      "drop table t;",
      "it has no '-- migrate:up' line, without which dbmate refuses the file",
    ],
    [
      "stands behind a byte order mark",
      `\uFEFF${UP}-- migrate:down\nselect 2;`,
      "it has no '-- migrate:up' line, without which dbmate refuses the file",
    ],
  ])("is absent when it %s", (_, text, because) => {
    expect(downIn(text)).toEqual({ kind: "absent", because });
  });
});
