import type { RevertTarget } from "../../src/model/revert-target.ts";
// How Rails' files are read, with Debian's Ruby and without Rails.
import type { DatabaseServer } from "../support/databases.ts";
import type { Ended, Project } from "./project.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProject } from "./project.ts";
import { SERVERS } from "./tools/by-source.ts";
import { rails } from "./tools/rails.ts";
import { knownIn } from "./tools/written.ts";

describe("rails", () => {
  beforeAll(() => rails.install(""));

  it.each([
    ["def change; create_table :a; end", "code", ""],
    ["def up; execute 'x'; end\n def down; execute 'y'; end", "code", ""],
    ["def up; execute 'x'; end\n def down; end", "absent", "its down is empty"],
    ["def up; execute 'x'; end\n def down; nil; end", "absent", "its down is empty"],
    ["def up; execute 'x'; end\n def down\n # nothing\n return\n execute 'never'; end", "absent", "its down is empty"],
    ["def up; execute 'x'; end", "absent", "it has no down"],
    ["def self.up; execute 'x'; end", "code", ""],
    ["def up; end\n def down; raise ActiveRecord::IrreversibleMigration, 'gone'; end", "refused", "only raises: gone"],
    ["def up; end\n def down; raise ActiveRecord::IrreversibleMigration; end", "refused", "only raises"],
    ["def up; end\n def down; raise(ActiveRecord::IrreversibleMigration.new('gone')); end", "refused", "raises: gone"],
    ["def up; end\n def down; raise 'no' unless ENV['YES']; execute 'y'; end", "code", ""],
    ["def up; end\n def down; execute 'y'; rescue; nil; end", "code", ""],
    ["class Model < ActiveRecord::Base; def down; end; end\n def up; end\n def down; execute 'y'; end", "code", ""],
  ])("judges %j as %s", async (body, kind, because) => {
    const [known] = await knownIn("rails", { "1_a.rb": `class A < ActiveRecord::Migration[6.1]\n ${body}\nend\n` });
    expect(known).toMatchObject({ name: "1", down: { kind } });
    expect(JSON.stringify(known?.down)).toContain(because);
  });

  it("knows migrations by their number, in folders too, and leaves other files out", async () => {
    const text = "class A < ActiveRecord::Migration[6.1]\n def up; end\n def down; drop; end\nend\n";
    const known = await knownIn("rails", {
      "20240101000000_a.rb": `\uFEFF${text}`,
      "007_b.rb": text.replaceAll("\n", "\r\n"),
      "2024/20240102000000_c.blorgh.rb": text,
      "schema.rb": "",
      "10_Upper.rb": text,
      "11_x.rb.bak": text,
      "12_latin.rb": Buffer.from(text.replace("drop", "drop '\u00e9'"), "latin1"),
    });
    expect(known.map(({ name, file, down }) => [name, file, down.kind])).toEqual([
      ["7", "007_b.rb", "code"],
      ["12", "12_latin.rb", "code"],
      ["20240101000000", "20240101000000_a.rb", "code"],
      ["20240102000000", "2024/20240102000000_c.blorgh.rb", "code"],
    ]);
  });

  it.each([
    [{ "1_a.rb": "", "01_b.rb": "" }, /are both recorded as 1/],
    [{ "1_a.rb": "class A <" }, /1_a\.rb is no Ruby/],
  ])("says what is wrong with %j", async (files, said) => {
    await expect(knownIn("rails", files as Record<string, string>)).rejects.toThrow(said);
  });

  it("lists ten thousand migrations", async () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `${at + 1}_m.rb`);
    const text = "class M < ActiveRecord::Migration[6.1]\n def change; end\nend\n";
    const known = await knownIn("rails", Object.fromEntries(names.map((name) => [name, text])));
    expect([known.length, known.at(-1)?.name]).toEqual([10_000, "10000"]);
  });
});

describe.each(SERVERS)("rails with several databases on $title", ({ start }) => {
  let server: DatabaseServer;
  let project: Project;

  beforeAll(async () => {
    server = await start();
    await server.createDatabase("animals");
    project = await createProject(rails, server);
    project.write(
      "../../config/database.yml",
      DATABASES.replace("ANIMALS", `${rails.environment(server.urlOf("animals"))["DATABASE_URL"]}`),
    );
    project.write("../animals_migrate/20240101000000_dogs.rb", migration("Dogs", "create_table :dogs"));
    project.write("20240101000000_cats.rb", migration("Cats", "create_table :cats"));
    await project.apply();
  });

  afterAll(async () => {
    project.remove();
    await server.stop();
  });

  it.each([
    ["primary", {}, "Cats: reverted"],
    ["animals", { migrationsDir: "db/animals_migrate" }, "Dogs: reverted"],
  ])("takes back the one of %s alone, though the other has the same version", async (database, told, said) => {
    const listing = project.migrator.listing({ variables: {}, ...told });
    const known = project.migrator.knownFrom(listing.parse((await project.run(listing.command)).output).files);
    const targets = known.map(({ name, file }) => ({ name, file, staying: [] }));
    expect(targets.map(({ file }) => file)).toEqual([expect.stringMatching(`^${database}: 20240101000000_`)]);
    const ended = await Promise.all(targets.map(async (target) => revertIn(project, target)));
    expect(ended).toMatchObject([{ code: 0, output: expect.stringContaining(said) as string }]);
  });
});

async function revertIn(project: Project, target: RevertTarget): Promise<Ended> {
  const command = project.migrator.revertCommand(target, project.settings);
  if (command === undefined) throw new Error(`there is no command for ${target.name}`);
  return project.run(command);
}

function migration(name: string, body: string): string {
  return `class ${name} < ActiveRecord::Migration[6.1]\n  def change\n    ${body}\n  end\nend\n`;
}

const DATABASES = `
production:
  primary:
    url: <%= ENV["DATABASE_URL"] %>
  animals:
    url: ANIMALS
    migrations_paths: db/animals_migrate
  animals_replica:
    url: ANIMALS
    replica: true
`;
