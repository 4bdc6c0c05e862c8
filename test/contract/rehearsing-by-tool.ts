// A rehearsal on a clone with a real tool: two servers, and in the place of Jobs the project's own directory.
import type { SafeRollbackError } from "../../src/errors.ts";
import type { MigrationSql } from "../../src/model/migration-sql.ts";
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { Trouble } from "../../src/model/trouble.ts";
import type { Database } from "../../src/ports/database.ts";
import type { CloneJobs, Rehearsals, StandIns } from "../../src/ports/rehearsal.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { RealTool } from "./tools/tool.ts";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { rehearse } from "../../src/observe/rehearsal/rehearse.ts";
import { secretOf } from "../../src/secret.ts";
import { situation } from "../support/builders.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { judged } from "../support/judgements.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";

export interface Servers {
  readonly live: DatabaseServer;
  readonly other: DatabaseServer;
}

/** What a case is about; without local files, all that can run a down is the tool in its own directory. */
export interface Case {
  readonly local?: boolean;
  /** What was recorded of the migrations that go, older first. */
  readonly sql?: (names: readonly string[]) => readonly MigrationSql[];
  readonly jobs?: (project: Project) => CloneJobs;
  /** A file of the project, from its migrations, that is written once all is applied. */
  readonly wrote?: (live: Project) => { readonly file: string; readonly text: string };
}

export interface Rehearsed {
  readonly result: Rehearsal | Trouble | null;
  readonly live: readonly string[];
  readonly clone: readonly string[];
  /** How all tables of the clone are called. */
  readonly tables: readonly string[];
  /** The names of all five migrations. */
  readonly names: readonly string[];
}

/** Goes back behind the newest two migrations of the tool's fixture. */
export async function rehearsedBy(tool: RealTool, { live, other }: Servers, asked: Case): Promise<Rehearsed> {
  const [project, clone] = [await applied(tool, live), await applied(tool, other)];
  const names = project.files.map(tool.nameOf);
  const sql = asked.sql?.(names.slice(3));
  const wrote = asked.wrote?.(project);
  if (wrote !== undefined) project.write(wrote.file, wrote.text);
  const seen = situation({
    ledger: names.join(" "),
    leaving: names.map((name) => `${name}?`).join(" "),
    returning: names.slice(0, 3).join(" "),
    settings: { rehearse: { value: "clone", from: "flag" }, revert: { value: "all", from: "flag" } },
    ...(sql !== undefined && { judged: judged(Object.fromEntries(names.slice(3).map((name) => [name, {}]))) }),
  });
  const { world, observation } = fakeWorld(seen);
  const ledger = { route: "connection", read: async () => ledgerOf(project) } as const;
  const localMigrations = asked.local === true ? { localMigrations: project.migrations } : {};
  const result = await project.ask(async (database) =>
    rehearse(
      planRollback(seen),
      {
        ...{ ...observation, migrator: project.migrator, ledger, database, sqlOf: async () => sql ?? [] },
        toolSettings: { ...project.settings, ...localMigrations },
        connection: { address: project.address, tunnel: undefined },
      },
      { ...world, rehearsals: rehearsalsOn(tool, clone), cloneJobs: asked.jobs?.(project) },
    ).catch(troubleOf),
  );
  const [there, tables] = [namesIn(await ledgerOf(clone)), await clone.ask(tablesIn)];
  const rehearsed = { result, live: namesIn(await ledgerOf(project)), clone: there, tables, names };
  project.remove();
  clone.remove();
  return rehearsed;
}

/** A Job in the project's own directory, which gets the stand-ins as a Pod would. */
export function toldOf(standIns: StandIns): Readonly<Record<string, string>> {
  return Object.fromEntries([...standIns].map(([name, value]) => [name, value.reveal()]));
}

export function jobsTold(environments: {
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

export const AS_TOLD: (project: Project) => CloneJobs = jobsTold({ look: toldOf, run: toldOf });

/** All of them are SQL alone, but for what a side of the newest one does besides. */
export function sqlAlone(besides?: {
  readonly side: "up" | "down";
  readonly because: string;
}): (names: readonly string[]) => readonly MigrationSql[] {
  const alone = { kind: "recorded", statements: ["select 1"], transaction: true, doubts: [] } as const;
  const more = besides === undefined ? {} : { [besides.side]: { ...alone, doubts: [besides.because] } };
  return (names) => [
    ...names.slice(0, -1).map((name) => ({ name, up: alone, down: alone })),
    ...names.slice(-1).map((name) => ({ name, up: alone, down: alone, ...more })),
  ];
}

async function applied(tool: RealTool, server: DatabaseServer): Promise<Project> {
  const project = await createProject(tool, server);
  project.add(5);
  await project.apply();
  return project;
}

/** Both servers are on this machine, which no Pod would be. */
function rehearsalsOn(tool: RealTool, { url }: Project): Rehearsals {
  const making = { split: async (text: string) => [text], directories: [], longestMs: 0 };
  const rehearsals = createRehearsals(secretOf(url), making);
  const { DATABASE_URL = url } = tool.environment(url);
  const standIns = (): StandIns => new Map([["DATABASE_URL", secretOf(DATABASE_URL)]]);
  return { ...rehearsals, openClone: async () => ({ ...(await rehearsals.openClone()), standIns }) };
}

function troubleOf(error: unknown): Trouble {
  return (error as SafeRollbackError).trouble;
}

async function tablesIn(database: Database): Promise<readonly string[]> {
  const rows = await database.query("select tablename from pg_tables where schemaname = 'public'");
  return rows.map(({ tablename }) => String(tablename));
}
