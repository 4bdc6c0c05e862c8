import type { SafeRollbackError } from "../../src/errors.ts";
import type { MigrationSql } from "../../src/model/migration-sql.ts";
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { Trouble } from "../../src/model/trouble.ts";
import type { Database } from "../../src/ports/database.ts";
import type { CloneJobs, Rehearsals, StandIns } from "../../src/ports/rehearsal.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { rehearse } from "../../src/observe/rehearsal/rehearse.ts";
import { secretOf } from "../../src/secret.ts";
import { situation } from "../support/builders.ts";
import { startPostgres } from "../support/databases.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { judged } from "../support/judgements.ts";
import { ledgerOf, namesIn } from "./migrator.contract.ts";
import { createProject } from "./project.ts";
import { knex } from "./tools/knex.ts";

let live: DatabaseServer;
let other: DatabaseServer;

beforeAll(async () => {
  [live, other] = await Promise.all([startPostgres(), startPostgres()]);
});

afterAll(async () => Promise.all([live.stop(), other.stop()]));

async function applied(server: DatabaseServer): Promise<Project> {
  const project = await createProject(knex, server);
  project.add(5);
  await project.apply();
  return project;
}

/** What a case is about; without local files, all that can run a down is knex in its own directory. */
interface Case {
  readonly local?: boolean;
  readonly sql?: readonly MigrationSql[];
  readonly jobs?: (project: Project) => CloneJobs;
}

interface Rehearsed {
  readonly result: Rehearsal | Trouble | null;
  readonly live: readonly string[];
  readonly clone: readonly string[];
  /** How all tables of the clone are called. */
  readonly tables: readonly string[];
  readonly files: readonly string[];
}

async function rehearsedBy({ local = false, sql, jobs }: Case): Promise<Rehearsed> {
  const [project, clone] = [await applied(live), await applied(other)];
  const { files } = project;
  const seen = situation({
    ledger: files.join(" "),
    leaving: files.map((name) => `${name}?`).join(" "),
    returning: files.slice(0, 3).join(" "),
    settings: { rehearse: { value: "clone", from: "flag" }, revert: { value: "all", from: "flag" } },
    ...(sql !== undefined && { judged: judged({ [FOURTH]: {}, [FIFTH]: {} }) }),
  });
  const { world, observation } = fakeWorld(seen);
  const ledger = { route: "connection", read: async () => ledgerOf(project) } as const;
  const localMigrations = local ? { localMigrations: project.migrations } : {};
  const result = await project.ask(async (database) =>
    rehearse(
      planRollback(seen),
      {
        ...{ ...observation, migrator: project.migrator, ledger, database, sqlOf: async () => sql ?? [] },
        toolSettings: { ...project.settings, ...localMigrations },
        connection: { address: project.address, tunnel: undefined },
      },
      { ...world, rehearsals: rehearsalsOn(clone), cloneJobs: jobs?.(project) },
    ).catch(troubleOf),
  );
  const [there, tables] = [namesIn(await ledgerOf(clone)), await clone.ask(tablesIn)];
  const rehearsed = { result, live: namesIn(await ledgerOf(project)), clone: there, tables, files };
  project.remove();
  clone.remove();
  return rehearsed;
}

/** A Job in the project's own directory, which gets the stand-ins as a Pod would. */
function toldOf(standIns: StandIns): Readonly<Record<string, string>> {
  return Object.fromEntries([...standIns].map(([name, value]) => [name, value.reveal()]));
}

function jobsTold(environments: {
  readonly look: typeof toldOf;
  readonly run: typeof toldOf;
}): (project: Project) => CloneJobs {
  return (project) => ({
    prove: async (_, standIns, probe) => {
      probe.parse((await project.run(probe.command, environments.look(standIns))).output);
      return {
        run: async (command) => {
          const { code, output } = await project.run(command, environments.run(standIns));
          return code === 0 ? { kind: "ran", seconds: 1 } : { kind: "refused", because: output, seconds: 1 };
        },
      };
    },
  });
}

/** Both servers are on this machine, which no Pod would be. */
function rehearsalsOn({ url }: Project): Rehearsals {
  const making = { split: async (text: string) => [text], directories: [], longestMs: 0 };
  const rehearsals = createRehearsals(secretOf(url), making);
  const standIns = (): StandIns => new Map([["DATABASE_URL", secretOf(url)]]);
  return { ...rehearsals, openClone: async () => ({ ...(await rehearsals.openClone()), standIns }) };
}

