import type { Ledger } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { LedgerReader, Migrator, Readers, ToolSettings } from "../ports.ts";
import type { Found } from "./found.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** How far the database is, and which tool keeps its ledger there. */
export interface Asking extends Pick<Found, "place" | "reached"> {
  readonly migrator: Migrator;
  readonly toolSettings: ToolSettings;
}

export interface FirstReader extends LedgerReader {
  first(): Promise<{ readonly ledger: Ledger; readonly database: DatabaseSeen }>;
}

/**
 * Over the connection where there is one; else with what the leaving image carries, in a probe Job.
 * @throws database-unreachable, database-url-missing when neither is possible
 */
export function ledgerReader({ reached, migrator, toolSettings, place }: Asking, readers: Readers): FirstReader {
  if (reached.kind === "connected") {
    const { database, address, tunnel, route } = reached;
    return {
      route,
      first: async () => ({ ledger: await migrator.readLedger(database, toolSettings), database: database.seen }),
      read: async () => {
        const again = await readers.databases.open(address, tunnel);
        try {
          return await migrator.readLedger(again, toolSettings);
        } finally {
          await again.close();
        }
      },
    };
  }
  const { prober } = readers;
  if (prober === undefined) throw unreadable(reached);
  const first = async (): Promise<{ ledger: Ledger; database: DatabaseSeen }> => {
    try {
      return await prober.look(place, migrator.ledgerProbe(toolSettings));
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

function unreadable({ trouble }: NoReach): SafeRollbackError {
  return new SafeRollbackError({
    ...trouble,
    facts: [...trouble.facts, "a probe Job in the leaving image could read the ledger, but none was allowed"],
    next: [
      ...trouble.next,
      choose("--dry-run=server", "lets short read-only probe Jobs run"),
      choose("--database-url-file FILE", "another way to the same database from here"),
    ],
  });
}

/** Nothing failed then: somebody wanted it to end. */
const SIGNALS: ReadonlySet<string> = new Set(["interrupted", "terminated"]);
