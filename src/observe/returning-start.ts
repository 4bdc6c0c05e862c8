import type { Evidence } from "../model/evidence.ts";
import type { AtStart } from "../model/situation.ts";
import type { StartFiles } from "../model/start-files.ts";
import type { Workload } from "../model/workload.ts";
import type { Place } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import type { Environment } from "../ports/secret.ts";
import type { Readers } from "../ports/world.ts";
import type { Found } from "./found.ts";
import { SafeRollbackError } from "../errors.ts";
import { known, undetermined } from "../model/evidence.ts";
import { atStartOf, hookMigrations, needsLook } from "./at-start.ts";
import { frameworkStart } from "./framework-start.ts";
import { LIKELY_ENTRYPOINTS } from "./starts/likely-entrypoints.ts";
import { ownPartsOf } from "./starts/own-parts.ts";

/**
 * Whether the returning revision runs its migrator when it starts, by its template; the scripts in its image are looked
 * at where the template does not tell and it may decide something: with a strict tool, and a plan that may leave
 * something applied.
 */
export async function startOfReturning(
  { resolved: { workload, returning, container }, place }: Found,
  { name, traits }: Migrator,
  readers: Readers,
): Promise<StartOfReturning> {
  const start = returning.containers.find((one) => one.name === container);
  const [environment, helmHooks] = await Promise.all([
    readers.cluster.environment(workload, returning, container),
    hooksOf(workload, readers),
  ]);
  const framework = start && frameworkStart(name, start, (variable) => valueIn(environment, variable));
  const seen = { revision: returning, container, framework };
  const matters = traits.startUp.kind !== "tolerates" && mayLeaveApplied(place);
  const look = matters && needsLook(seen) ? await lookInto({ ...place, revision: returning }, readers) : undefined;
  return { returningStart: atStartOf({ ...seen, look }), helmHooks };
}

function mayLeaveApplied({ settings: { revert, toMigration } }: Place): boolean {
  return revert.value !== "all" || toMigration !== undefined;
}

/** One look for all scripts, also those of init containers. */
async function lookInto(place: Place, { prober, startFiles }: Readers): Promise<Evidence<StartFiles>> {
  if (prober === undefined)
    return undetermined("not looked at, no probe Job was allowed (--dry-run=server allows it)", []);
  const own = ownPartsOf(place.revision, place.container);
  const words = own.flatMap((part) => part.words);
  const likely = own.some(({ start }) => start.command === null) ? LIKELY_ENTRYPOINTS : [];
  try {
    const found = await prober.look(place, startFiles(words, ["package.json", ...likely]));
    return known(found, "image", "the scripts in the returning image, read by a probe Job");
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || error.trouble.code !== "image-not-readable") throw error;
    return undetermined(error.message, error.trouble.facts);
  }
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
