import type { Evidence, Source } from "../../src/model/evidence.ts";
import type {
  AppliedMigration,
  Down,
  KnownMigration,
  Ledger,
  LedgerLock,
  MigratorName,
} from "../../src/model/migration.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { AtStart, LedgerRoute, MigratorTraits, Situation } from "../../src/model/situation.ts";
import type { Revision, RevisionContainer, Workload } from "../../src/model/workload.ts";
import { known, undetermined } from "../../src/model/evidence.ts";

export type KnownList = Evidence<readonly KnownMigration[]>;

/**
 * What a case is about; all else is a whole, valid situation.
 *
 * Migrations are words, usually single letters, oldest first. In an image's list, and in the ledger where the leaving
 * list is left to follow it, a mark tells the down: `c` SQL, `c?` code, `c!` absent, `c#` refused.
 */
export interface Given {
  readonly ledger?: string;
  /** Follows the ledger when not given. */
  readonly leaving?: string | KnownList;
  /** Follows the leaving list when not given. */
  readonly returning?: string | KnownList;
  readonly leavingFrom?: Source;
  readonly returningFrom?: Source;
  readonly leavingOthers?: readonly KnownList[];
  readonly returningOthers?: readonly KnownList[];
  readonly tool?: MigratorName | readonly MigratorName[];
  readonly traits?: Partial<MigratorTraits>;
  /** Whether the returning revision migrates when it starts; not determined when not given. */
  readonly start?: AtStart;
  readonly helmHooks?: readonly string[];
  readonly downScripts?: Situation["downScripts"];
  readonly judged?: Situation["judged"];
  readonly losses?: Situation["losses"];
  readonly rehearsal?: Situation["rehearsal"];
  readonly keepUpTo?: string;
  readonly dirty?: string;
  readonly lock?: LedgerLock;
  readonly complete?: boolean;
  /** The names in another schema's ledger. */
  readonly elsewhere?: string;
  /** False for a tool that stores no applied-at times. */
  readonly timed?: boolean;
  readonly route?: LedgerRoute;
  readonly settings?: Partial<Settings>;
  readonly workload?: Partial<Workload>;
  readonly leavingImage?: Partial<RevisionContainer>;
  readonly returningImage?: Partial<RevisionContainer>;
  readonly takenAt?: string;
  readonly mayProbe?: boolean;
}

export function situation(given: Given = {}): Situation {
  const { leavingOthers = [], returningOthers = [] } = given;
  const leaving = listFrom(given.leaving ?? ledgerOf(given), given.leavingFrom);
  const returning = given.returning === undefined ? leaving : listFrom(given.returning, given.returningFrom);
  return {
    takenAt: given.takenAt ?? "2026-11-22T10:00:00Z",
    workload: workload({ templateHash: "hash-2", ...given.workload }),
    container: "web",
    leaving: revision(2, { image: "myapp:v2", digests: ["sha256:two"], ...given.leavingImage }),
    returning: revision(1, { image: "myapp:v1", digests: [], ...given.returningImage }),
    settings: settings(given),
    migrator: migratorOf(given),
    leavingKnows: { relied: leaving, others: leavingOthers },
    returningKnows: { relied: returning, others: returningOthers },
    ...aroundOf(given),
    ledger: ledger(given),
    ledgerRoute: given.route ?? "connection",
    database: { dialect: "postgresql", version: "18.3", host: "db.internal", name: "shop" },
    mayProbe: given.mayProbe ?? false,
    ...judgedOf(given),
    keepUpTo: given.keepUpTo ?? null,
  };
}

function judgedOf(given: Given): Pick<Situation, "judged" | "losses" | "rehearsal"> {
  const { judged, losses = [], rehearsal = null } = given;
  return { judged: judged ?? undetermined("nothing was judged", []), losses, rehearsal };
}

function aroundOf(given: Given): Pick<Situation, "returningStart" | "helmHooks" | "downScripts"> {
  const { start, helmHooks = [], downScripts = null } = given;
  const unseen = undetermined<AtStart>("its image's own command is not in the template", ["container web"]);
  const returningStart = start === undefined ? unseen : known(start, "recorded", "the pod template");
  return { returningStart, helmHooks, downScripts };
}

/** A list nobody could give. */
export function nobodyKnows(because = "no source could tell", ...tried: readonly string[]): KnownList {
  return undetermined(because, tried);
}

