// No registry here carries EF Core: its ledger is made by the statements that its source gives (HistoryRepository.cs of
// Npgsql's, Pomelo's and SQLite's providers), and an assembly is bytes as ECMA-335 says that an attribute is stored.
import type { Ledger } from "../../src/model/migration.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { efCore } from "../../src/migrators/ef-core.ts";
import { createImageDirectory } from "../support/image-directory.ts";
import { HOMES, ask } from "./tools/by-source.ts";

const TABLES = { own: ["MigrationId", "ProductVersion"], snake: ["migration_id", "product_version"] } as const;

describe.each(HOMES)("by its source: ef-core on $title", ({ title, start }) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  const create = async (name: "own" | "snake"): Promise<void> => {
    await server.createDatabase(name);
    const [id, product] = TABLES[name];
    await server.session(
      name,
      `create table "__EFMigrationsHistory" ("${id}" varchar(150) not null primary key, "${product}" varchar(32) not null);
       insert into "__EFMigrationsHistory" values ('20240102000000_Orders', '8.0.1'), ('20240101000000_Users', '8.0.1')`,
    );
  };

  const ledger = async (name: string): Promise<Ledger> =>
    ask(server.urlOf(name), async (database) => efCore.readLedger(database, { variables: {} }, []));

  it.each(["own", "snake"] as const)(
    "by its source: is recognised and read, with %s names of its columns",
    async (name) => {
      await create(name);
      const columns = await ask(server.urlOf(name), async (database) => database.columns(efCore.tables));
      expect(efCore.recognise(columns)).toBe(true);
      expect(await ledger(name)).toEqual({
        table: "__EFMigrationsHistory",
        applied: [
          { name: "20240101000000_Users", appliedAt: null },
          { name: "20240102000000_Orders", appliedAt: null },
        ],
        dirty: [],
        lock: null,
        complete: true,
      });
    },
  );

  it("by its source: says of PostgreSQL's ledger that it is locked, and does not wait for it", async () => {
    await server.createDatabase("locked");
    await server.session("locked", `create table "__EFMigrationsHistory" (migration_id text, product_version text)`);
    const sql = {
      PostgreSQL: `begin; lock table "__EFMigrationsHistory" in access exclusive mode`,
      MariaDB: "select get_lock('anything', 1)",
      SQLite: "begin immediate",
    }[title];
    await server.session("locked", sql, async () => {
      const { lock } = await ledger("locked");
      expect(lock !== null).toBe(title === "PostgreSQL");
    });
  });
});

describe("by its source: ef-core's assemblies", () => {
  let image: ImageDirectory;

  afterEach(() => image.remove());

  it("by its source: tell the ids of their migrations, and bundles too", () => {
    image = createImageDirectory();
    image.put(
      "Shop.dll",
      assembly("20240101000000_Users", "20240102000000_AddOrdersForAVeryLongNameThatHas48To57Chars"),
    );
    image.put("efbundle", assembly("20240101000000_Users", "20240103000000_Total2"));
    image.put("Shop.pdb", "20240109000000_NotThisOne");
    image.put("Other.dll", "2024010100000_Short 123456789012345_Long 20240101000000 20240101000000_");
    const listing = image.look(efCore.listing({ variables: {} }));
    expect(efCore.knownFrom(listing.files).map(({ name }) => name)).toEqual([
      "20240101000000_Users",
      "20240102000000_AddOrdersForAVeryLongNameThatHas48To57Chars",
      "20240103000000_Total2",
    ]);
  });

  it("by its source: are said to tell nothing where nothing is in them", () => {
    image = createImageDirectory();
    image.put("Shop.dll", "MZ\u0000");
    expect(() => image.look(efCore.listing({ variables: {} }))).toThrow("no assembly or bundle with names of EF Core");
  });
});

/** Prolog, the argument with its length before it, and no named arguments, between other bytes. */
function assembly(...ids: readonly string[]): Buffer {
  const attributes = ids.map((id) =>
    Buffer.concat([Buffer.from([1, 0, id.length]), Buffer.from(id), Buffer.from([0, 0, 0x80, 0xff])]),
  );
  return Buffer.concat([Buffer.from("MZ\u0000\n"), ...attributes]);
}
