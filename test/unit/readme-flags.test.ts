import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { longNameOf } from "../../src/commands/flag.ts";
import { FLAGS } from "../../src/commands/flags.ts";

const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const ROWS = README.split("\n").filter((line) => line.startsWith("|"));
const IN_TABLES = new Set(ROWS.flatMap((row) => row.match(/--[a-z][a-z-]*/g) ?? []));

describe("README.md", () => {
  it("names every flag of the program in a table", () => {
    const names = FLAGS.map((flag) => `--${longNameOf(flag)}`);
    expect(names.filter((name) => !IN_TABLES.has(name))).toEqual([]);
  });
});
