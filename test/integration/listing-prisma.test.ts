import type { ImageListing } from "../../src/ports/image.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

describe("the listing of Prisma", () => {
  it("lists the folders with a migration in them, with the down.sql beside it", () => {
    image.put("prisma/schema.prisma", "");
    image.put("prisma/migrations/migration_lock.toml", "");
    image.put("prisma/migrations/2_b/migration.sql", "create table b ();");
    image.put("prisma/migrations/1_a/migration.sql", "create table a ();");
    image.put("prisma/migrations/1_a/down.sql", "drop table a;");
    image.put("prisma/migrations/3_c/readme.md", "");
    expect(look().files.map(({ name, text, up }) => [name, text, up])).toEqual([
      ["1_a", "drop table a;", "create table a ();"],
      ["2_b", null, "create table b ();"],
    ]);
  });

  it("leaves out what a node's log would not hold, the oldest first, and still lists all of it", () => {
    const long = `insert into a values ('${"ü".repeat(700_000)}');`;
    for (const name of ["1_a", "2_b", "3_c"]) image.put(`prisma/migrations/${name}/migration.sql`, long);
    image.put("prisma/migrations/4_d/migration.sql", `select '${"x".repeat(9_000_000)}';`);
    image.put("prisma/schema.prisma", "");
    const { files } = look();
    expect(files.map(({ name, up }) => [name, up?.length])).toEqual([
      ["1_a", undefined],
      ["2_b", undefined],
      ["3_c", long.length],
      ["4_d", undefined],
    ]);
  });

  it.each([
    ["prisma.config.js", `module.exports = { migrations: { path: "db" } };`, "db"],
    ["prisma.config.ts", `import { env } from "not-here"; export default { migrations: { path: "db" } };`, "db"],
    ["prisma.config.mjs", `export default { schema: "db/schema.prisma" };`, "db/migrations"],
    ["package.json", `{ "prisma": { "schema": "db/models" } }`, "db/migrations"],
    ["schema.prisma", "", "migrations"],
    ["prisma/schema/main.prisma", "", "prisma/migrations"],
  ])("finds them as %s says", (file, text, directory) => {
    image.put("db/models/main.prisma", "");
    image.put("db/schema.prisma", "");
    image.put("prisma/migrations/migration_lock.toml", "");
    image.put(file, text);
    image.put(`${directory}/1_a/migration.sql`, "");
    expect(look().files.map(({ name }) => name)).toEqual(["1_a"]);
  });

  it("says that an image has none of it", () => {
    expect(() => look()).toThrow("neither Prisma nor its schema");
  });
});

function look(): ImageListing {
  return image.look(migrators.prisma.listing({ variables: {} }));
}
