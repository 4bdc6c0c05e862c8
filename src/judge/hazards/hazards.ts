import type { Hazard } from "../../model/judgement.ts";
// Locks and work of statements on tables that are in use. Measured on PostgreSQL 15 to 18, MySQL 9.7, MariaDB 10.11.
import type { Dialect } from "../../model/situation.ts";
import { HAZARD_LEVELS } from "../../model/judgement.ts";

export const NO_HAZARD: Hazard = { level: "none", lock: null, rewrite: false, scan: false };

export const UNKNOWN_HAZARD: Hazard = { level: "undetermined", lock: null, rewrite: false, scan: false };

/** PostgreSQL's lock modes, weakest first; src/include/storage/lockdefs.h. */
const LOCKS = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
] as const;

type Work = "catalog" | "scan" | "rewrite";

/** What PostgreSQL does with a table: the level follows from the lock and the work. */
export function locks(lock: (typeof LOCKS)[number], work: Work = "catalog"): Hazard {
  return { level: levelOf(lock, work), lock, rewrite: work === "rewrite", scan: work !== "catalog" };
}

/** A lock by its name in a statement; undefined for words that are none of PostgreSQL's. */
export function lockCalled(words: string): Hazard | undefined {
  const mode = LOCKS.find((known) => known === words.toUpperCase());
  return mode && locks(mode);
}

function levelOf(lock: (typeof LOCKS)[number], work: Work): Hazard["level"] {
  const strength = LOCKS.indexOf(lock);
  if (strength < LOCKS.indexOf("SHARE")) return work === "catalog" ? "none" : "long_online";
  if (work === "catalog") return "brief_block";
  return lock === "ACCESS EXCLUSIVE" ? "long_block_all" : "long_block_writes";
}

/** InnoDB's algorithms: each waits for the metadata lock, a copy keeps writers out for as long as it takes. */
export const INSTANT: Hazard = { level: "brief_block", lock: "metadata", rewrite: false, scan: false };
export const IN_PLACE: Hazard = { level: "long_online", lock: "metadata", rewrite: false, scan: true };
export const IN_PLACE_REBUILD: Hazard = { level: "long_online", lock: "metadata", rewrite: true, scan: true };
export const IN_PLACE_WITHOUT_WRITES: Hazard = {
  level: "long_block_writes",
  lock: "metadata",
  rewrite: true,
  scan: true,
};
export const COPY: Hazard = { level: "long_block_writes", lock: "metadata", rewrite: true, scan: true };

/**
 * SQLite has one writer at a time. Outside WAL mode, which is not what a new file has, nobody reads either while what was
 * written goes into the file: chapter "File Locking And Concurrency", EXCLUSIVE. That is before the end where it is more
 * than the cache takes. Measured with 3.53.
 */
export const SQLITE_CATALOG: Hazard = { level: "brief_block", lock: "EXCLUSIVE", rewrite: false, scan: false };
/** Rows that are read before the statement writes: readers go on, writers wait. */
export const SQLITE_SCAN: Hazard = { level: "long_block_writes", lock: "EXCLUSIVE", rewrite: false, scan: true };
export const SQLITE_ROWS: Hazard = { level: "long_block_all", lock: "EXCLUSIVE", rewrite: true, scan: true };

export interface Hazards {
  readonly postgresql: Hazard;
  readonly mysql: Hazard;
  /** Where MariaDB differs. */
  readonly mariadb?: Hazard;
  readonly sqlite: Hazard;
}

export function hazardOn({ dialect }: { readonly dialect: Dialect }, hazards: Hazards): Hazard {
  return dialect === "mariadb" ? (hazards.mariadb ?? hazards.mysql) : hazards[dialect];
}

/** Catalog work under the strongest lock: the commonest case everywhere. */
export const BRIEF: Hazards = { postgresql: locks("ACCESS EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_CATALOG };

export const ROWS_WRITTEN: Hazards = {
  postgresql: { level: "long_online", lock: "ROW EXCLUSIVE", rewrite: false, scan: true },
  mysql: { level: "long_online", lock: "rows", rewrite: false, scan: true },
  sqlite: SQLITE_ROWS,
};

/** Into a table that nobody knows yet: what they are read from is not locked on PostgreSQL. */
export const ROWS_COPIED: Hazards = {
  ...ROWS_WRITTEN,
  postgresql: { ...ROWS_WRITTEN.postgresql, lock: "ACCESS SHARE" },
};

/** Rows that are written out: none is read for them. */
export const ROWS_ADDED: Hazards = { ...ROWS_WRITTEN, postgresql: { ...ROWS_WRITTEN.postgresql, scan: false } };

/**
 * All hazards of a script that runs in one transaction: PostgreSQL keeps every lock to the end, so that what comes
 * after a strong lock is waited for as long as it takes.
 */
export function hazardOfAll({ dialect }: { readonly dialect: Dialect }, hazards: readonly Hazard[]): Hazard {
  let strongest = NO_HAZARD;
  for (const hazard of hazards) strongest = both(strongest, hazard, dialect === "postgresql");
  return strongest;
}

function both(first: Hazard, second: Hazard, keepsLocks: boolean): Hazard {
  const lock = stronger(first.lock, second.lock);
  const held = keepsLocks && second.scan ? levelHeld(first.lock) : "none";
  return {
    level: worse(worse(first.level, second.level), held),
    lock,
    rewrite: first.rewrite || second.rewrite,
    scan: first.scan || second.scan,
  };
}

/** What a lock that is there already does while rows are read or written. */
function levelHeld(lock: string | null): Hazard["level"] {
  const known = LOCKS.find((mode) => mode === lock);
  return known === undefined ? "none" : levelOf(known, "scan");
}

function worse(first: Hazard["level"], second: Hazard["level"]): Hazard["level"] {
  return HAZARD_LEVELS.indexOf(first) > HAZARD_LEVELS.indexOf(second) ? first : second;
}

function stronger(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  const strength = (lock: string): number => LOCKS.findIndex((known) => known === lock);
  return strength(first) >= strength(second) ? first : second;
}
