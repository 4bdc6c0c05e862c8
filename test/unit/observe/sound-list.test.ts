import type { KnownMigration } from "../../../src/model/migration.ts";
import type { MigrationFile } from "../../../src/ports/image.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { soundList } from "../../../src/observe/sound-list.ts";

describe("a list that a ledger can record", () => {
  it("is taken as it is", () => {
    const list = [known("1_a.js"), known("1_a.ts"), known("2_größe_🐘.js")];
    expect(soundList(list, "db", "image-not-readable")).toBe(list);
  });

  it.each<[keyof typeof migrators, readonly string[], string]>([
    ["dbmate", ["1_a.sql", "1_b.sql"], "1_a.sql and 1_b.sql in db are both recorded as 1"],
    ["node-pg-migrate", ["1_a.js", "1_a.sql"], "1_a.js and 1_a.sql in db are both recorded as 1_a"],
    ["knex", ["1_a.js", "1_a.js"], "1_a.js and 1_a.js in db are both recorded as 1_a.js"],
    ["sequelize", ["1_caf\uFFFD.js"], "the name of 1_caf\uFFFD.js in db is no valid UTF-8"],
    ["laravel", ["2024_caf\uFFFD.php"], "the name of 2024_caf\uFFFD.php in db is no valid UTF-8"],
    ["knex", ["1_caf\uDCE9.js"], "the name of 1_caf\uFFFD.js in db is no valid UTF-8"],
  ])("is none with these files of %s: %j", (tool, names, summary) => {
    const list = migrators[tool].knownFrom(names.map(file));
    expect(() => soundList(list, "db", "image-not-readable")).toThrow(summary);
  });

  it("may have any bytes in a name of which only the number is recorded", () => {
    const list = migrators.dbmate.knownFrom(["1_caf\uFFFD.sql"].map(file));
    expect(soundList(list, "db", "file-not-readable").map(({ name }) => name)).toEqual(["1"]);
  });
});

function known(name: string): KnownMigration {
  return { name, file: name, down: { kind: "code" } };
}

function file(name: string): MigrationFile {
  return { name, text: null, down: null };
}
