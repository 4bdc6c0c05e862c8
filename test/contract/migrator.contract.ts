// What is asked of every migration tool on every database. Written once; run against PostgreSQL and MariaDB with the
// real tools.
import type { SafeRollbackError } from "../../src/errors.ts";
import type { KnownMigration, Ledger, MigrationName } from "../../src/model/migration.ts";
import type { RevertTarget } from "../../src/model/revert-target.ts";
import type { DatabaseSeen } from "../../src/model/situation.ts";
import type { Migrator } from "../../src/ports.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project, Wishes } from "./project.ts";
import type { By, RealTool, Text } from "./tools/tool.ts";
import { basename, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { directRunner } from "../../src/database/revert.ts";
import { createLocalMigrations } from "../../src/local/migrations.ts";
import { migrators } from "../../src/migrators/all.ts";
import { createProject, photograph } from "./project.ts";

export function describeMigrator(tool: RealTool, server: () => DatabaseServer): void {
  const projects: Project[] = [];
  const create = async (wishes?: Wishes): Promise<Project> => {
    const project = await createProject(tool, server(), wishes);
    projects.push(project);
    return project;
  };
  const withApplied = async (count: number, wishes?: Wishes): Promise<Project> => {
    const project = await create(wishes);
    project.add(count);
    await project.apply();
    return project;
  };
  const withLast = async (last: Text): Promise<Project> => {
    const project = await create();
    project.add(2);
    for (const { file, text } of [last, last.beside ?? last]) project.write(file, text);
    await project.apply();
    return project;
  };

  describe(tool.title ?? tool.name, () => {
    afterEach(() => projects.splice(0).forEach((project) => project.remove()));

    it("reads the ledger after each migration that the tool applies", async () => {
      const project = await create();
      const seen: (readonly string[])[] = [];
      for (const count of [1, 2, 3, 4, 5]) {
        project.add(count);
        await project.apply();
        seen.push(namesIn(await ledgerOf(project)));
      }
      const names = project.files.map(tool.nameOf);
      expect(seen).toEqual([1, 2, 3, 4, 5].map((count) => names.slice(0, count)));
    });

    it.each(tool.by)("gets back by %s to what three migrations made, and forward again", async (by) => {
      const project = await withApplied(3);
      const three = await project.ask(photograph);
      project.add(5);
      await project.apply();
      const five = await project.ask(photograph);
      const names = project.files.map(tool.nameOf);
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
    });

    it("knows in the project's files what the ledger records", async () => {
      const project = await withApplied(5);
      const known = await knownTo(project);
      expect(known.map(({ name }) => name)).toEqual(namesIn(await ledgerOf(project)));
      expect(known.map(({ file }) => basename(file))).toEqual(project.files);
    });

    it("finds the same files in the image, where nobody says which directory", async () => {
      const project = await withApplied(5);
      const listing = project.migrator.listing(project.settings);
      const { output } = await project.run(listing.command);
      expect(project.migrator.knownFrom(listing.parse(output).files)).toEqual(await knownTo(project));
    });

    it("is recognised by its ledger", async () => {
      const project = await withApplied(5);
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

    it.each(tool.by)("reads a ledger as empty when %s took the only migration back", async (by) => {
      const project = await withApplied(1);
      for (const file of project.files.slice(0, 1)) await REVERTS[by](project, tool.nameOf(file));
      expect((await ledgerOf(project)).applied).toEqual([]);
    });

    it.each(shownRows(tool))("shows a row that no file explains: $name", async ({ name, sql }) => {
      const project = await withApplied(5);
      await write(project, sql);
      expect(namesIn(await ledgerOf(project))).toContain(name);
      expect((await knownTo(project)).map((known) => known.name)).not.toContain(name);
    });

    it.each(refusalsOf(tool))("says of a ledger that makes no sense without a file: %s", async (refused) => {
      const project = await withApplied(5);
      await write(project, tool.unknownRow.sql);
      const summary: unknown = expect.stringMatching(refused);
      await expect(ledgerOf(project)).rejects.toMatchObject({ trouble: { code: "ledger-not-understood", summary } });
    });

    it.each(given(tool.customTable))("keeps its ledger where it was told to: $settings.table", async (wishes) => {
      const project = await withApplied(5, wishes);
      const names = project.files.map(tool.nameOf);
      const ledger = await ledgerOf(project);
      expect({ table: ledger.table, names: namesIn(ledger) }).toEqual({ table: wishes.settings.table, names });
      for (const by of tool.by.slice(-1)) for (const name of names.slice(4)) await REVERTS[by](project, name);
      expect(namesIn(await ledgerOf(project))).toEqual(names.slice(0, 4));
    });

    it.each(tool.by)("leaves the row in place when a down fails by %s", async (by) => {
      const { failing } = tool;
      const project = await withLast(failing);
      await expect(REVERTS[by](project, failing.name)).rejects.toThrow();
      const { applied, lock } = await ledgerOf(project);
      expect({ names: applied.map(({ name }) => name), lock }).toMatchObject({
        names: expect.arrayContaining([failing.name]) as string[],
        lock: null,
      });
    });

    it.each(given(tool.empty))("calls a down absent that would revert nothing: $name", async (empty) => {
      const known = await knownTo(await withLast(empty));
      expect(known.find(({ name }) => name === empty.name)?.down.kind).toBe("absent");
    });

    it.each(probesOf(tool))("reads the same ledger with what the image carries", async (probeIn) => {
      const project = await withApplied(5);
      const probe = probeIn(project, await knownTo(project));
      const { output } = await project.run(probe.command);
      const seen = await project.ask(async (database) => database.seen);
      expect(probe.parse(output)).toMatchObject({
        ledger: { applied: (await ledgerOf(project)).applied },
        database: shownBy(tool, seen),
      });
      expect(output).not.toContain(server().password);
    });

    it.each(tellingProbesOf(tool))("says in the image which table it missed", async (probeIn) => {
      const project = await create();
      const probe = probeIn(project, await knownTo(project));
      const { output } = await project.run(probe.command);
      const place = expect.stringContaining(`in database ${project.address.name} on 127.0.0.1`) as string;
      expect(troubleIn(probe, output)).toMatchObject({ code: "ledger-not-found", summary: place });
    });

    it.each(probesOf(tool))(
      "says in the image that the database lets nobody in, and keeps the password",
      async (probeIn) => {
        const project = await withApplied(1);
        const probe = probeIn(project, await knownTo(project));
        const wrong = project.url.replace(server().password, "not-The.password");
        const { output } = await project.run(probe.command, tool.environment(wrong));
        expect(troubleIn(probe, output)).toMatchObject({ code: "database-unreachable" });
        expect(output).not.toContain("not-The.password");
      },
    );
  });
}

export async function ledgerOf(project: Project): Promise<Ledger> {
  const files = await knownTo(project);
  return project.ask(async (database) => project.migrator.readLedger(database, project.settings, files));
}

export function namesIn({ applied }: Ledger): readonly string[] {
  return applied.map(({ name }) => name);
}

export async function knownTo({ migrator, migrations }: Project): Promise<readonly KnownMigration[]> {
  const listing = migrator.listing({ migrationsDir: ".", variables: {} });
  return migrator.knownFrom((await createLocalMigrations().list(migrations, migrator.filesAre, listing)).files);
}

export async function revertByCommand(project: Project, name: MigrationName): Promise<void> {
  const { migrator, settings, run } = project;
  const command = migrator.revertCommand(await targetOf(project, name), settings);
  if (command === undefined) throw new Error(`${migrator.name} has no command that reverts ${name}`);
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(output);
}

export async function revertDirectly(project: Project, name: MigrationName): Promise<void> {
  const migration = (await knownTo(project)).find((known) => known.name === name);
  if (migration === undefined) throw new Error(`the project has no ${name}`);
  const settings = { ...project.settings, localMigrations: project.migrations };
  const what = project.migrator.revertDirectly(migration, await targetOf(project, name), settings);
  if (what === undefined) throw new Error(`${name} cannot be reverted from here`);
  await directRunner.revert({ address: project.address, tunnel: undefined }, what, undefined);
}

export async function targetOf(project: Project, name: MigrationName): Promise<RevertTarget> {
  const migration = (await knownTo(project)).find((known) => known.name === name);
  const ledger = await ledgerOf(project);
  const staying = namesIn(ledger).filter((other) => other !== name);
  const target = { name, file: migration?.file ?? name, staying, ledger: ledger.table };
  return migration?.previous === undefined ? target : { ...target, previous: migration.previous };
}

/**
 * Changes the database as somebody else would, behind the tool's back, with this repository's own knex. Names may be
 * quoted with `"` whatever the database.
 */
export async function write(project: Project, text: string): Promise<void> {
  const script = `
    const url = process.argv[2];
    const quoted = (text) => (url.startsWith("mysql") ? text.replaceAll('"', "\`") : text);
    const knex = require(${JSON.stringify(KNEX)})({ client: url.startsWith("mysql") ? "mysql2" : "pg", connection: url.replace("?sslmode=disable", "") });
    knex.raw(quoted(process.argv[1]).replace(/[?]/g, "\\\\?")).then(() => knex.destroy());`;
  const ended = await project.run({ argv: ["node", "-e", script, "--", text, project.url], environment: {} });
  if (ended.code !== 0) throw new Error(ended.output);
}

/** One case where the tool has such a thing, none where it has not: there is nothing to ask it then. */
function given<T>(wanted: T | null | undefined): T[] {
  return wanted === null || wanted === undefined ? [] : [wanted];
}

function shownRows({ unknownRow }: RealTool): RealTool["unknownRow"][] {
  return unknownRow.refused === undefined ? [unknownRow] : [];
}

function refusalsOf({ unknownRow }: RealTool): NonNullable<RealTool["unknownRow"]["refused"]>[] {
  return given(unknownRow.refused);
}

type LedgerProbe = ReturnType<NonNullable<Migrator["ledgerProbe"]>>;

function probesOf({ name }: RealTool): ((project: Project, files: readonly KnownMigration[]) => LedgerProbe)[] {
  const migrator = migrators[name];
  if (migrator.ledgerProbe === undefined) return [];
  const { ledgerProbe } = migrator as Required<Pick<Migrator, "ledgerProbe">>;
  return [({ settings }, files) => ledgerProbe(settings, files)];
}

function tellingProbesOf(tool: RealTool): ReturnType<typeof probesOf> {
  return tool.asksStatus === true ? [] : probesOf(tool);
}

function shownBy({ asksStatus }: RealTool, { host, name, ...rest }: DatabaseSeen): Partial<DatabaseSeen> {
  return asksStatus === true ? { host, name } : { host, name, ...rest };
}

function troubleIn(probe: LedgerProbe, output: string): unknown {
  try {
    return probe.parse(output);
  } catch (error) {
    return (error as SafeRollbackError).trouble;
  }
}

const KNEX = join(import.meta.dirname, "../../node_modules/knex");

const REVERTS: Readonly<Record<By, typeof revertDirectly>> = {
  "its own commands": revertByCommand,
  "a direct connection": revertDirectly,
};
