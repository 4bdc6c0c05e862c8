import type { MigratorName } from "../model/migration.ts";
import type { Settings } from "../model/settings.ts";
import type { ImageListing, Place, Prober } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import type { Environment } from "../ports/secret.ts";
import type { Readers } from "../ports/world.ts";
import type { Found } from "./found.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError, failure } from "../errors.ts";
import { MIGRATOR_NAMES } from "../model/migration.ts";
import { choose, run } from "../model/trouble.ts";
import { recordOf } from "./record.ts";
import { speaksFor } from "./signs.ts";

/** One tool, or the names of several that all fit. */
export type Recognised =
  | { readonly kind: "one"; readonly migrator: Migrator }
  | { readonly kind: "several"; readonly names: readonly MigratorName[] };

type Asked = Pick<Found, "place" | "environment" | "reached">;

/**
 * Which tool keeps the ledger: as told, as recorded, by the ledger's columns, or by the files in the leaving image. Where
 * several fit, what the containers say of themselves narrows them, and says what to look for first.
 * @throws ledger-not-found when nothing points to any tool
 */
export async function recognise({ place, environment, reached }: Asked, readers: Readers): Promise<Recognised> {
  const told = toldOf(place);
  if (told !== undefined) return { kind: "one", migrator: readers.migrators[told] };
  const all = Object.values(readers.migrators);
  const likely = all.filter(({ signs }) => speaksFor(signs, place.revision, environment));
  const tried: string[] = [];
  if (reached.kind === "connected") {
    const columns = await reached.database.columns(all.flatMap(({ tables }) => tables));
    const fitting = all.filter((migrator) => migrator.recognise(columns));
    if (fitting.length > 0) return chosenAmong(fitting, likely);
    tried.push(
      `tables looked for in database ${reached.database.seen.name} on ${reached.database.seen.host}: ${all.flatMap(({ tables }) => tables).join(", ")}`,
    );
  }
  const listed = await migratorsByFiles(place, { all, likely }, readers);
  tried.push(...listed.tried);
  if (listed.fitting.length > 0) return chosenAmong(listed.fitting, likely);
  throw unrecognised({ place, reach: reached, tried, mayProbe: readers.prober !== undefined });
}

interface Unrecognised {
  readonly place: Place;
  readonly reach: Reach;
  readonly tried: readonly string[];
  readonly mayProbe: boolean;
}

/** Without a way to the database that is what to tell: the tool would have been recognised there. */
function unrecognised({ place: { workload }, reach, tried, mayProbe }: Unrecognised): SafeRollbackError {
  const next = [
    ...(mayProbe ? [] : [choose("--dry-run=server", "lets short read-only probe Jobs look into the images")]),
    choose("--tool NAME", `one of ${MIGRATOR_NAMES.join(", ")}`),
    run(
      `kubectl rollout undo deployment/${workload.name} -n ${workload.namespace}`,
      "if this workload has no migrations at all",
    ),
  ];
  if (reach.kind === "connected")
    return failure("ledger-not-found", "no migration tool was recognised", { facts: tried, next });
  const { trouble } = reach;
  return new SafeRollbackError({ ...trouble, facts: [...trouble.facts, ...tried], next: [...trouble.next, ...next] });
}

/** The tool's settings as the operator and the container's own variables give them. */
export function toolSettingsOf({ settings }: Place, environment: Environment, migrator: Migrator): ToolSettings {
  return { ...operatorSettings(settings), variables: pick(environment, migrator.settingVariables) };
}

function operatorSettings(settings: Settings): Omit<ToolSettings, "variables"> {
  return {
    ...(settings.migrationsDir && { migrationsDir: settings.migrationsDir.value }),
    ...(settings.databaseUrlEnv && { databaseUrlEnv: settings.databaseUrlEnv.value }),
    ...(settings.localMigrations && { localMigrations: settings.localMigrations.value }),
  };
}

function pick({ variables }: Environment, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = variables.get(name);
      return value === undefined ? [] : [[name, value.reveal()]];
    }),
  );
}

function toldOf(place: Place): MigratorName | undefined {
  return place.settings.tool?.value ?? recordOf(place.revision)?.tool;
}

function chosenAmong(fitting: readonly Migrator[], likely: readonly Migrator[]): Recognised {
  const narrowed = fitting.filter((migrator) => likely.includes(migrator));
  const left = narrowed.length > 0 ? narrowed : fitting;
  const [only, second] = left;
  if (only !== undefined && second === undefined) return { kind: "one", migrator: only };
  return { kind: "several", names: left.map(({ name }) => name) };
}

interface Candidates {
  readonly all: readonly Migrator[];
  readonly likely: readonly Migrator[];
}

interface Looked {
  readonly fitting: readonly Migrator[];
  readonly tried: readonly string[];
}

/** The likely tools first; where the files of one of them are there, the others are not looked for. */
async function migratorsByFiles(place: Place, { all, likely }: Candidates, { prober }: Readers): Promise<Looked> {
  if (prober === undefined)
    return {
      fitting: [],
      tried: ["files in the leaving image: not looked at, no probe Job was allowed (--dry-run=server allows it)"],
    };
  const first = await lookForEach(likely, place, prober);
  if (first.fitting.length > 0) return first;
  const others = all.filter((migrator) => !likely.includes(migrator));
  const second = await lookForEach(others, place, prober);
  return { fitting: second.fitting, tried: [...first.tried, ...second.tried] };
}

async function lookForEach(migrators: readonly Migrator[], place: Place, prober: Prober): Promise<Looked> {
  const looks: Look[] = [];
  for (let from = 0; from < migrators.length; from += LOOKS_AT_ONCE) {
    const group = migrators.slice(from, from + LOOKS_AT_ONCE);
    looks.push(...(await Promise.all(group.map(async (migrator) => lookFor(migrator, place, prober)))));
  }
  return {
    fitting: looks.flatMap(({ migrator, lacks }) => (lacks === undefined ? [migrator] : [])),
    tried: looks.flatMap(({ lacks }) => (lacks === undefined ? [] : [lacks])),
  };
}

/** `lacks` says why the image is not one of this tool's; undefined when it is. */
interface Look {
  readonly migrator: Migrator;
  readonly lacks: string | undefined;
}

/** Each look is a Pod, so that a few at a time are enough for a cluster that may be in trouble. */
const LOOKS_AT_ONCE = 4;

async function lookFor(migrator: Migrator, place: Place, prober: Prober): Promise<Look> {
  const listing = await attempt(async () =>
    prober.look(place, migrator.listing({ ...operatorSettings(place.settings), variables: {} })),
  );
  const what = `${migrator.name} files in the leaving image`;
  if (typeof listing === "string") return { migrator, lacks: `${what}: ${listing}` };
  const fits = migrator.knownFrom(listing.files).length > 0;
  return { migrator, lacks: fits ? undefined : `${what}: none in ${listing.directory}` };
}

async function attempt(look: () => Promise<ImageListing>): Promise<ImageListing | string> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code === "image-not-readable") return error.message;
    throw error;
  }
}
