import type { Ledger } from "../model/migration.ts";
import type { NothingToDo } from "../model/nothing-to-do.ts";
import type { Request } from "../model/request.ts";
import type { Situation } from "../model/situation.ts";
import type { Revision } from "../model/workload.ts";
import type { Place } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import type { Observation, Readers } from "../ports/world.ts";
import type { Found } from "./found.ts";
import type { ImageSaid } from "./knowledge.ts";
import type { Reach } from "./reach.ts";
import { known } from "../model/evidence.ts";
import { knownByTime } from "./by-time.ts";
import { judgedBetween } from "./judged.ts";
import { keepUpToOf } from "./keep.ts";
import { askImage, filesIn, reliedOn } from "./knowledge.ts";
import { ledgerReader } from "./ledger.ts";
import { liveDdl } from "./live-ddl.ts";
import { countedLosses } from "./losses.ts";
import { closeReach, conventionsOf, reach } from "./reach.ts";
import { recognise, toolSettingsOf } from "./recognise.ts";
import { recordOf } from "./record.ts";
import { recorderOf } from "./recorded.ts";
import { resolve } from "./resolve.ts";
import { mergeSettings, settingWarnings } from "./settings.ts";
import { sqlBetween, sqlOf } from "./sql-between.ts";
import { downScriptsOf } from "./started-scripts.ts";
import { undecided } from "./undecided.ts";

/** The stage that looks: words → everything `decide` may know, and the ways to look again. Reads only. */
export async function observe(request: Request, readers: Readers): Promise<Observation | NothingToDo> {
  const resolved = await resolve(request, readers.cluster);
  const { workload, leaving, returning, container } = resolved;
  if (returning.templateHash === workload.templateHash)
    return { kind: "nothing-to-do", takenAt: readers.now(), ...resolved };
  for (const text of settingWarnings(workload.settings)) readers.tell({ kind: "warning", text });
  const settings = mergeSettings(request.flags, workload.settings);
  const place: Place = { workload, revision: leaving, container, settings };
  const environment = await readers.cluster.environment(workload, leaving, container);
  const reached = await reach(place, { environment, conventions: conventionsOf(settings, readers) }, readers);
  try {
    return await discover({ resolved, place, environment, reached }, readers);
  } catch (error) {
    await closeReach(reached);
    throw error;
  }
}

async function discover(found: Found, readers: Readers): Promise<Observation> {
  const { place, environment, reached, resolved } = found;
  const recognised = await recognise(found, readers);
  if (recognised.kind === "several") return undecided(found, recognised.names, readers);
  const { migrator } = recognised;
  const first = toolSettingsOf(place, environment, migrator);
  const [leaving, returning, besides] = await Promise.all([
    askImage(place, "leaving", { migrator, toolSettings: first, readers }),
    askReturning(found, migrator, readers),
    lookBesides(found, migrator, readers),
  ]);
  const table = recordOf(resolved.leaving)?.table ?? leaving.table;
  const toolSettings = table === undefined ? first : { ...first, table };
  const reader = ledgerReader({ ...found, migrator, toolSettings, files: filesIn(leaving) }, readers);
  const { ledger, database } = await reader.first();
  const knowledge = knowledgeOf({ leaving, returning }, ledger, resolved.leaving);
  const seen = { ledger, database, ...knowledge, keepUpTo: keepUpToOf(place.settings, ledger, knowledge.leavingKnows) };
  const record = recorderOf({ place, migrator, toolSettings, database }, readers);
  const sql = await sqlBetween(seen, record);
  const judged = await judgedBetween(sql, seen, { judges: readers.judges, readLive: async () => liveDdl(reached) });
  const recount: Observation["recount"] = async () =>
    place.settings.revert.value === "none" ? [] : countedLosses(judged, ledger, reached);
  const situation: Situation = {
    takenAt: readers.now(),
    ...resolved,
    settings: place.settings,
    migrator: migrator.traits,
    ...seen,
    ...notMinding(besides, returning),
    judged,
    rehearsal: null,
    losses: await recount(),
    ledgerRoute: reader.route,
    mayProbe: readers.prober !== undefined,
  };
  const ways = { ledger: reader, place, migrator, toolSettings, recount };
  const sqlOfFiles: Observation["sqlOf"] = async (migrations) => sqlOf(migrations, record);
  return { kind: "found", situation, ...ways, sqlOf: sqlOfFiles, ...connectionOf(reached) };
}

function connectionOf(reached: Reach): Pick<Observation, "connection" | "database" | "close"> {
  const connection = reached.kind === "connected" ? { address: reached.address, tunnel: reached.tunnel } : undefined;
  const database = reached.kind === "connected" ? reached.database : undefined;
  return { connection, database, close: () => closeReach(reached) };
}

type Besides = Pick<Situation, "returningStart" | "helmHooks" | "downScripts">;

/** What is to be known besides the two lists and the ledger. */
async function lookBesides(found: Found, migrator: Migrator, readers: Readers): Promise<Besides> {
  const { startOfReturning } = await import("./returning-start.ts"); // it comes with a parser for shell scripts
  const [start, downScripts] = await Promise.all([
    startOfReturning(found, migrator, readers),
    downScriptsOf(found.place, readers),
  ]);
  return { ...start, downScripts };
}

/** What the returning image itself says of unknown migrations goes before how it is started. */
function notMinding(besides: Besides, { passesOver }: ImageSaid): Besides {
  if (passesOver === undefined) return besides;
  return { ...besides, returningStart: known("does-not-mind", "image", passesOver) };
}

function knowledgeOf(
  { leaving, returning }: { readonly leaving: ImageSaid; readonly returning: ImageSaid },
  ledger: Ledger,
  revision: Revision,
): Pick<Situation, "leavingKnows" | "returningKnows"> {
  return {
    leavingKnows: reliedOn(leaving.sources, knownByTime(ledger, revision, "leaving")),
    returningKnows: reliedOn(returning.sources, knownByTime(ledger, revision, "returning")),
  };
}

/** The returning revision has an environment of its own, which may name another directory. */
async function askReturning({ place, resolved }: Found, migrator: Migrator, readers: Readers): Promise<ImageSaid> {
  const { workload, returning, container } = resolved;
  const environment = await readers.cluster.environment(workload, returning, container);
  const toolSettings = toolSettingsOf(place, environment, migrator);
  return askImage({ ...place, revision: returning }, "returning", { migrator, toolSettings, readers });
}
