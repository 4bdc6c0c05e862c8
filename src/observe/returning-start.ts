import type { Evidence } from "../model/evidence.ts";
import type { AtStart } from "../model/situation.ts";
import type { Workload } from "../model/workload.ts";
import type { Environment, Readers } from "../ports.ts";
import type { Resolved } from "./resolve.ts";
import { SafeRollbackError } from "../errors.ts";
import { atStartOf, hookMigrations } from "./at-start.ts";
import { frameworkStart } from "./framework-start.ts";

/** Whether the returning revision runs its migrator when it starts. Asks the cluster, never an image. */
export async function startOfReturning(
  { workload, returning, container }: Resolved,
  tool: string,
  readers: Readers,
): Promise<StartOfReturning> {
  const [environment, helmHooks] = await Promise.all([
    readers.cluster.environment(workload, returning, container),
    hooksOf(workload, readers),
  ]);
  const start = returning.containers.find(({ name }) => name === container);
  const framework = start && frameworkStart(tool, start, (name) => valueIn(environment, name));
  return { returningStart: atStartOf({ revision: returning, container, framework }), helmHooks };
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
