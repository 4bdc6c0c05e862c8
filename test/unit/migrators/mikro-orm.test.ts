import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";

const mikroOrm = migrators["mikro-orm"];

const target = (name: string) => ({ name, file: `${name}.js`, staying: [] });

describe("MikroORM", () => {
  it("reverts one migration by its name, whatever the release, and never by an end of a range", () => {
    expect(
      mikroOrm.revertCommand(target("Migration1"), { variables: {}, migrationsDir: "db", table: "app.l" }),
    ).toEqual({
      argv: ["node", "node_modules/@mikro-orm/cli/cli.js", "migration:down", "--only", "Migration1"],
      environment: {
        MIKRO_ORM_MIGRATIONS_PATH: "db",
        MIKRO_ORM_MIGRATIONS_PATH_TS: "db",
        MIKRO_ORM_MIGRATIONS_TABLE_NAME: "app.l",
      },
    });
  });

  it.each(["a,b", "a b"])("has no command for the name %j, which it would take for two", (name) => {
    expect(mikroOrm.revertCommand(target(name), { variables: {} })).toBeUndefined();
    expect(mikroOrm.applyCommand?.(target(name), { variables: {} })).toBeUndefined();
  });

  it("knows a source and what was compiled from it as one migration, and keeps the extension .cjs", () => {
    const files = ["Migration2.cjs", "Migration1.ts", "Migration1.js", "Migration1.d.ts", "readme.md"];
    const known = mikroOrm.knownFrom(files.map((name) => ({ name, text: null, down: null })));
    expect(known.map(({ name, file }) => [name, file])).toEqual([
      ["Migration1", "Migration1.js"],
      ["Migration2.cjs", "Migration2.cjs"],
    ]);
  });
});
