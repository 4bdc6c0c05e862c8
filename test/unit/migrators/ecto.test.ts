import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { ectoDown } from "../../../src/migrators/ecto/file.ts";
import { MARK } from "../../../src/migrators/runtimes/probe-output.ts";
import { fakeDatabase } from "../../support/fake-database.ts";

const { ecto } = migrators;

describe("Ecto's files", () => {
  it.each([
    ["  def change do\n    create table(:a)\n  end", "code", ""],
    ['  def up do\n    execute "x"\n  end\n\n  def down do\n    execute "y"\n  end', "code", ""],
    ['  def up, do: execute("x")\n  def down, do: execute("y")', "code", ""],
    ["  def up do\n  end\n  def down do\n    # nothing\n    :ok\n  end", "absent", "its down is empty"],
    ["  def up do\n  end\n  def down do\n  end", "absent", "its down is empty"],
    ["  def up do\n  end\n  def down, do: :ok", "absent", "its down is empty"],
    ["  def up do\n  end\n  def down(), do: nil # never", "absent", "its down is empty"],
    ['  def up do\n    execute "x"\n  end', "absent", "it has neither down/0 nor change/0"],
    ['  def up do\n  end\n  def down, do: raise "gone for good"', "refused", "only raises: gone for good"],
    [
      '  def up do\n  end\n  def down do\n    raise Ecto.MigrationError, message: "no # way"\n  end',
      "refused",
      "no # way",
    ],
    [
      '  def up do\n  end\n  def down do\n    if prod?() do\n      raise "no"\n    end\n    drop table(:a)\n  end',
      "code",
      "",
    ],
    ['  @moduledoc """\n  def down do\n  end\n  """\n  def change do\n    create table(:a)\n  end', "code", ""],
    ["  use MyApp.Macros", "code", ""],
  ])("judges %j as %s", (body, kind, because) => {
    const text = `defmodule A do\n  use Ecto.Migration\n\n${body}\nend\n`;
    const down = ectoDown(text);
    expect([down.kind, JSON.stringify(down)]).toEqual([kind, expect.stringContaining(because)]);
    expect(ectoDown(`\uFEFF${text.replaceAll("\n", "\r\n")}`).kind).toBe(kind);
  });

  it("are known by the number before their name, in the order of numbers", () => {
    const files = ["20240102000000_b.exs", "sub/0020240101000000_a.exs", "seeds.exs", "x_1_c.exs"];
    const listing = ecto
      .listing({ variables: {} })
      .parse(printed("directory /app/lib", ...files.map((name) => `file ${name}`)));
    expect(ecto.knownFrom(listing.files).map(({ name, file }) => [name, file])).toEqual([
      ["20240101000000", "sub/0020240101000000_a.exs"],
      ["20240102000000", "20240102000000_b.exs"],
    ]);
  });

  it("cannot be taken back where two are recorded alike", () => {
    const output = printed("directory /a", "file 1_a.exs", "file sub/01_b.exs");
    const [known] = ecto.knownFrom(ecto.listing({ variables: {} }).parse(output).files);
    expect(known?.down.kind).toBe("absent");
  });

  it("are asked for by name where there are several repositories", () => {
    const output = printed(
      "directory /app/priv/repo/migrations",
      "file 1_a.exs",
      "directory /app/priv/more/migrations",
    );
    expect(() => ecto.listing({ variables: {} }).parse(output)).toThrow("several repositories");
  });

  it("are missed where there are none, and the message says where", () => {
    expect(() => ecto.listing({ variables: {} }).parse(printed())).toThrow("lib/*/priv/*/migrations");
    expect(() => ecto.listing({ variables: {}, migrationsDir: "db" }).parse(printed())).toThrow("directory db");
  });
});

describe("Ecto's ledger", () => {
  it("has versions as text and times, which are in UTC", async () => {
    const rows = [{ version: "20240101000000", applied_at: new Date("2024-01-02T03:04:05Z") }];
    const database = fakeDatabase({ schema_migrations: ["version", "inserted_at"] }, rows);
    expect((await ecto.readLedger(database, { variables: {} }, undefined)).applied).toEqual([
      { name: "20240101000000", appliedAt: "2024-01-02T03:04:05.000Z" },
    ]);
  });

  it.each([
    [["version", "inserted_at"], ["ecto"]],
    [["version"], ["dbmate"]],
    [["version", "dirty"], []],
  ])("with the columns %j belongs to %j", (columns, names) => {
    const all = new Map([["schema_migrations", new Set(columns)]]);
    const fitting = [migrators.ecto, migrators.dbmate, migrators.rails].filter((each) => each.recognise(all));
    expect(fitting.map(({ name }) => name)).toEqual(names);
  });
});

describe("Ecto's way back", () => {
  it("is the release's own program, told version and prefix by variables", () => {
    const target = { name: "20240101000000", file: "20240101000000_a.exs", staying: [] };
    expect(ecto.revertCommand(target, { variables: {}, table: "tenant.schema_migrations" })).toMatchObject({
      argv: ["sh", "-c", expect.stringContaining("eval"), "sh", expect.stringContaining("Ecto.Migrator.down")],
      environment: { SAFE_ROLLBACK_VERSION: "20240101000000", SAFE_ROLLBACK_PREFIX: "tenant" },
    });
    expect(ecto.revertCommand(target, { variables: {} })?.environment).toMatchObject({ SAFE_ROLLBACK_PREFIX: "" });
  });
});

function printed(...lines: readonly string[]): string {
  return [...lines, "end"].map((line) => MARK + line).join("\n");
}
