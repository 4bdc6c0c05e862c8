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

const mikroOrm = migrators["mikro-orm"];

const migration = (down: string): string => `class Migration { down() { throw new Error("cannot be reverted"); } }
exports.Migration1 = class Migration1 extends Migration { async up() {} ${down} };`;

const CODE = migration(`async down() { this.addSql("drop table users"); }`);

describe("the listing of MikroORM", () => {
  it("finds the compiled files where the configuration says, and leaves others out", () => {
    image.put(
      "mikro-orm.config.js",
      `module.exports = { migrations: { path: "db", tableName: "ledger" }, schema: "app" };`,
    );
    image.put("db/Migration2_b.js", CODE);
    image.put("db/Migration1_a.js", CODE);
    image.put("db/Migration1_a.d.ts", "");
    image.put("db/.snapshot-shop.json", "{}");
    image.put("db/Migration1_a.js.map", "{}");
    const listing = look();
    expect(namesIn(listing)).toEqual(["Migration1_a", "Migration2_b"]);
    expect(listing.settings["table"]).toBe("app.ledger");
  });

  it.each([
    ["a function", `module.exports = async (name) => ({ contextName: name, migrations: { path: "db" } });`],
    ["a promise", `module.exports = Promise.resolve({ migrations: { path: "db" } });`],
    [
      "one of several",
      `module.exports = [{ contextName: "b", migrations: { path: "x" } }, { migrations: { path: "db" } }];`,
    ],
    ["text that does not load", `require("not-here"); module.exports = { migrations: { path: "db" } };`],
  ])("takes a configuration that is %s", (_, text) => {
    image.put("mikro-orm.config.js", text);
    image.put("db/Migration1.js", CODE);
    expect(namesIn(look())).toEqual(["Migration1"]);
  });

  it("does not list compiled files where the tool would revert from the sources", () => {
    image.put("mikro-orm.config.js", `module.exports = { migrations: { path: "dist/db", pathTs: "src/db" } };`);
    image.put("dist/db/Migration1.js", CODE);
    expect(() => look()).toThrow("there is no migrations directory");
    expect(namesIn(look({ MIKRO_ORM_CLI_PREFER_TS: "0" }))).toEqual(["Migration1"]);
  });

  it.each([
    ["", "refused"],
    ["async down() {}", "absent"],
    ["async down() { this.addSql('select 1;'); }", "absent"],
    ["async down() { this.addSql('select 1;'); this.addSql('drop table users'); }", "code"],
  ])("judges the down %j: %s", (down, kind) => {
    image.put("mikro-orm.config.js", "module.exports = {};");
    image.put("migrations/Migration1.js", migration(down));
    expect(look().files.map((file) => file.down?.kind)).toEqual([kind]);
  });

  it("says that an image has none of it", () => {
    expect(() => look()).toThrow("neither MikroORM nor a mikro-orm.config file");
  });
});

function look(variables: Readonly<Record<string, string>> = {}): ImageListing {
  return image.look(mikroOrm.listing({ variables }));
}

function namesIn({ files }: ImageListing): readonly string[] {
  return mikroOrm.knownFrom(files).map(({ name }) => name);
}
