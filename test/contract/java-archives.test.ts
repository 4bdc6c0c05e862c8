// How migrations in Java applications are found with what their images carry, and with nothing else on the PATH.
import type { ImageListing } from "../../src/ports/image.ts";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { migrators } from "../../src/migrators/all.ts";
import { zipOf } from "../support/zip.ts";
import { debianPackages } from "./tools/installed.ts";
import { debianPrograms } from "./tools/programs.ts";

const SHELL = ["sh", "find", "grep", "sed", "sort", "mktemp", "mkdir", "rm"];

const paths = new Map<string, string>();

const MIGRATIONS = {
  "db/migration/V1__a.sql": "create table a (id int);\r\n-- no line feed at its end",
  "db/migration/more/V2__b c.sql": "select '\\n %s';\n",
  "db/migration/U2__b c.sql": "drop table b;\n",
  "db/migration/R__view.sql": "",
  "db/migration/V3__Fill.class": "\u0000\u0001",
  "db/changelog/db.changelog-master.yaml": "databaseChangeLog:\n  - changeSet: { id: 1, author: dana }\n",
  "application.yml": "password: secret",
};

describe("migrations in a Java application", () => {
  const homes: string[] = [];

  beforeAll(() => debianPackages("unzip", "python3", "default-jre-headless"));

  afterEach(() => homes.splice(0).forEach((home) => rmSync(home, { recursive: true, force: true })));

  it.each([
    ["Spring Boot's, by unzip", "BOOT-INF/classes/", ["unzip"]],
    ["Spring Boot's, by Python", "BOOT-INF/classes/", ["python3"]],
    ["Spring Boot's, by Java alone", "BOOT-INF/classes/", ["java"]],
    ["a plain one, by unzip", "", ["unzip"]],
    ["a plain one, by Python", "", ["python3"]],
    ["a plain one, by Java alone", "", ["java"]],
    ["a servlet container's, by unzip", "WEB-INF/classes/", ["unzip"]],
  ])("are found in its archive: %s", (_, inside, programs) => {
    const home = application({ "app.jar": zipOf(under(inside)), "lib.jar": zipOf({ "x/Y.class": "" }) });
    const listing = listed("flyway", home, programs);
    expect(listing.directory).toBe(`db/migration in ${home}/app.jar`);
    expectMigrations(listing);
  });

  it.each(["BOOT-INF/classes/", "resources/", "classes/", "src/main/resources/", ""])(
    "are found where it is unpacked: %s",
    (inside) => {
      const home = application(under(inside));
      const listing = listed("flyway", home, []);
      expect(listing.directory).toBe(join(home, inside, "db/migration"));
      expectMigrations(listing);
    },
  );

  it("are said to be closed in where nothing can open the archive", () => {
    const home = application({ "app.jar": zipOf(under("")) });
    expect(() => listed("flyway", home, [])).toThrow(
      expect.objectContaining({
        trouble: expect.objectContaining({
          summary: "there is no migrations directory filesystem:/flyway/sql, db/migration",
          facts: expect.arrayContaining([expect.stringContaining(`${home}/app.jar could not be opened`)]) as string[],
        }) as unknown,
      }),
    );
  });

  it("are named twice where two archives disagree", () => {
    const other = { "db/migration/V1__other.sql": "" };
    const home = application({ "app.jar": zipOf(under("")), "app-plain.jar": zipOf(under("")), "x.jar": zipOf(other) });
    expect(() => listed("flyway", home, ["unzip"])).toThrow("V1__other.sql are both recorded as 1");
  });

  it.each([["BOOT-INF/classes/"], [""]])(
    "are Liquibase's changelogs too, by their paths on the class path: %s",
    (inside) => {
      const home = application({ "app.jar": zipOf(under(inside)) });
      expect(listed("liquibase", home, ["unzip"]).files).toEqual([
        expect.objectContaining({
          name: "db/changelog/db.changelog-master.yaml",
          recordedAs: "1::dana::db/changelog/db.changelog-master.yaml",
        }),
      ]);
    },
  );

  it("show nothing of a file that is no changelog", () => {
    const home = application({
      "application.yml": "password: secret",
      "changelog/a.sql": "--liquibase formatted sql\n",
    });
    expect(printed("liquibase", home, [], ".")).not.toContain("secret");
  });

  it("are not searched for in all that a working directory may hold", () => {
    const text = "--liquibase formatted sql\n--changeset dana:1\n";
    const home = application({ "x/y/a.sql": text, "x/y/z/w/b.sql": text, "node_modules/c.sql": text });
    expect(listed("liquibase", home, []).files.map(({ name }) => name)).toEqual(["x/y/a.sql"]);
    expect(() => listed("liquibase", "/", [])).toThrow("there is no migrations directory");
  });

  function application(files: Readonly<Record<string, string | Buffer>>): string {
    const home = mkdtempSync(join(tmpdir(), "java-"));
    homes.push(home);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), text);
    }
    return home;
  }
});

function under(inside: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(MIGRATIONS).map(([name, text]) => [inside + name, text]));
}

function printed(tool: "flyway" | "liquibase", home: string, programs: readonly string[], told?: string): string {
  const { command } = migrators[tool].listing({ variables: {}, ...(told !== undefined && { migrationsDir: told }) });
  const PATH = carried(programs);
  return execFileSync(join(PATH, "sh"), command.argv.slice(1), { cwd: home, env: { PATH }, encoding: "utf8" });
}

/** One directory of programs for each choice of them. */
function carried(programs: readonly string[]): string {
  const key = programs.join();
  const made = paths.get(key) ?? debianPrograms(...SHELL, ...programs);
  paths.set(key, made);
  return made;
}

function listed(tool: "flyway" | "liquibase", home: string, programs: readonly string[]): ImageListing {
  return migrators[tool].listing({ variables: {} }).parse(printed(tool, home, programs));
}

function expectMigrations({ files }: ImageListing): void {
  const text = (name: string): string => MIGRATIONS[name as keyof typeof MIGRATIONS];
  expect(files.map((file) => [file.name, file.text])).toEqual([
    ["R__view.sql", text("db/migration/R__view.sql")],
    ["U2__b c.sql", text("db/migration/U2__b c.sql")],
    ["V1__a.sql", text("db/migration/V1__a.sql")],
    ["V3__Fill.class", null],
    ["more/V2__b c.sql", text("db/migration/more/V2__b c.sql")],
  ]);
}
