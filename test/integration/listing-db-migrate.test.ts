import type { ImageListing } from "../../src/ports/image.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { createImageDirectory } from "../support/image-directory.ts";

let image: ImageDirectory;

beforeEach(() => {
  image = createImageDirectory();
  image.put("database.json", "{}");
});

afterEach(() => image.remove());

const dbMigrate = migrators["db-migrate"];

const NAME = "20240101000000-a";

const LOADER = `exports.down = function (db, callback) {
  var filePath = path.join(__dirname + '/sqls/${NAME}-down.sql');
  fs.readFile(filePath, { encoding: 'utf-8' }, function (err, data) {
    if (err) return callback(err);
    db.runSql(data, function (err) { if (err) return callback(err); callback(); });
  });
};`;

describe("the listing of db-migrate", () => {
  it("finds the files and the scopes where .db-migraterc says", () => {
    image.put(".db-migraterc", `{ "migrations-dir": "db", "table": "ledger" }`);
    image.put(`db/${NAME}.js`, "exports.down = (db) => db.dropTable('users');");
    image.put("db/reports/20240102000000-b.js", "exports.down = (db) => db.dropTable('totals');");
    image.put("db/sqls/20240101000000-a-up.sql", "select 1");
    const listing = look();
    expect(dbMigrate.knownFrom(listing.files).map(({ name }) => name)).toEqual([
      `/${NAME}`,
      "reports/20240102000000-b",
    ]);
    expect(listing.settings).toEqual({ table: "ledger" });
  });

  it.each([
    ["runs the SQL file in sqls/", LOADER, { kind: "sql", text: "drop table users", transaction: true }],
    ["does more than that", LOADER.replace("callback();", "db.dropTable('x', callback);"), { kind: "code" }],
    ["returns null", "exports.down = function (db) { return null; };", { kind: "absent" }],
    ["only calls back", "exports.down = function (db, done) { done(null); };", { kind: "absent" }],
    ["calls something else", "exports.down = function (db, done) { undo(); };", { kind: "code" }],
  ])("judges a down that %s", (_, text, down) => {
    image.put(`migrations/${NAME}.js`, text);
    image.put(`migrations/sqls/${NAME}-down.sql`, "drop table users");
    expect(dbMigrate.knownFrom(look().files).map((known) => known.down)).toMatchObject([down]);
  });

  it("has the text of the SQL file that an up runs", () => {
    image.put(`migrations/${NAME}.js`, LOADER.replace("exports.down", "exports.up").replace("-down.sql", "-up.sql"));
    image.put(`migrations/sqls/${NAME}-up.sql`, "create table users ()");
    expect(dbMigrate.knownFrom(look().files)).toMatchObject([{ up: "create table users ()" }]);
  });

  it("says that a down reads a file which is not there", () => {
    image.put(`migrations/${NAME}.js`, LOADER);
    expect(look().files).toMatchObject([{ down: { because: "its down reads a file that is not there" } }]);
  });
});

function look(): ImageListing {
  return image.look(dbMigrate.listing({ variables: {} }));
}
