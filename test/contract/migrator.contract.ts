// What is asked of every migration tool on every database. Written once; run against PostgreSQL by the integration
// tests and against MariaDB by the contract tests.
import type { Ledger, MigratorName } from "../../src/model/migration.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project, Wishes } from "./project.ts";
import { afterEach, describe, expect, it } from "vitest";
import { directRunner } from "../../src/database/revert.ts";
import { createLocalMigrations } from "../../src/local/migrations.ts";
import { createProject, photograph } from "./project.ts";

/** Migrations that are wrong, in the tool's own form. */
interface Texts {
  readonly failing: string;
  readonly empty: string;
  readonly name: (file: string) => string;
  readonly writeUnknownRow: string;
}

export function describeMigrator(tool: MigratorName, server: () => DatabaseServer): void {
  const texts = TEXTS[tool];
  const projects: Project[] = [];
  const create = async (wishes?: Wishes): Promise<Project> => {
    const project = await createProject(tool, server(), wishes);
    projects.push(project);
    return project;
  };
  const withFive = async (wishes?: Wishes): Promise<Project> => {
    const project = await create(wishes);
    project.add(5);
    await project.apply();
    return project;
  };

  describe(`${tool}`, () => {
    afterEach(() => projects.splice(0).forEach((project) => project.remove()));

    it("reads the ledger after each migration that the tool applies", async () => {
      const project = await create();
      const seen: (readonly string[])[] = [];
      for (const count of [1, 2, 3, 4, 5]) {
        project.add(count);
        await project.apply();
        seen.push(namesIn(await ledgerOf(project)));
      }
      const names = project.files.map(texts.name);
      expect(seen).toEqual([1, 2, 3, 4, 5].map((count) => names.slice(0, count)));
    });

    it.each(["its own commands", "a direct connection"] as const)(
      "gets back by %s to what three migrations made, and forward again",
      async (by) => {
        const project = await create();
        project.add(3);
        await project.apply();
        const three = await project.ask(photograph);
        project.add(5);
        await project.apply();
        const five = await project.ask(photograph);
        const names = project.files.map(texts.name);
        for (const name of names.slice(3).toReversed()) await REVERTS[by](project, name);
        expect({ names: namesIn(await ledgerOf(project)), schema: await project.ask(photograph) }).toEqual({
          names: names.slice(0, 3),
          schema: three,
        });
        await project.apply();
        expect({ names: namesIn(await ledgerOf(project)), schema: await project.ask(photograph) }).toEqual({
          names,
          schema: five,
        });
      },
    );

    it("knows in the project's files what the ledger records", async () => {
      const project = await withFive();
      const known = await knownTo(project);
      expect(known.map(({ name }) => name)).toEqual(namesIn(await ledgerOf(project)));
      expect(known.map(({ file }) => file)).toEqual(project.files);
    });

    it("reads the same ledger with what the image carries", async () => {
      const project = await withFive();
      const probe = project.migrator.ledgerProbe(project.settings);
      const { output } = await project.run(probe.command);
      const { ledger } = probe.parse(output);
      expect(namesIn(ledger)).toEqual(namesIn(await ledgerOf(project)));
      expect(output).not.toContain(server().password);
    });

    it("is recognised by its ledger", async () => {
      const project = await withFive();
      const columns = await project.ask(async (database) => database.columns(project.migrator.tables));
      expect(project.migrator.recognise(columns)).toBe(true);
    });

    it("says which table it missed, and where", async () => {
      const project = await create();
      await expect(ledgerOf(project)).rejects.toMatchObject({
        trouble: {
          code: "ledger-not-found",
          summary: expect.stringContaining(`in database ${project.address.name} on 127.0.0.1`) as string,
        },
      });
    });

    it("says what the image's own means make of a ledger that is not there", async () => {
      const project = await create();
      project.add(1);
      const probe = project.migrator.ledgerProbe({ ...project.settings, table: "elsewhere" });
      const { output } = await project.run(probe.command);
      expect(outcomeOf(() => probe.parse(output))).toEqual(EMPTY_OR_MISSING[tool]);
    });

    it("reads an empty ledger as empty", async () => {
      const project = await create();
      project.add(1);
      await project.apply();
      await project.run(project.migrator.revertCommand(FIRST[tool], project.settings));
      expect((await ledgerOf(project)).applied).toEqual([]);
    });

    it("shows a row that no file explains", async () => {
      const project = await withFive();
      await write(project, texts.writeUnknownRow);
      expect(namesIn(await ledgerOf(project))).toContain(UNKNOWN);
      expect((await knownTo(project)).map(({ name }) => name)).not.toContain(UNKNOWN);
    });

    it("keeps its ledger where it was told to", async () => {
      const table = "app_ledger";
      const project = await withFive({
        environment: { LEDGER_TABLE: table, DBMATE_MIGRATIONS_TABLE: table },
        settings: { table },
      });
      const ledger = await ledgerOf(project);
      expect({ table: ledger.table, names: namesIn(ledger) }).toEqual({ table, names: project.files.map(texts.name) });
      await revertDirectly(project, FIFTH[tool]);
      expect(namesIn(await ledgerOf(project))).toHaveLength(4);
    });

    it("leaves the row in place when a down fails in the tool", async () => {
      const project = await create();
      project.add(2);
      project.write(LAST_FILE[tool], texts.failing);
      await project.apply();
      const name = texts.name(LAST_FILE[tool]);
      const ended = await project.run(project.migrator.revertCommand(name, project.settings));
      expect(ended.code).not.toBe(0);
      expect(namesIn(await ledgerOf(project))).toContain(name);
    });

    it("leaves the row in place when a down fails over a direct connection, and quotes the database", async () => {
      const project = await create();
      project.add(2);
      project.write(LAST_FILE[tool], texts.failing);
      await project.apply();
      const name = texts.name(LAST_FILE[tool]);
      await expect(revertDirectly(project, name)).rejects.toMatchObject({
        trouble: {
          code: "step-failed",
          facts: expect.arrayContaining([expect.stringContaining("no_such_table")]) as string[],
        },
      });
      const { applied, lock } = await ledgerOf(project);
      expect({ names: applied.map((one) => one.name), lock }).toMatchObject({
        names: expect.arrayContaining([name]) as string[],
        lock: null,
      });
    });

    it("calls a down absent that would exit 0 without reverting anything", async () => {
      const project = await create();
      project.add(2);
      project.write(LAST_FILE[tool], texts.empty);
      await project.apply();
      const before = await project.ask(photograph);
      const name = texts.name(LAST_FILE[tool]);
      const known = await knownTo(project);
      expect(known.find((one) => one.name === name)?.down.kind).toBe("absent");
      const ended = await project.run(project.migrator.revertCommand(name, project.settings));
      expect({ code: ended.code, after: await project.ask(photograph) }).toEqual({ code: 0, after: before });
    });
  });
}

