import type { ErrorCode } from "../../model/trouble.ts";
import type { Database, Reachable } from "../../ports/database.ts";
import type { Place } from "../../ports/image.ts";
import type { Migrator } from "../../ports/migrator.ts";
import type { Clone, CloneJobs, ProvenTool } from "../../ports/rehearsal.ts";
import type { Observation, Readers } from "../../ports/world.ts";
import { SafeRollbackError, failure } from "../../errors.ts";
import { edit } from "../../model/trouble.ts";

/** A tool that surely reaches the clone, or why there is none. */
export type Proof =
  | { readonly kind: "proven"; readonly tool: ProvenTool }
  | { readonly kind: "not"; readonly because: string };

/** What a proof needs. */
export interface Ready {
  readonly jobs: CloneJobs;
  readonly migrator: Migrator & Required<Pick<Migrator, "ownConnection">>;
  readonly live: Database;
  readonly connection: Reachable;
}

interface Proving {
  /** The table of the clone's own. */
  readonly ledger: string;
  readonly observation: Observation;
  readonly readers: Readers;
}

/**
 * Makes a table that only the clone has, and has the tool in the leaving image look for it, with its variables changed
 * to lead to the clone. The same variables are used for all that the tool is then told to do.
 * @throws step-not-confirmed when that table turned up in the live database
 */
export async function proveTool(
  { jobs, migrator, live, connection }: Ready,
  clone: Clone,
  { ledger, observation, readers }: Proving,
): Promise<Proof> {
  const { place, toolSettings } = observation;
  const environment = await readers.cluster.environment(place.workload, place.revision, place.container);
  const standIns = clone.standIns(environment, connection.address, migrator.conventions);
  if ("because" in standIns) return { kind: "not", because: standIns.because };
  try {
    const mark = await clone.mark(ledger, migrator.signedIn);
    try {
      await expectAbsent(mark.table, live);
      const probe = migrator.ownConnection(mark.table, toolSettings);
      return { kind: "proven", tool: await jobs.prove(place, standIns, probe) };
    } finally {
      await mark.remove();
    }
  } catch (error) {
    return unproven(error, migrator.name);
  }
}

/** All that can be known before anything is written or started. */
export function readinessOf(
  observation: Observation,
  { cloneJobs: jobs }: Pick<Readers, "cloneJobs">,
): Ready | { readonly because: string } {
  const { migrator, place, database: live, connection } = observation;
  const tool = migrator?.name ?? "the tool";
  if (jobs === undefined)
    return { because: `no Job was allowed, in which ${tool} itself could run it (--dry-run=server allows one)` };
  if (migrator?.ownConnection === undefined)
    return { because: `nothing in the image shows which database ${tool} itself connects to, so it was not run` };
  const because = doubtAbout(place);
  if (because !== undefined) return { because };
  if (live === undefined || connection === undefined) return { because: "there is no connection to the live database" };
  return { jobs, migrator: { ...migrator, ownConnection: migrator.ownConnection }, live, connection };
}

/** What would keep a proof from being one. */
function doubtAbout(place: Place): string | undefined {
  const { downCommand, databaseUrlFrom } = place.settings;
  if (downCommand !== undefined) return "nothing shows which database your --down-command connects to";
  if (databaseUrlFrom !== undefined)
    return "the live URL is not the container's own, so which of its variables lead there is not known";
  return isPinned(place)
    ? undefined
    : "no Pod shows one digest of the leaving image, so that two Jobs might run two images";
}

function isPinned({ revision, container }: Place): boolean {
  const found = revision.containers.find(({ name }) => name === container);
  return found !== undefined && (found.digests.length === 1 || found.image.includes("@"));
}

/** Another database than the clone that has it is the clone under another name. */
async function expectAbsent(table: string, live: Database): Promise<void> {
  if ((await live.columns([table])).size === 0) return;
  throw failure("step-not-confirmed", "what was written to the clone is in the live database as well", {
    facts: [`a table ${table}, which was removed again`, "nothing else was run on either"],
    next: [edit("a copy of the database on a server of its own", "restored from a backup, for example")],
  });
}

function unproven(error: unknown, tool: string): Proof {
  if (!(error instanceof SafeRollbackError) || !UNPROVEN.has(error.trouble.code)) throw error;
  const { code, summary, facts } = error.trouble;
  if (code === "ledger-not-found")
    return {
      kind: "not",
      because: `${tool} was not run, as in the image it does not reach the clone, although its variables lead there: ${summary}`,
    };
  const fact = facts.find((one) => /\berror\b/i.test(one)) ?? facts[0];
  const said = fact === undefined || code === "not-permitted" ? summary : `${summary} (${fact})`;
  return { kind: "not", because: `${tool} was not run, as it is not proven that it reaches the clone: ${said}` };
}

/** With these there was an answer, which is not the one that was wanted. */
const UNPROVEN: ReadonlySet<ErrorCode> = new Set([
  "not-permitted",
  "image-not-readable",
  "database-unreachable",
  "database-refused",
  "ledger-not-found",
  "ledger-not-understood",
]);