function troubleOf(error: unknown): Trouble {
  return (error as SafeRollbackError).trouble;
}

async function tablesIn(database: Database): Promise<readonly string[]> {
  const rows = await database.query("select tablename from pg_tables where schemaname = 'public'");
  return rows.map(({ tablename }) => String(tablename));
}

/** Both migrations that go are SQL alone, but for what a side of the newest one does besides. */
function sqlAlone(besides?: { readonly side: "up" | "down"; readonly because: string }): readonly MigrationSql[] {
  const alone = { kind: "recorded", statements: ["select 1"], transaction: true, doubts: [] } as const;
  const more = besides === undefined ? {} : { [besides.side]: { ...alone, doubts: [besides.because] } };
  return [
    { name: FOURTH, up: alone, down: alone },
    { name: FIFTH, up: alone, down: alone, ...more },
  ];
}

const FOURTH = "20240104000000_add_email_verified.js";

const FIFTH = "20240105000000_drop_legacy_status.js";

const AS_TOLD = jobsTold({ look: toldOf, run: toldOf });

const SUCCEEDED = { down: { kind: "succeeded" } };

it("runs downs in code of knex on a clone, from local files, and says what cannot be compared", async () => {
  const { result, live: there, clone, files } = await rehearsedBy({ local: true });
  const schema = { kind: "undetermined" };
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [
      { ...SUCCEEDED, schema },
      { ...SUCCEEDED, schema: { because: "its up is not known as SQL, so it cannot be run again" } },
    ],
  });
  expect({ clone, there }).toEqual({ clone: files.slice(0, 3), there: files });
});

it("has knex itself run downs and ups on a clone, once it was seen to reach it", async () => {
  const { result, live: there, clone, tables, files } = await rehearsedBy({ sql: sqlAlone(), jobs: AS_TOLD });
  const same = { ...SUCCEEDED, schema: { kind: "same" } };
  expect(result).toMatchObject({ outcome: "passed", downs: [same, same] });
  expect({ clone, there }).toEqual({ clone: files, there: files });
  expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
});

it("does not run knex where it keeps to the live database, whatever its variables say", async () => {
  const jobs = jobsTold({ look: () => ({}), run: () => ({}) });
  const { result, live: there, clone, tables, files } = await rehearsedBy({ sql: sqlAlone(), jobs });
  const because: unknown = expect.stringMatching(/knex was not run, as in the image it does not reach the clone/);
  expect(result).toMatchObject({ outcome: "undetermined", downs: [{ down: { kind: "not-run", because } }, {}] });
  expect({ clone, there }).toEqual({ clone: files, there: files });
  expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
});

it("stops at the first sign that knex reached the live database after all", async () => {
  const jobs = jobsTold({ look: toldOf, run: () => ({}) });
  const { result, live: there, clone, files } = await rehearsedBy({ sql: sqlAlone(), jobs });
  expect(result).toMatchObject({
    code: "step-not-confirmed",
    summary: "the live ledger changed while the downs were rehearsed on the clone",
    facts: expect.arrayContaining([`gone from it: ${FIFTH}`]) as string[],
  });
  expect({ clone, there }).toEqual({ clone: files, there: files.slice(0, 4) });
});

it("does not run a down that does more than SQL, or may", async () => {
  const besides = { side: "down", because: "it opens a connection, which SQL does not show" } as const;
  const { result, clone, files } = await rehearsedBy({ sql: sqlAlone(besides), jobs: AS_TOLD });
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [{ down: { kind: "not-run", because: expect.stringContaining(besides.because) as string } }, {}],
  });
  expect(clone).toEqual(files);
});

it("does not go forward again by an up that does more than SQL, or may", async () => {
  const besides = { side: "up", because: "it opens a connection, which SQL does not show" } as const;
  const { result, clone, files } = await rehearsedBy({ sql: sqlAlone(besides), jobs: AS_TOLD });
  const schema = { kind: "undetermined", because: expect.stringContaining(besides.because) as string };
  expect(result).toMatchObject({
    outcome: "undetermined",
    downs: [
      { ...SUCCEEDED, schema },
      { ...SUCCEEDED, schema: { kind: "same" } },
    ],
  });
  expect(clone).toEqual(files.slice(0, 4));
});
