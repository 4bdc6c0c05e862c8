import type { KnownMigration, Ledger } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import type { LedgerReader, Readers } from "../ports/world.ts";
import type { Found } from "./found.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** How far the database is, and which tool keeps its ledger there. */
export interface Asking extends Pick<Found, "place" | "reached"> {
  readonly migrator: Migrator;
  readonly toolSettings: ToolSettings;
  /** What the leaving image knows: some ledgers hold only the newest, and the files tell the rest. */
  readonly files: readonly KnownMigration[] | undefined;
}

export interface FirstReader extends LedgerReader {
  first(): Promise<{ readonly ledger: Ledger; readonly database: DatabaseSeen }>;
}

/**
 * Over the connection where there is one; else with what the leaving image carries, in a probe Job.
 * @throws database-unreachable, database-url-missing when neither is possible
 */
export function ledgerReader(asking: Asking, readers: Readers): FirstReader {
  const { reached, migrator, toolSettings, place, files } = asking;
  if (reached.kind === "connected") {
    const { database, address, tunnel, route } = reached;
    return {
      route,
      first: async () => ({
        ledger: await migrator.readLedger(database, toolSettings, files),
        database: database.seen,
      }),
      read: async () => {
        const again = await readers.databases.open(address, tunnel);
        try {
          return await migrator.readLedger(again, toolSettings, files);
        } finally {
          await again.close();
        }
      },
    };
  }
  const { prober } = readers;
  const probe = migrator.ledgerProbe?.(toolSettings, files);
  if (prober === undefined || probe === undefined)
    throw unreadable(reached, probe === undefined ? migrator.name : undefined);
  const first = async (): Promise<{ ledger: Ledger; database: DatabaseSeen }> => {
    try {
      return await prober.look(place, probe);
    } catch (error) {
      throw neitherWay(error, reached);
    }
  };
  return { route: "image", first, read: async () => (await first()).ledger };
}

type NoReach = Extract<Reach, { kind: "none" }>;

/** Both ways failed: the image's reason is told first, since the Pods are where the database must be reached from. */
function neitherWay(error: unknown, { trouble }: NoReach): unknown {
  if (!(error instanceof SafeRollbackError) || SIGNALS.has(error.trouble.code)) return error;
  const facts = [...error.trouble.facts, `and from here: ${trouble.summary}`, ...trouble.facts];
  return new SafeRollbackError({ ...error.trouble, facts, next: [...error.trouble.next, ...trouble.next] });
}

function unreadable({ trouble }: NoReach, withoutProbe: string | undefined): SafeRollbackError {
  const elsewhere = choose("--database-url-file FILE", "another way to the same database from here");
  if (withoutProbe !== undefined) {
    const facts = [
      ...trouble.facts,
      `a ${withoutProbe} image has nothing with which a probe Job could read the ledger`,
    ];
    return new SafeRollbackError({ ...trouble, facts, next: [...trouble.next, elsewhere] });
  }
  return new SafeRollbackError({
    ...trouble,
    facts: [...trouble.facts, "a probe Job in the leaving image could read the ledger, but none was allowed"],
    next: [...trouble.next, choose("--dry-run=server", "lets short read-only probe Jobs run"), elsewhere],
  });
}

/** Nothing failed then: somebody wanted it to end. */
const SIGNALS: ReadonlySet<string> = new Set(["interrupted", "terminated"]);
