// No registry carries Ecto: its ledger is made by the statements that its source gives (Ecto.Migration.SchemaMigration),
// and its release is a stand-in, with Debian's Elixir for whatever the release's program evaluates.
import type { Ledger } from "../../src/model/migration.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { ImageDirectory } from "../support/image-directory.ts";
import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ecto } from "../../src/migrators/ecto.ts";
import { createImageDirectory } from "../support/image-directory.ts";
import { HOMES, ask } from "./tools/by-source.ts";
import { debianPackages } from "./tools/installed.ts";

/** Each in a schema of its own, where the database has them. */
const LEDGERS = {
  PostgreSQL: ["schema_migrations", "tenant.schema_migrations"],
  MariaDB: ["schema_migrations", "tenant.schema_migrations"],
  SQLite: ["schema_migrations"],
} as const;

describe.each(HOMES)("by its source: ecto on $title", ({ title, start }) => {
  let server: DatabaseHome;

  beforeAll(async () => {
    server = await start();
    await server.createDatabase("shop");
    const type = { PostgreSQL: "timestamp(0)", MariaDB: "datetime", SQLite: "text" }[title];
    const tenant = { PostgreSQL: "create schema tenant", MariaDB: "create database tenant", SQLite: "select 1" }[title];
    const tables = LEDGERS[title].map(
      (table) => `create table ${table} (version bigint primary key, inserted_at ${type});
        insert into ${table} values (20240102000000, '2024-02-02T10:00:00'), (7, '2024-02-03T10:00:00')`,
    );
    await server.session("shop", [tenant, ...tables].join(";\n"));
  });

  afterAll(async () => server.stop());

  const ledger = async (table?: string): Promise<Ledger> =>
    ask(server.urlOf("shop"), async (database) =>
      ecto.readLedger(database, { variables: {}, ...(table && { table }) }, []),
    );

  it.each(LEDGERS[title])("by its source: reads %s, whose times are UTC", async (table) => {
    expect(await ledger(table)).toMatchObject({
      table,
      applied: [
        { name: "7", appliedAt: "2024-02-03T10:00:00.000Z" },
        { name: "20240102000000", appliedAt: "2024-02-02T10:00:00.000Z" },
      ],
      lock: null,
    });
  });

  it("by its source: sees the ledgers of other prefixes, where they are schemas", async () => {
    const elsewhere = {
      PostgreSQL: [{ table: "tenant.schema_migrations", names: ["20240102000000", "7"] }],
      MariaDB: [],
      SQLite: [],
    };
    expect((await ledger("schema_migrations")).elsewhere).toEqual(elsewhere[title]);
  });

  it("by its source: is recognised", async () => {
    const columns = await ask(server.urlOf("shop"), async (database) => database.columns(ecto.tables));
    expect(ecto.recognise(columns)).toBe(true);
  });

  it("by its source: is locked while the table is, on PostgreSQL alone", async () => {
    const sql = {
      PostgreSQL: `begin; lock table "schema_migrations" in share update exclusive mode`,
      MariaDB: "select get_lock('ecto_Shop.Repo', 1)",
      SQLite: "begin immediate",
    }[title];
    const what = {
      PostgreSQL: "the table schema_migrations is locked, as Ecto does while it migrates",
      MariaDB: undefined,
      SQLite: undefined,
    };
    await server.session("shop", sql, async () => {
      expect((await ledger("schema_migrations")).lock?.what).toBe(what[title]);
    });
  });
});

describe("by its source: ecto's release", () => {
  let release: ImageDirectory;

  beforeAll(() => {
    debianPackages("elixir");
    release = createImageDirectory();
    release.put("bin/server", "#!/bin/sh\nexec ./shop start\n");
    release.put("bin/shop", `#!/bin/sh\nRELEASE_NAME="\${RELEASE_NAME:-"shop"}"\n${EVALUATE}`);
    chmodSync(`${release.path}/bin/shop`, 0o755);
    release.put("lib/shop-0.1.0/ebin/shop.app", SHOP_APP);
    release.put("lib/shop-0.1.0/priv/repo/migrations/20240101000000_one.exs", migration("One", "def change, do: nil"));
    release.put("lib/shop-0.1.0/priv/repo/migrations/20240102000000_two.exs", migration("Two", "def change, do: nil"));
    release.put("lib/shop-0.1.0/priv/repo/migrations/.formatter.exs", "[]");
    release.put("lib/shop-0.1.0/priv/repo/seeds.exs", "");
  });

  afterAll(() => release.remove());

  it("by its source: is listed, with nothing but a shell", () => {
    const known = ecto.knownFrom(release.look(ecto.listing({ variables: {} })).files);
    expect(known.map(({ name, file }) => [name, file])).toEqual([
      ["20240101000000", "20240101000000_one.exs"],
      ["20240102000000", "20240102000000_two.exs"],
    ]);
  });

  it.each([
    [undefined, "[]"],
    ["tenant.schema_migrations", '[prefix: "tenant"]'],
  ])("by its source: takes back the one that is named, and with it its prefix: %s", (table, options) => {
    expect(revert("20240101000000", table)).toContain(`down Shop.Repo 20240101000000 Shop.One ${options}`);
  });

  it.each([
    ["20240109000000", "version 20240109000000 is in 0 files of [Shop.Repo], not in one"],
    ["20240102000000", "already_down"],
  ])("by its source: ends with an error where there is nothing to take back: %s", (version, said) => {
    expect(() => revert(version)).toThrow(said);
  });

  function revert(name: string, table?: string): string {
    const settings = { variables: {}, ...(table !== undefined && { table }) };
    const { argv: [program = "", ...words] = [], environment } =
      ecto.revertCommand({ name, file: name, staying: [] }, settings) ?? {};
    const env = { PATH: process.env["PATH"], HOME: release.path, LANG: "C.UTF-8", ...environment };
    return execFileSync(program, words, { cwd: release.path, env, encoding: "utf8", stdio: "pipe" });
  }
});

function migration(name: string, body: string): string {
  return `defmodule Shop.${name} do\n  use Ecto.Migration\n  ${body}\nend\n`;
}

const SHOP_APP =
  "{application, shop, [{vsn, \"0.1.0\"}, {modules, []}, {applications, []}, {env, [{ecto_repos, ['Elixir.Shop.Repo']}]}]}.\n";

/** What the script needs of Ecto, by its documentation; the second migration is not applied. */
const EVALUATE = String.raw`export RELEASE_ROOT="$PWD"
[ "$1" = eval ] || exit 1
exec elixir -pa "$PWD/lib/shop-0.1.0/ebin" -e '
defmodule Ecto.Migration do
  defmacro __using__(_) do
    quote do
      def __migration__, do: []
    end
  end
end
defmodule Shop.Repo do
end
defmodule Ecto.Migrator do
  def migrations_path(_), do: Path.join(File.cwd!(), "lib/shop-0.1.0/priv/repo/migrations")
  def with_repo(repo, fun), do: {:ok, fun.(repo), []}
  def down(_, 20240102000000, _, _), do: :already_down
  def down(repo, version, module, opts) do
    IO.puts("down #{inspect(repo)} #{version} #{inspect(module)} #{inspect(opts)}")
    :ok
  end
end
' -e "$2"
`;
