import type { ImageListing } from "../../src/ports/image.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
});

afterEach(() => image.remove());

const { drizzle } = migrators;

const UP = "create table users ();\r\n";

const HASH = createHash("sha256").update(UP).digest("hex");

describe("the listing of Drizzle", () => {
  it("goes by the journal of a release 0, under the hashes that the ledger holds", () => {
    put("drizzle", "postgresql");
    image.put("drizzle/0001_stray.sql", "select 1;");
    image.put("drizzle/0000_users.down.sql", "drop table users;");
    const { files, settings } = look();
    expect(drizzle.knownFrom(files)).toEqual([
      {
        name: HASH,
        file: "0000_users.sql",
        down: { kind: "sql", text: "drop table users;", transaction: true },
        up: UP,
      },
    ]);
    expect(settings["table"]).toBe("drizzle.__drizzle_migrations");
  });

  it("goes by the folders of a release 1, under the same hashes", () => {
    image.put("drizzle.config.ts", `import "not-here"; export default { dialect: "mysql", out: "./db" };`);
    image.put("db/20240101000000_users/migration.sql", UP);
    image.put("db/20240101000000_users/snapshot.json", `{ "dialect": "mysql" }`);
    const { files, settings } = look();
    expect(drizzle.knownFrom(files)).toMatchObject([
      { name: HASH, file: "20240101000000_users", down: { kind: "absent" } },
    ]);
    expect(settings["table"]).toBe("__drizzle_migrations");
  });

  it.each([
    ["postgresql", `migrations: { table: "log", schema: "app" }`, "app.log"],
    ["postgresql", `migrations: { table: "log" }`, "drizzle.log"],
    ["mysql", `migrations: { table: "log" }`, "log"],
  ])("tells the ledger's table on %s with %s", (dialect, migrations, table) => {
    image.put("drizzle.config.js", `module.exports = { ${migrations} };`);
    put("drizzle", dialect);
    expect(look().settings["table"]).toBe(table);
  });

  it("finds a usual directory where no configuration was shipped", () => {
    image.put("node_modules/drizzle-orm/index.js", "");
    put("src/db/migrations", "mysql");
    expect(look().files.map(({ name }) => name)).toEqual(["0000_users.sql"]);
  });

  it("says that an image has none of it", () => {
    expect(() => look()).toThrow("neither Drizzle nor its migrations");
  });
});

function put(directory: string, dialect: string): void {
  const entries = [{ idx: 0, when: 1, tag: "0000_users" }];
  image.put(`${directory}/meta/_journal.json`, JSON.stringify({ version: "7", dialect, entries }));
  image.put(`${directory}/0000_users.sql`, UP);
}

function look(): ImageListing {
  return image.look(drizzle.listing({ variables: {} }));
}
