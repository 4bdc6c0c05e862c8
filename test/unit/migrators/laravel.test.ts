import { describe, expect, it } from "vitest";
import { laravel } from "../../../src/migrators/laravel.ts";

const NONE = { variables: {} };

describe("laravel", () => {
  it.each([
    [{}, ["--path=database/migrations/2024_a.php"]],
    [{ migrationsDir: "db/changes/" }, ["--path=db/changes/2024_a.php"]],
    [{ migrationsDir: "/app/changes" }, ["--path=/app/changes/2024_a.php", "--realpath"]],
  ])("takes one step back and sees only the target's file, with %j", (told, words) => {
    const settings = { ...NONE, ...told };
    expect(laravel.revertCommand({ name: "2024_a", file: "2024_a.php", staying: [] }, settings)?.argv).toEqual([
      "php",
      "artisan",
      "migrate:rollback",
      "--step=1",
      ...words,
      "--force",
    ]);
  });

  it.each([
    [["id", "migration", "batch"], true],
    [["id", "timestamp", "name"], false],
    [["id", "name", "run_on"], false],
  ])("is recognised by the columns %j: %s", (columns, recognised) => {
    expect(laravel.recognise(new Map([["migrations", new Set(columns)]]))).toBe(recognised);
  });
});
