// What only Laravel has: one step back without a name, and how its files are read with Debian's PHP.
import type { Command } from "../../src/ports/image.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { targetOf } from "./reverting.ts";
import { laravel } from "./tools/laravel.ts";
import { knownIn } from "./tools/written.ts";

describe("laravel", () => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => server.stop());

  it("takes nothing back when another migration than the target is the newest", async () => {
    const project = await createProject(laravel, server);
    project.add(3);
    await project.apply();
    const before = namesIn(await ledgerOf(project));
    const target = await targetOf(project, "2024_01_02_000000_create_orders");
    const output = await outputOf(project, project.migrator.revertCommand(target, project.settings));
    expect({ output, after: namesIn(await ledgerOf(project)) }).toEqual({
      output: expect.stringContaining("Migration not found") as string,
      after: before,
    });
    project.remove();
  });

  it("reads a migration that came late as the newest, as Laravel takes back", async () => {
    const project = await createProject(laravel, server);
    project.add(1);
    await project.apply();
    const early = "return new class extends Illuminate\\Database\\Migrations\\Migration { function up() {} };";
    project.write("2023_01_01_000000_early.php", `<?php ${early}`);
    await project.apply();
    expect(namesIn(await ledgerOf(project))).toEqual(["2024_01_01_000000_create_users", "2023_01_01_000000_early"]);
    project.remove();
  });

  it.each([
    ["public function down() { Schema::drop('a'); }", "code", ""],
    ["public function down() {}", "absent", "its down is empty"],
    ["public function down(): void\n{ /* nothing */ // at all\n return; }", "absent", "its down is empty"],
    ["public function up() { $a = fn () => 1; }", "absent", "it has no down"],
    ["public function down() { throw new Exception('gone'); }", "refused", "its down only throws: gone"],
    ["public function down() { if (true) { throw new Exception('gone'); } }", "code", ""],
    ['public function down() { DB::statement("drop table {$this->name}"); }', "code", ""],
  ])("judges %j as %s", async (body, kind, because) => {
    const text = `<?php\nclass A extends Migration {\n${body}\n}\n`;
    const [known] = await knownIn("laravel", { "2024_01_01_000000_a.php": text });
    expect(known).toMatchObject({ name: "2024_01_01_000000_a", down: { kind } });
    expect(JSON.stringify(known?.down)).toContain(because);
  });

  it("understands a byte order mark and Windows line ends, and leaves other files out", async () => {
    const text = "<?php\nreturn new class extends Migration {\nfunction down() { drop(); }\n};\n";
    const known = await knownIn("laravel", {
      "2024_b.php": `\uFEFF${text}`,
      "2023_a.php": text.replaceAll("\n", "\r\n"),
      "2022_own.php": "<?php class B extends OwnBase { function up() { change(); } }",
      "readme.md": "",
      "plain.php": text,
      "deeper/2024_c.php": text,
    });
    expect(known.map(({ name, down }) => [name, down.kind])).toEqual([
      ["2022_own", "code"],
      ["2023_a", "code"],
      ["2024_b", "code"],
    ]);
  });

  it("lists ten thousand migrations", async () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `m_${String(at).padStart(5, "0")}.php`);
    const known = await knownIn("laravel", Object.fromEntries(names.map((name) => [name, "<?php"])));
    expect([known.length, known.at(-1)?.name]).toEqual([10_000, "m_09999"]);
  });
});

async function outputOf(project: Project, command: Command | undefined): Promise<string> {
  if (command === undefined) throw new Error("there is no such command");
  return (await project.run(command)).output;
}