export async function ledgerOf(project: Project): Promise<Ledger> {
  return project.ask(async (database) => project.migrator.readLedger(database, project.settings));
}

export function namesIn({ applied }: Ledger): readonly string[] {
  return applied.map(({ name }) => name);
}

export async function knownTo({
  migrator,
  migrations,
}: Project): Promise<ReturnType<Project["migrator"]["knownFrom"]>> {
  const listing = migrator.listing({ migrationsDir: ".", variables: {} });
  return migrator.knownFrom((await createLocalMigrations().list(migrations, migrator.filesAre, listing)).files);
}

export async function revertDirectly(project: Project, name: string): Promise<void> {
  const migration = (await knownTo(project)).find((known) => known.name === name);
  if (migration === undefined) throw new Error(`the project has no ${name}`);
  const settings = { ...project.settings, localMigrations: project.migrations };
  const what = project.migrator.revertDirectly(migration, settings);
  if (what === undefined) throw new Error(`${name} cannot be reverted from here`);
  await directRunner.revert(project.address, undefined, what);
}

/** Changes the database as somebody else would, behind the tool's back. */
export async function write(project: Project, text: string): Promise<void> {
  const script = `
    const knex = require("knex")({ client: process.env.DATABASE_URL.startsWith("mysql") ? "mysql2" : "pg", connection: process.env.DATABASE_URL });
    knex.raw(process.argv[1].replace(/[?]/g, "\\\\?")).then(() => knex.destroy());`;
  const ended = await project.run({ argv: ["node", "-e", script, "--", text], environment: {} });
  if (ended.code !== 0) throw new Error(ended.output);
}

function outcomeOf(parse: () => { readonly ledger: Ledger }): unknown {
  try {
    return parse().ledger;
  } catch (error) {
    return (error as { trouble?: { code: string } }).trouble?.code;
  }
}

async function revertByCommand({ migrator, settings, run }: Project, name: string): Promise<void> {
  const { code, output } = await run(migrator.revertCommand(name, settings));
  if (code !== 0) throw new Error(output);
}

const REVERTS = { "its own commands": revertByCommand, "a direct connection": revertDirectly };

const FIRST: Readonly<Record<MigratorName, string>> = {
  knex: "20240101000000_create_users.js",
  dbmate: "20240101000000",
};

const FIFTH: Readonly<Record<MigratorName, string>> = {
  knex: "20240105000000_drop_legacy_status.js",
  dbmate: "20240105000000",
};

const UNKNOWN = "20991231235959_from_nowhere";

/** `dbmate status` shows files only, so it cannot tell a missing table from an empty one. */
const EMPTY_OR_MISSING: Readonly<Record<MigratorName, unknown>> = {
  knex: "ledger-not-found",
  dbmate: { table: "elsewhere", applied: [], dirty: [], lock: null, complete: false },
};

const LAST_FILE: Readonly<Record<MigratorName, string>> = {
  knex: "20240199000000_last.js",
  dbmate: "20240199000000_last.sql",
};

const TEXTS: Readonly<Record<MigratorName, Texts>> = {
  knex: {
    failing: `exports.up = async () => {}; exports.down = (knex) => knex.schema.dropTable("no_such_table");`,
    empty: `exports.up = async () => {}; exports.down = async () => {};`,
    name: (file) => file,
    writeUnknownRow: `insert into knex_migrations (name, batch, migration_time) values ('${UNKNOWN}', 9, now())`,
  },
  dbmate: {
    failing: "-- migrate:up\nselect 1;\n-- migrate:down\ndrop table no_such_table;\n",
    empty: "-- migrate:up\nselect 1;\n-- migrate:down\n-- nothing to do\n",
    name: (file) => file.replace(/_.*/, ""),
    writeUnknownRow: `insert into schema_migrations (version) values ('${UNKNOWN}')`,
  },
};
