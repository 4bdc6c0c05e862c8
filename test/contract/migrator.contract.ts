// What is asked of every migration tool on every database. Written once; run with the real tools.
import type { Acting } from "../../src/act/steps/step.ts";
import type { SafeRollbackError } from "../../src/errors.ts";
import type { KnownMigration, Ledger, MigrationName } from "../../src/model/migration.ts";
import type { DatabaseSeen, Dialect } from "../../src/model/situation.ts";
import type { Probe } from "../../src/ports/image.ts";
import type { Migrator } from "../../src/ports/migrator.ts";
import type { Clone } from "../../src/ports/rehearsal.ts";
import type { DatabaseHome } from "../support/databases.ts";
import type { Journey } from "./journey.ts";
import type { Project, Wishes } from "./project.ts";
import type { By, RealTool, Text } from "./tools/tool.ts";
import { basename } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { revertMigration } from "../../src/act/steps/revert-migration.ts";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { migrators } from "../../src/migrators/all.ts";
import { secretOf } from "../../src/secret.ts";
import { travel } from "./journey.ts";
import { knownTo, ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { REVERTS } from "./reverting.ts";

/** The tests of one tool on one database; each carries which they are, for the table at the end of the run. */
export function describeMigrator(
  tool: RealTool,
  { dialect: spoken, words: dialect }: { readonly dialect: Dialect; readonly words: DatabaseHome["dialect"] },
  server: () => DatabaseHome,
): void {
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
  let travelled: Promise<Journey> | undefined;
  const journey = async (): Promise<Journey> =>
    (travelled ??= create().then(async (project) => travel(tool, project, alone(tool, dialect).length > 0)));
  /** For tests that only look. */
  const five = async (): Promise<Project> => (await journey()).project;
  const ran = { tool: tool.name, title: tool.title ?? tool.name, dialect: spoken, notOn: tool.notOn ?? {} };

  describe(tool.title ?? tool.name, { meta: { ran } }, () => {
    afterAll(() => projects.forEach((project) => project.remove()));

    it("is the real tool", async ({ task }) => {
      const project = await create();
      const { version } = await project.ask(async ({ seen }) => seen);
      Object.assign(task.meta, { release: await tool.version(), database: version });
      expect(task.meta.release).not.toContain("not installed");
    });

    it("reads the ledger each time that the tool applied one migration or several", async () => {
      const { project, applied } = await journey();
      const names = project.files.map(tool.nameOf);
      expect([applied.one.names, applied.three.names, applied.five.names]).toEqual(
        [1, 3, 5].map((count) => names.slice(0, count)),
      );
    });

    it.each(tool.by)("reads a ledger as empty when %s took the only migration back", async (by) => {
      const { emptied } = await journey();
      expect(emptied.get(by)?.names).toEqual([]);
    });

    it.each(tool.by)("gets back by %s to what three migrations made, and forward again", async (by) => {
      const { applied, returned } = await journey();
      expect(returned.get(by)).toEqual({ back: applied.three, forth: applied.five });
    });

    it.each(alone(tool, dialect))("applies %s by itself again, once it was reverted", async () => {
      const { project, fourthAgain } = await journey();
      expect(fourthAgain?.names).toEqual(project.files.slice(0, 4).map(tool.nameOf));
    });

    it("knows in the project's files what the ledger records", async () => {
      const project = await five();
      const known = await knownTo(project);
      expect(known.map(({ name }) => name)).toEqual(namesIn(await ledgerOf(project)));
      expect(known.map(({ file }) => basename(file))).toEqual(project.files);
    });

    it("finds the same files in the image, where nobody says which directory", async () => {
      const project = await five();
      const listing = project.migrator.listing(project.settings);
      const { output } = await project.run(listing.command);
      expect(project.migrator.knownFrom(listing.parse(output).files)).toEqual(await knownTo(project));
    });

    it("is recognised by its ledger", async () => {
      const project = await five();
      const columns = await project.ask(async (database) => database.columns(project.migrator.tables));
      expect(project.migrator.recognise(columns)).toBe(true);
    });

    it("says which table it missed, and where", async () => {
      const project = await create();
      const { name, host } = project.address;
      await expect(ledgerOf(project)).rejects.toMatchObject({
        trouble: {
          code: "ledger-not-found",
          summary: expect.stringContaining(`in database ${name} on ${host}`) as string,
        },
      });
    });

    it.each(shownRows(tool))("shows a row that no file explains: $name", async ({ name, sql }) => {
      const project = await withApplied(5);
      await project.change(sql);
      expect(namesIn(await ledgerOf(project))).toContain(name);
      expect((await knownTo(project)).map((known) => known.name)).not.toContain(name);
    });

    it.each(refusalsOf(tool))("says of a ledger that makes no sense without a file: %s", async (refused) => {
      const project = await withApplied(5);
      await project.change(tool.unknownRow.sql);
      const summary: unknown = expect.stringMatching(refused);
      await expect(ledgerOf(project)).rejects.toMatchObject({ trouble: { code: "ledger-not-understood", summary } });
    });

    it.each(elsewhere(tool, dialect))("keeps its ledger where it was told to: $settings.table", async (wishes) => {
      const project = await create(wishes);
      await project.change(PLACES[dialect]);
      project.add(5);
      await project.apply();
      const names = project.files.map(tool.nameOf);
      const ledger = await ledgerOf(project);
      expect({ table: ledger.table, names: namesIn(ledger) }).toEqual({ table: wishes.settings.table, names });
      for (const [before, by] of tool.by.entries()) {
        const [name = "", ...staying] = names.slice(0, names.length - before).toReversed();
        await REVERTS[by](project, name);
        expect(namesIn(await ledgerOf(project))).toEqual(staying.toReversed());
      }
      await project.apply();
      expect(namesIn(await ledgerOf(project))).toEqual(names);
    });

    it.each(lateAs("applied", tool))("takes back what was applied last when one came late", async (by) => {
      const project = await withLateFourth();
      const before = namesIn(await ledgerOf(project));
      expect(before.toSorted()).toEqual(project.files.map(tool.nameOf).toSorted());
      for (const name of before.slice(-1)) await REVERTS[by](project, name);
      expect(namesIn(await ledgerOf(project))).toEqual(before.slice(0, -1));
    });

    it.each(lateAs("refused", tool))("does not call applied what the tool refuses, late as it is", async () => {
      await expect(withLateFourth()).rejects.toThrow("could not apply");
      expect(namesIn(await ledgerOf(newest(projects)))).toHaveLength(4);
    });

    it.each(lateAs("left out", tool))("does not call applied what the tool leaves out, late as it is", async () => {
      const project = await withLateFourth();
      const fourth = project.files.slice(3, 4).map(tool.nameOf);
      expect(namesIn(await ledgerOf(project))).not.toEqual(expect.arrayContaining(fourth));
    });

    it.each(given(tool.locked?.[dialect]))("sees its lock while somebody holds it", async ({ sql, says }) => {
      const project = await withApplied(1);
      expect((await ledgerOf(project)).lock).toBeNull();
      let held: Ledger["lock"] = null;
      await project.change(sql, async () => void (held = (await ledgerOf(project)).lock));
      expect(held).toMatchObject({ what: expect.stringMatching(says) as string });
    });

    it.each(given(tool.dirty))("says what is half applied: $name", async ({ name, sql }) => {
      const project = await withApplied(2);
      expect((await ledgerOf(project)).dirty).toEqual([]);
      await project.change(sql);
      expect((await ledgerOf(project)).dirty).toEqual([name]);
    });

    it.each(given(tool.greedy))("is stopped when a down takes more back than the one it is for", async (greedy) => {
      const project = await withApplied(3);
      const ledger = await ledgerOf(project);
      const names = namesIn(ledger);
      expect(await project.run(greedy)).toMatchObject({ code: 0 });
      const done = revertMigration.isDone(...momentAfter(project, ledger, names.slice(-1)));
      const stayed = names.slice(0, 2).join(", ");
      await expect(done).rejects.toMatchObject({
        trouble: {
          code: "step-not-confirmed",
          facts: [`${names.at(-1)} is gone`, `gone although they were to stay: ${stayed}`],
        },
      });
    });

    it("leaves the row in place when a down fails", async () => {
      const { failing } = tool;
      const project = await withLast(failing);
      for (const by of tool.by) {
        await expect(REVERTS[by](project, failing.name)).rejects.toThrow();
        const { applied, lock } = await ledgerOf(project);
        expect({ by, last: applied.at(-1)?.name, lock }).toEqual({ by, last: failing.name, lock: null });
      }
    });

    it.each(withoutDown(tool, dialect))("calls a down absent that is $how", async ({ text }) => {
      const known = await knownTo(await withLast(text));
      expect(known.find(({ name }) => name === text.name)?.down.kind).toBe("absent");
    });

    it.each(probesOf(tool, dialect))("reads the same ledger with what the image carries", async (probeIn) => {
      const project = await five();
      const probe = probeIn(project, await knownTo(project));
      const { output } = await project.run(probe.command);
      const seen = await project.ask(async (database) => database.seen);
      expect(probe.parse(output)).toMatchObject({
        ledger: { applied: (await ledgerOf(project)).applied },
        database: shownBy(tool, seen),
      });
      expect(output).not.toContain(server().password);
    });

    it.each(tellingProbesOf(tool, dialect))("says in the image which table it missed", async (probeIn) => {
      const project = await create();
      const probe = probeIn(project, await knownTo(project));
      const { output } = await project.run(probe.command);
      const place = expect.stringContaining(`in database ${project.address.name} on ${project.address.host}`) as string;
      expect(troubleIn(probe, output)).toMatchObject({ code: "ledger-not-found", summary: place });
    });

    it.each(loginProbesOf(tool, dialect))(
      "says in the image that the database lets nobody in, and keeps the password",
      async (probeIn) => {
        const project = await five();
        const probe = probeIn(project, await knownTo(project));
        const wrong = project.url.replace(server().password, "not-The.password");
        const { output } = await project.run(probe.command, tool.environment(wrong));
        expect(troubleIn(probe, output)).toMatchObject({ code: "database-unreachable" });
        expect(output).not.toContain("not-The.password");
      },
    );

    it.each(ownConnectionsOf(tool, dialect))("shows where its own commands connect", async (connectionIn) => {
      const project = await five();
      const { table } = await ledgerOf(project);
      const clone = await openClone(project);
      const mark = await clone.mark(table, project.migrator.signedIn);
      const probe = connectionIn(project, mark.table);
      const told = toldOfClone(tool, project);
      const { output: marked } = await project.run(probe.command, told);
      await mark.remove();
      await clone.database.close();
      const { output: bare } = await project.run(probe.command, told);
      expect(probe.parse(marked)).toMatchObject({ ledger: { table: mark.table } });
      expect(troubleIn(probe, bare)).toMatchObject({ code: "ledger-not-found" });
      expect(marked + bare).not.toContain(server().password);
    });

    async function withLateFourth(): Promise<Project> {
      const project = await create();
      project.add(5, 3);
      await project.apply();
      project.add(5);
      await project.apply();
      return project;
    }
  });
}

/** One case where the tool has such a thing, none where it has not: there is nothing to ask it then. */
function given<T>(wanted: T | null | undefined): T[] {
  return wanted === null || wanted === undefined ? [] : [wanted];
}

/** Each place once: on PostgreSQL in a schema too. */
function elsewhere(tool: RealTool, dialect: DatabaseHome["dialect"]): NonNullable<RealTool["customTable"]>[] {
  return [...given(tool.customTable), ...(dialect === "postgresql" ? given(tool.customSchema) : [])];
}

/** The ways back by which a tool is asked that treats a late migration so. */
function lateAs(how: NonNullable<RealTool["late"]>, { late = "applied", by }: RealTool): readonly By[] {
  return late === how ? by.slice(0, 1) : [];
}

/** On the tool's first database alone: the files are the same on each. */
function withoutDown(
  { dialects, empty, absent }: RealTool,
  dialect: DatabaseHome["dialect"],
): { readonly how: string; readonly text: Text }[] {
  const texts = [
    ...given(empty).map((text) => ({ how: "empty", text })),
    ...given(absent).map((text) => ({ how: "not written", text })),
  ];
  return dialect === dialects[0] ? texts : [];
}

function newest(projects: readonly Project[]): Project {
  const project = projects.at(-1);
  if (project === undefined) throw new Error("no project was made");
  return project;
}

/** A plan that reverts `names`, looked at once its step ran. */
function momentAfter(
  project: Project,
  ledger: Ledger,
  names: readonly MigrationName[],
): Parameters<typeof revertMigration.isDone> {
  const read = async (): Promise<Ledger> => ledgerOf(project);
  const plan = { ledger, revert: names.map((name) => ({ name })) };
  const acting = { plan, observation: { ledger: { read } } } as unknown as Acting;
  return [{ kind: "revert-migration", name: names[0] ?? "" }, acting, "after"];
}

function shownRows({ unknownRow }: RealTool): RealTool["unknownRow"][] {
  return unknownRow.refused === undefined ? [unknownRow] : [];
}

function refusalsOf({ unknownRow }: RealTool): NonNullable<RealTool["unknownRow"]["refused"]>[] {
  return given(unknownRow.refused);
}

type LedgerProbe = ReturnType<NonNullable<Migrator["ledgerProbe"]>>;

function probesOf(
  { name, readsFilesInImage }: RealTool,
  dialect: DatabaseHome["dialect"],
): ((project: Project, files: readonly KnownMigration[]) => LedgerProbe)[] {
  if (dialect === "sqlite" && readsFilesInImage !== true) return [];
  const migrator = migrators[name];
  if (migrator.ledgerProbe === undefined) return [];
  const { ledgerProbe } = migrator as Required<Pick<Migrator, "ledgerProbe">>;
  return [({ settings }, files) => ledgerProbe(settings, files)];
}

type OwnConnection = (project: Project, table: string) => Probe<unknown>;

/** A clone in a file is out of every Job's reach. */
function ownConnectionsOf({ name }: RealTool, dialect: DatabaseHome["dialect"]): OwnConnection[] {
  const { ownConnection } = migrators[name];
  if (dialect === "sqlite" || ownConnection === undefined) return [];
  return [({ settings }, table) => ownConnection(table, settings)];
}

function toldOfClone(tool: RealTool, { url }: Project): Readonly<Record<string, string>> {
  return tool.toldOfClone?.(url) ?? {};
}

/** In a file nothing is ever applied again: no Job reaches it. */
function alone({ name }: RealTool, dialect: DatabaseHome["dialect"]): readonly string[] {
  return dialect === "sqlite" || migrators[name].applyCommand === undefined ? [] : ["the fourth"];
}

async function openClone({ url }: Project): Promise<Clone> {
  return createRehearsals(secretOf(url), { split: async (text) => [text], directories: [], longestMs: 0 }).openClone();
}

/** Nobody logs in to a file. */
function loginProbesOf(tool: RealTool, dialect: DatabaseHome["dialect"]): ReturnType<typeof probesOf> {
  return dialect === "sqlite" ? [] : probesOf(tool, dialect);
}

function tellingProbesOf(tool: RealTool, dialect: DatabaseHome["dialect"]): ReturnType<typeof probesOf> {
  return tool.asksStatus === true ? [] : probesOf(tool, dialect);
}

/** The release of SQLite is the driver's own, and an image's may be another. */
function shownBy({ asksStatus }: RealTool, { host, name, ...rest }: DatabaseSeen): Partial<DatabaseSeen> {
  return asksStatus === true || rest.dialect === "sqlite" ? { host, name } : { host, name, ...rest };
}

function troubleIn(probe: Probe<unknown>, output: string): unknown {
  try {
    return probe.parse(output);
  } catch (error) {
    return (error as SafeRollbackError).trouble;
  }
}

/** What has to be there before a tool is told to keep its ledger elsewhere. */
const PLACES: Readonly<Record<DatabaseHome["dialect"], string>> = {
  postgresql: "create schema ledgers",
  mariadb: "select 1",
  sqlite: "select 1",
};
