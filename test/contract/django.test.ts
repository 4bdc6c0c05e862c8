// What only Django has: apps that need each other, merges, squashed migrations, and operations without a way back.
import type { KnownMigration } from "../../src/model/migration.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { django } from "./tools/django.ts";

describe("django", () => {
  let server: DatabaseServer;
  let project: Project;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterEach(() => project.remove());

  afterAll(async () => server.stop());

  const create = async (apps: readonly string[], files: Readonly<Record<string, string>>): Promise<void> => {
    project = await createProject(django, server);
    for (const app of apps) {
      mkdirSync(join(project.directory, app, "migrations"), { recursive: true });
      writeFileSync(join(project.directory, app, "__init__.py"), "");
      writeFileSync(join(project.directory, app, "migrations/__init__.py"), "");
    }
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(project.directory, name.replace(".", "/migrations/").concat(".py")), text);
    const settings = `from project.settings import *\nINSTALLED_APPS = ${JSON.stringify(apps)}\n`;
    writeFileSync(join(project.directory, "project/more.py"), settings);
  };

  const known = async (environment = MORE): Promise<readonly KnownMigration[]> => {
    const listing = project.migrator.listing({ ...project.settings, variables: environment });
    const { output } = await project.run(listing.command);
    return project.migrator.knownFrom(listing.parse(output).files);
  };

  const revert = async (name: string): Promise<void> => {
    const files = await known();
    const { previous, file } = files.find((migration) => migration.name === name) ?? { file: "" };
    const target = { name, file, staying: [], ...(previous !== undefined && { previous }) };
    const command = project.migrator.revertCommand(target, project.settings);
    expect(command).toBeDefined();
    const { code, output } = await project.run(command ?? { argv: [], environment: {} }, MORE);
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  };

  const apply = async (): Promise<readonly string[]> => {
    const { code, output } = await project.run(project.migrator.forwardCommand(project.settings), MORE);
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
    return namesIn(await ledgerOf(project));
  };

  it("takes back migrations of several apps that need each other, newest first", async () => {
    await create(["shop", "bill"], {
      "shop.0001_a": migration([]),
      "bill.0001_a": migration(["shop.0001_a"]),
      "shop.0002_b": migration(["shop.0001_a", "bill.0001_a"]),
      "bill.0002_b": migration(["bill.0001_a", "shop.0002_b"]),
      "bill.0003_c": migration(["bill.0002_b"]),
    });
    const names = await apply();
    const seen = [names];
    for (const name of names.toReversed()) {
      await revert(name);
      seen.push(namesIn(await ledgerOf(project)));
    }
    expect(seen).toEqual(names.map((_, gone) => names.slice(0, names.length - gone)).concat([[]]));
    const needs = (await known()).find(({ name }) => name === "bill.0002_b")?.needs;
    expect(needs).toEqual(["bill.0001_a", "shop.0002_b"]);
  });

  it("refuses what Django takes back only together with another", async () => {
    await create(["shop"], {
      "shop.0001_a": migration([]),
      "shop.0002_b": migration(["shop.0001_a"]),
      "shop.0002_c": migration(["shop.0001_a"]),
      "shop.0003_merge": migration(["shop.0002_b", "shop.0002_c"]),
    });
    await apply();
    await revert("shop.0003_merge");
    expect(namesIn(await ledgerOf(project)).toSorted()).toEqual(["shop.0001_a", "shop.0002_b", "shop.0002_c"]);
    expect((await known()).map(({ name, down, previous }) => [name, down.kind, previous])).toEqual([
      ["shop.0001_a", "code", null],
      ["shop.0002_b", "refused", undefined],
      ["shop.0002_c", "refused", undefined],
      ["shop.0003_merge", "code", "shop.0002_b"],
    ]);
  });

  it("goes back to the squashed migration that stands for others, and refuses to take any of them back", async () => {
    await create(["shop"], {
      "shop.0001_a": migration([]),
      "shop.0002_b": migration(["shop.0001_a"]),
      "shop.0003_c": migration(["shop.0002_b"]),
    });
    await apply();
    const squash = migration([], `replaces = [("shop", "0001_a"), ("shop", "0002_b")]`);
    writeFileSync(join(project.directory, "shop/migrations/0001_squashed.py"), squash);
    expect(await apply()).toEqual(["shop.0001_a", "shop.0002_b", "shop.0003_c", "shop.0001_squashed"]);
    await revert("shop.0003_c");
    expect(namesIn(await ledgerOf(project))).toEqual(["shop.0001_a", "shop.0002_b", "shop.0001_squashed"]);
    expect((await known()).map(({ name, down }) => [name, down.kind])).toEqual([
      ["shop.0001_a", "refused"],
      ["shop.0001_squashed", "refused"],
      ["shop.0002_b", "refused"],
      ["shop.0003_c", "code"],
    ]);
  });

  it.each([
    ["by Django", MORE],
    ["by the files, when the settings do not load", { DJANGO_SETTINGS_MODULE: "project.strict" }],
  ])("judges each way back %s", async (_, environment) => {
    await create(["shop"], {
      "shop.0001_a": operations(`migrations.RunSQL("select 1")`),
      "shop.0002_b": operations(`migrations.RunPython(print)`),
      "shop.0003_c": operations(`migrations.RunPython(print, reverse_code=print)`),
      "shop.0004_d": operations(`migrations.RunSQL("select 1", migrations.RunSQL.noop)`),
      "shop.0005_e": operations(`migrations.SeparateDatabaseAndState([migrations.RunSQL("select 1")])`),
      "shop.0006_f": operations(`migrations.RunPython(print, migrations.RunPython.noop), migrations.RunSQL("a", "b")`),
      "shop.0007_g": operations(""),
    });
    const strict = `import os\nfrom project.settings import *\nINSTALLED_APPS = ["shop"]\nKEY = os.environ["THE_KEY"]\n`;
    writeFileSync(join(project.directory, "project/strict.py"), strict);
    const kinds = (await known(environment)).map(({ down }) => down.kind);
    expect(kinds).toEqual(["refused", "refused", "code", "absent", "refused", "code", "code"]);
  });

  it("finds the same by the files as Django does, in apps of other packages too", async () => {
    const apps = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.admin"];
    await create(["shop"], { "shop.0001_a": migration(["auth.__first__"]) });
    const settings = `from project.settings import *\nINSTALLED_APPS = ${JSON.stringify([...apps, "shop"])}\n`;
    writeFileSync(join(project.directory, "project/more.py"), settings);
    writeFileSync(join(project.directory, "project/strict.py"), `${settings}KEY = os.environ["THE_KEY"]\n`);
    const byDjango = await known();
    expect(byDjango.find(({ name }) => name === "shop.0001_a")?.needs).toEqual(["auth.0001_initial"]);
    expect(byDjango.length).toBeGreaterThan(15);
    expect(await known({ DJANGO_SETTINGS_MODULE: "project.strict" })).toEqual(byDjango);
  });
});

const MORE: Readonly<Record<string, string>> = { DJANGO_SETTINGS_MODULE: "project.more" };

function migration(needs: readonly string[], more = ""): string {
  const pairs = needs.map((need) => `("${need.replace(".", '", "')}"), `).join("");
  return `from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [${pairs}]
    operations = [migrations.RunSQL("select 1", "select 2")]
    ${more}
`;
}

let numbered = 0;

/** Each after the one that was made before it. */
function operations(text: string): string {
  const names = ["0001_a", "0002_b", "0003_c", "0004_d", "0005_e", "0006_f", "0007_g"];
  const at = numbered % names.length;
  numbered += 1;
  const needs = at === 0 ? [] : [`shop.${names[at - 1]}`];
  return migration(needs).replace('migrations.RunSQL("select 1", "select 2")', text);
}
