import type { Evidence } from "../model/evidence.ts";
import type { Down, KnownMigration } from "../model/migration.ts";
import type { ImageKnowledge } from "../model/situation.ts";
import type { ImageListing, Place } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import type { Readers } from "../ports/world.ts";
import { SafeRollbackError } from "../errors.ts";
import { known, undetermined } from "../model/evidence.ts";
import { present } from "./present.ts";
import { recordedKnowledge } from "./record.ts";
import { soundList } from "./sound-list.ts";

type Known = Evidence<readonly KnownMigration[]>;

/** What one image said of itself, and the tool's settings found in it on the way. */
export interface ImageSaid {
  readonly sources: readonly Known[];
  readonly table: string | undefined;
  /** The setting by which this image passes over migrations that it does not know. */
  readonly passesOver: string | undefined;
}

/**
 * Asks every source that may speak for an image, best first: the operator's own files (for the leaving one),
 * the record made at deploy time, a look into the image where probing is allowed.
 */
export async function askImage(
  place: Place,
  side: "leaving" | "returning",
  tools: { migrator: Migrator; toolSettings: ToolSettings; readers: Readers },
): Promise<ImageSaid> {
  const { migrator, toolSettings, readers } = tools;
  const local = side === "leaving" ? await localListing(migrator, toolSettings, readers) : undefined;
  const image = await imageListing(place, side, tools);
  return {
    sources: [
      ...(local === undefined
        ? []
        : [
            known(
              soundList(migrator.knownFrom(local.files), local.directory, "file-not-readable"),
              "operator",
              `files in ${local.directory} on this machine`,
            ),
          ]),
      recordedKnowledge(place.revision, place.container),
      image.evidence,
    ],
    table: image.listing?.settings["table"] ?? local?.settings["table"],
    passesOver: image.listing?.settings["unknown"],
  };
}

/**
 * The first source that knows is relied on; what it only knows to exist, or does not say, comes from the others.
 * Times speak only where nothing else does: they are too weak to contradict anybody.
 */
export function reliedOn(sources: readonly Known[], byTime: Known): ImageKnowledge {
  const relied = sources.find(({ known: speaks }) => speaks) ?? byTime;
  if (!relied.known) {
    const tried = [...sources, byTime].flatMap((source) => (source.known ? [] : source.tried));
    return { relied: undetermined("no source could tell", tried), others: [] };
  }
  const others = sources.filter((source) => source !== relied);
  return { relied: { ...relied, value: withMore(relied.value, others) }, others };
}

/** The list of the best source that knows; undefined when none does. */
export function filesIn({ sources }: ImageSaid): readonly KnownMigration[] | undefined {
  const [known, ...others] = sources.filter((source) => source.known);
  return known && withMore(known.value, others);
}

function withMore(migrations: readonly KnownMigration[], others: readonly Known[]): readonly KnownMigration[] {
  const elsewhere = new Map(
    others.flatMap((source) => (source.known ? source.value : [])).map((migration) => [migration.name, migration]),
  );
  return migrations.map((migration) => {
    const seen = elsewhere.get(migration.name);
    if (seen === undefined) return migration;
    const { needs = seen.needs, previous = seen.previous, up = seen.up, changes = seen.changes } = migration;
    const down = tellsMore(seen.down, migration.down) ? seen.down : migration.down;
    return { ...migration, down, ...present({ needs, previous, up, changes }) };
  });
}

/** A look at the file itself tells more than a record of it, and a defect seen anywhere counts. */
function tellsMore(seen: Down, than: Down): boolean {
  if (seen.kind === "absent" || seen.kind === "refused") return true;
  return seen.kind === "sql" && seen.text !== null && than.kind === "sql" && than.text === null;
}

async function localListing(
  migrator: Migrator,
  toolSettings: ToolSettings,
  readers: Readers,
): Promise<ImageListing | undefined> {
  const directory = toolSettings.localMigrations;
  if (directory === undefined) return undefined;
  return readers.local.list(directory, migrator.filesAre, migrator.listing({ migrationsDir: ".", variables: {} }));
}

async function imageListing(
  place: Place,
  side: "leaving" | "returning",
  { migrator, toolSettings, readers }: { migrator: Migrator; toolSettings: ToolSettings; readers: Readers },
): Promise<{ evidence: Known; listing: ImageListing | undefined }> {
  const what = `files in the ${side} image`;
  if (readers.prober === undefined) {
    const evidence: Known = undetermined("no probe Job was allowed", [
      `${what}: not looked at, no probe Job was allowed (--dry-run=server allows it)`,
    ]);
    return { evidence, listing: undefined };
  }
  try {
    const listing = await readers.prober.look(place, migrator.listing(toolSettings));
    return {
      evidence: known(
        soundList(migrator.knownFrom(listing.files), listing.directory, "image-not-readable"),
        "image",
        `${listing.directory} in the ${side} image, read by a probe Job`,
      ),
      listing,
    };
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || error.trouble.code !== "image-not-readable") throw error;
    readers.tell({ kind: "warning", text: `${what} could not be seen: ${error.message}` });
    return {
      evidence: undetermined(error.message, [`${what}: ${error.message}`, ...error.trouble.facts]),
      listing: undefined,
    };
  }
}