/** A list as one source gives it. */
export function knows(marked: string, from: Source = "image"): KnownList {
  return known(migrations(marked), from, DETAIL[from]);
}

function migrations(marked: string): readonly KnownMigration[] {
  return words(marked).map((word) => {
    const name = unmarked(word);
    return { name, file: `${name}.sql`, down: downOf(word) };
  });
}

/** Rows one second apart, so that any number of them keeps its order. */
function applied(names: string, timed = true): readonly AppliedMigration[] {
  return words(names).map((word, position) => ({
    name: unmarked(word),
    appliedAt: timed ? new Date(FIRST_APPLIED + position * 1000).toISOString() : null,
  }));
}

export function workload(changed: Partial<Workload> = {}): Workload {
  return {
    kind: "Deployment",
    namespace: "shop",
    name: "myapp",
    uid: "uid-of-myapp",
    generation: 7,
    observedGeneration: 7,
    paused: false,
    replicas: 2,
    progressDeadlineSeconds: 600,
    templateHash: "hash-2",
    settings: {},
    release: null,
    defaultContainer: null,
    ...changed,
  };
}

export function revision(number: number, container: Partial<RevisionContainer> = {}): Revision {
  return {
    number,
    name: `myapp-${number}`,
    uid: `uid-of-myapp-${number}`,
    templateHash: `hash-${number}`,
    createdAt: `2026-11-0${number}T10:00:00Z`,
    reused: false,
    containers: [{ name: "web", image: `myapp:v${number}`, command: null, args: null, digests: [], ...container }],
    initContainers: [],
    recorded: null,
    changeCause: null,
    replicas: 2,
  };
}

function ledger(given: Given): Ledger {
  const { timed, dirty = "", lock = null, complete = true } = given;
  const seen = { applied: applied(ledgerOf(given), timed), dirty: words(dirty), lock, complete };
  const elsewhere =
    given.elsewhere === undefined ? [] : [{ table: "tenant.migrations", names: words(given.elsewhere) }];
  return { table: "public.migrations", ...seen, elsewhere };
}

function ledgerOf(given: Given): string {
  return given.ledger ?? "a b";
}

function settings({ settings: changed, keepUpTo }: Given): Settings {
  return {
    revert: { value: "auto", from: "default" },
    via: { value: "job", from: "default" },
    order: { value: "schema-first", from: "default" },
    jobTimeoutSeconds: { value: 600, from: "default" },
    jobLabels: { value: {}, from: "default" },
    keepMesh: { value: false, from: "default" },
    keepRows: { value: "auto", from: "default" },
    keepRowsMaxBytes: { value: 1_073_741_824, from: "default" },
    ...(keepUpTo !== undefined && { toMigration: { value: keepUpTo, from: "flag" } }),
    ...changed,
  };
}

function migratorOf({ tool = "knex", traits }: Given): Situation["migrator"] {
  if (typeof tool !== "string") return { candidates: tool };
  return { name: tool, startUp: { kind: "tolerates" }, reverts: "by-name", ...TRAITS[tool], ...traits };
}

function listFrom(list: string | KnownList, from?: Source): KnownList {
  return typeof list === "string" ? knows(list, from) : list;
}

function downOf(word: string): Down {
  if (word.endsWith("!")) return { kind: "absent", because: "the file has none" };
  if (word.endsWith("#")) return { kind: "refused", because: "the file says so" };
  if (word.endsWith("?")) return { kind: "code" };
  return { kind: "sql", text: `drop table ${word}`, transaction: true };
}

function words(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}

function unmarked(word: string): string {
  return word.replace(/[!?#]$/, "");
}

const FIRST_APPLIED = Date.parse("2026-11-01T10:00:00Z");

const TRAITS: Readonly<Partial<Record<MigratorName, MigratorTraits>>> = {
  knex: { name: "knex", startUp: { kind: "refuses", says: "corrupt" }, reverts: "by-name", runsCodeHere: true },
  dbmate: { name: "dbmate", startUp: { kind: "tolerates" }, reverts: "newest-file" },
};

const DETAIL: Readonly<Record<Source, string>> = {
  operator: "files on this machine",
  recorded: "the annotation",
  image: "files in the image",
  ledger: "the ledger",
  time: "the times in the ledger",
};
