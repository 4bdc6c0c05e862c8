// A rehearsal on a clone where the tool runs as in a Job: in the project's own directory, with the variables of a
// container, those among them that lead to the live database replaced as they would be.
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { Via } from "../../src/model/settings.ts";
import type { Tried } from "../../src/model/tried.ts";
import type { Command } from "../../src/ports/image.ts";
import type { Clone, CloneJobs, Rehearsals, StandIns } from "../../src/ports/rehearsal.ts";
import type { Environment } from "../../src/ports/secret.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { RealTool } from "./tools/tool.ts";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { standInsFor } from "../../src/database/rehearsal/stand-ins.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { known } from "../../src/model/evidence.ts";
import { HELD_BACK } from "../../src/model/tried.ts";
import { rehearse } from "../../src/observe/rehearsal/rehearse.ts";
import { secretOf } from "../../src/secret.ts";
import { situation } from "../support/builders.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { judged } from "../support/judgements.ts";
import { knownTo, ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { sqlAlone } from "./rehearsing-by-tool.ts";

export interface Case {
  readonly tool: RealTool;
  readonly live: DatabaseServer;
  readonly other: DatabaseServer;
  /** What the live project and the clone's have besides the five migrations of the fixture. */
  readonly more?: readonly { readonly file: string; readonly text: string }[];
  /** Done to the live project, whose directory is the image, once all is applied. */
  readonly change?: (project: Project) => void;
  /** The container's variables, given those that the tool has here. */
  readonly container?: (own: Variables) => Variables;
  readonly via?: Via;
}

export type Variables = Readonly<Record<string, string>>;

export interface Told {
  readonly result: Rehearsal | null;
  /** How the live ledger is afterwards, and the clone's. */
  readonly live: readonly string[];
  readonly clone: readonly string[];
  readonly names: readonly string[];
  /** The programs that were started, with their arguments, once the proof was there. */
  readonly started: readonly string[];
  readonly said: readonly string[];
}

/** Goes back behind the newest two migrations. */
export async function rehearsedAsTold(asked: Case): Promise<Told> {
  const { tool, via = "job" } = asked;
  const [project, clone] = [await applied(asked, asked.live), await applied(asked, asked.other)];
  asked.change?.(project);
  const all = await knownTo(project);
  const names = all.map(({ name }) => name);
  const seen = situation({
    ledger: names.join(" "),
    leaving: known(all, "image", "files"),
    returning: known(all.slice(0, -2), "image", "files"),
    judged: judged(Object.fromEntries(names.slice(-2).map((name) => [name, {}]))),
    settings: {
      rehearse: { value: "clone", from: "flag" },
      revert: { value: "all", from: "flag" },
      via: { value: via, from: "flag" },
    },
  });
  const fake = fakeWorld(seen);
  const own = tool.environment(project.url);
  const variables = asked.container?.(own) ?? own;
  const environment = environmentOf(variables);
  const started: string[] = [];
  const result = await project.ask(async (database) =>
    rehearse(
      planRollback(seen),
      {
        ...fake.observation,
        migrator: project.migrator,
        ledger: { route: "connection", read: async () => ledgerOf(project) },
        database,
        sqlOf: async () => sqlAlone()(names),
        toolSettings: project.settings,
        connection: { address: project.address, tunnel: undefined },
      },
      {
        ...fake.world,
        cluster: { ...fake.world.cluster, environment: async () => environment },
        rehearsals: rehearsalsOn(clone),
        cloneJobs: jobsIn(project, variables, started),
      },
    ),
  );
  const told = { result, names, started, said: fake.told.flatMap((one) => ("text" in one ? [one.text] : [])) };
  const ledgers = { live: namesIn(await ledgerOf(project)), clone: namesIn(await ledgerOf(clone)) };
  project.remove();
  clone.remove();
  return { ...told, ...ledgers };
}

async function applied({ tool, more = [] }: Case, server: DatabaseServer): Promise<Project> {
  const project = await createProject(tool, server);
  project.add(5);
  for (const { file, text } of more) project.write(file, text);
  await project.apply();
  return project;
}

function jobsIn(project: Project, variables: Variables, started: string[]): CloneJobs {
  return {
    prove: async (_, standIns, probe) => {
      const told = { ...variables, ...revealed(standIns) };
      probe.parse((await project.run(probe.command, told)).output);
      return {
        run: async (command: Command): Promise<Tried> => {
          started.push(command.argv.filter((word) => !word.includes("\n")).join(" "));
          const { code, output } = await project.run(command, told);
          if (code === HELD_BACK) return { kind: "unknown", because: output };
          return code === 0 ? { kind: "ran", seconds: 1 } : { kind: "refused", because: output, seconds: 1 };
        },
      };
    },
  };
}

/** Both servers are on this machine, which no Pod would be: so the clone has another name until a program is started. */
function rehearsalsOn({ url }: Project): Rehearsals {
  const rehearsals = createRehearsals(secretOf(url), {
    split: async (text) => [text],
    directories: [],
    longestMs: 0,
  });
  return { ...rehearsals, openClone: async () => reachable(await rehearsals.openClone()) };
}

function reachable(clone: Clone): Clone {
  const url = secretOf(clone.address.url.reveal().replace(`@${HERE}:`, `@${ELSEWHERE}:`));
  const address = { ...clone.address, host: ELSEWHERE, url };
  return {
    ...clone,
    standIns: (environment, live, { ofCommands = {} }) => {
      const found = standInsFor(environment, { live, clone: address, ofCommands });
      if ("because" in found) return { because: String(found.because) };
      return new Map([...found].map(([name, value]) => [name, secretOf(value.reveal().replace(ELSEWHERE, HERE))]));
    },
  };
}

function revealed(standIns: StandIns): Variables {
  return Object.fromEntries([...standIns].map(([name, value]) => [name, value.reveal()]));
}

function environmentOf(variables: Variables): Environment {
  const secrets = Object.entries(variables).map(([name, value]) => [name, secretOf(value)] as const);
  return { variables: new Map(secrets), unresolved: new Map() };
}

const HERE = "127.0.0.1";

const ELSEWHERE = "copy.test";
