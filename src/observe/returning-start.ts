import type { Evidence } from "../model/evidence.ts";
import type { PackageScript } from "../model/scripts.ts";
import type { AtStart } from "../model/situation.ts";
import type { ContainerStart, Workload } from "../model/workload.ts";
import type { Environment, Migrator, Place, Readers } from "../ports.ts";
import type { Found } from "./found.ts";
import { SafeRollbackError } from "../errors.ts";
import { atStartOf, hookMigrations } from "./at-start.ts";
import { frameworkStart } from "./framework-start.ts";
import { startedScripts } from "./started-scripts.ts";

/**
 * Whether the returning revision runs its migrator when it starts, by its template; a script of package.json that it
 * starts is looked at where that may decide something: a strict tool, and migrations that the operator keeps.
 */
export async function startOfReturning(
  { resolved: { workload, returning, container }, place }: Found,
  { name, traits }: Migrator,
  readers: Readers,
): Promise<StartOfReturning> {
  const start = returning.containers.find((one) => one.name === container);
  const matters = traits.startUp.kind !== "tolerates" && place.settings.toMigration !== undefined;
  const [environment, helmHooks, scripts] = await Promise.all([
    readers.cluster.environment(workload, returning, container),
    hooksOf(workload, readers),
    matters ? scriptsOf({ ...place, revision: returning }, start, readers) : undefined,
  ]);
  const framework = start && frameworkStart(name, start, (variable) => valueIn(environment, variable));
  return { returningStart: atStartOf({ revision: returning, container, framework, scripts }), helmHooks };
}

/** undefined where none is started, nobody may look, or package.json does not tell: then it stays undetermined. */
async function scriptsOf(
  place: Place,
  start: ContainerStart | undefined,
  readers: Readers,
): Promise<readonly PackageScript[] | undefined> {
  const scripts = await startedScripts([...(start?.command ?? []), ...(start?.args ?? [])], place, readers);
  return scripts.known && scripts.from === "image" ? scripts.value : undefined;
}

interface StartOfReturning {
  readonly returningStart: Evidence<AtStart>;
  readonly helmHooks: readonly string[];
}

/** Whoever may not list Jobs can still plan: that they were not seen is said. */
async function hooksOf(workload: Workload, { cluster }: Readers): Promise<readonly string[]> {
  try {
    return hookMigrations(await cluster.hookJobs(workload));
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "not-permitted")
      return [`the hook Jobs of release ${workload.release} were not looked at: ${error.message}`];
    throw error;
  }
}

/** Only of switches that are no secret. */
function valueIn({ variables }: Environment, name: string): string | undefined {
  return variables.get(name)?.reveal();
}
