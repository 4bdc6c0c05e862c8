import type { BroughtMigrations, History, HistoryEntry } from "../model/history.ts";
import type { KnownMigration, Ledger, MigrationName } from "../model/migration.ts";
import type { Request } from "../model/request.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Revision, Workload } from "../model/workload.ts";
import type { Place } from "../ports/image.ts";
import type { Readers } from "../ports/world.ts";
import { SafeRollbackError } from "../errors.ts";
import { ledgerReader } from "./ledger.ts";
import { closeReach, conventionsOf, reach } from "./reach.ts";
import { recognise, toolSettingsOf } from "./recognise.ts";
import { recordedKnowledge } from "./record.ts";
import { containerOf, runningOf } from "./resolve.ts";
import { mergeSettings } from "./settings.ts";

/**
 * Revisions × images × migrations, newest revision first. Starts no probe Job: what is neither recorded nor told by
 * the ledger's times stays unknown. A ledger that cannot be read is said, and the revisions are shown all the same.
 * @throws workload-not-found, container-not-chosen, and what reading the cluster throws
 */
export async function readHistory(request: Request, readers: Readers): Promise<History> {
  const workload = await readers.cluster.workload(request.target);
  const revisions = await readers.cluster.revisions(workload);
  const running = runningOf(workload, revisions);
  const container = containerOf(request, workload, running);
  const read = await attemptLedger(
    { workload, revision: running, container, settings: mergeSettings(request.flags, workload.settings) },
    readers,
  );
  const ledger = read.kind === "read" ? read.ledger : undefined;
  const entries = revisions.map((revision, index) =>
    entryOf(revision, {
      workload,
      container,
      ledger,
      neighbours: { before: revisions[index - 1], after: revisions[index + 1] },
    }),
  );
  const explained = new Set(entries.flatMap(({ brought }) => (brought.known ? brought.names : [])));
  return {
    format: "safe-rollback.history/v1",
    workload: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
    database: read.kind === "read" ? read.database : null,
    unexplained: ledger?.applied.map(({ name }) => name).filter((name) => !explained.has(name)) ?? null,
    ledgerUnread: read.kind === "read" ? null : read.because,
    entries: entries.toReversed(),
  };
}

type ReadLedger =
  | { readonly kind: "read"; readonly ledger: Ledger; readonly database: DatabaseSeen }
  | { readonly kind: "unread"; readonly because: string };

async function attemptLedger(place: Place, readers: Readers): Promise<ReadLedger> {
  try {
    return await readWith(place, { ...readers, prober: undefined, relays: undefined });
  } catch (error) {
    if (error instanceof SafeRollbackError) return { kind: "unread", because: error.message };
    throw error;
  }
}

async function readWith(place: Place, readers: Readers): Promise<ReadLedger> {
  const { workload, revision, container, settings } = place;
  const environment = await readers.cluster.environment(workload, revision, container);
  const reached = await reach(place, { environment, conventions: conventionsOf(settings, readers) }, readers);
  try {
    const recognised = await recognise({ place, environment, reached }, readers);
    if (recognised.kind === "several")
      return {
        kind: "unread",
        because: `the database fits more than one migration tool: ${recognised.names.join(", ")}`,
      };
    const { migrator } = recognised;
    const toolSettings = toolSettingsOf(place, environment, migrator);
    const { ledger, database } = await ledgerReader(
      { place, reached, migrator, toolSettings, files: recordedFiles(place) },
      readers,
    ).first();
    return { kind: "read", ledger, database };
  } finally {
    await closeReach(reached);
  }
}

function recordedFiles({ revision, container }: Place): readonly KnownMigration[] | undefined {
  const recorded = recordedKnowledge(revision, container);
  return recorded.known ? recorded.value : undefined;
}

interface Around {
  readonly workload: Workload;
  readonly container: string;
  readonly ledger: Ledger | undefined;
  readonly neighbours: { readonly before: Revision | undefined; readonly after: Revision | undefined };
}

function entryOf(revision: Revision, around: Around): HistoryEntry {
  return {
    revision: revision.number,
    current: revision.templateHash === around.workload.templateHash,
    image:
      revision.containers.find(({ name }) => name === around.container)?.image ?? `no container ${around.container}`,
    createdAt: revision.createdAt,
    changeCause: revision.changeCause,
    brought: broughtByRecords(revision, around) ?? broughtByTime(revision, around),
  };
}

/** What this revision's record lists and the one before it does not. */
function broughtByRecords(revision: Revision, { container, neighbours }: Around): BroughtMigrations | undefined {
  const own = recordedKnowledge(revision, container);
  const before = neighbours.before && recordedKnowledge(neighbours.before, container);
  if (!own.known || before?.known === false) return undefined;
  const earlier = new Set<MigrationName>(before?.value.map(({ name }) => name));
  return {
    known: true,
    names: own.value.map(({ name }) => name).filter((name) => !earlier.has(name)),
    from: "recorded",
  };
}

function broughtByTime(revision: Revision, { ledger, neighbours }: Around): BroughtMigrations {
  if (ledger === undefined) return { known: false, because: "nothing was recorded, and the ledger was not read" };
  if (revision.reused || neighbours.after?.reused === true)
    return {
      known: false,
      because: "nothing was recorded, and an undo brought a revision back, so its time says nothing",
    };
  if (ledger.applied.some(({ appliedAt }) => appliedAt === null))
    return { known: false, because: "nothing was recorded, and the ledger stores no times" };
  const since = neighbours.before === undefined ? "" : revision.createdAt;
  const until = neighbours.after?.createdAt;
  const names = ledger.applied
    .filter(({ appliedAt }) => isWithin(appliedAt ?? "", since, until))
    .map(({ name }) => name);
  return { known: true, names, from: "time" };
}

function isWithin(appliedAt: string, since: string, until: string | undefined): boolean {
  const at = Date.parse(appliedAt);
  return (since === "" || at >= Date.parse(since)) && (until === undefined || at < Date.parse(until));
}
