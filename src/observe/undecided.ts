import type { MigratorName } from "../model/migration.ts";
import type { ImageKnowledge, Situation } from "../model/situation.ts";
import type { Observation, Readers } from "../ports/world.ts";
import type { Found } from "./found.ts";
import { failure } from "../errors.ts";
import { undetermined } from "../model/evidence.ts";
import { choose } from "../model/trouble.ts";
import { closeReach } from "./reach.ts";

/**
 * Several tools fit: nothing more is looked at, and the plan's blocker asks for `--tool`.
 * @throws ledger-not-understood when there is no connection, so that not even the database can be named
 */
export function undecided(
  { resolved, place, reached }: Found,
  candidates: readonly MigratorName[],
  readers: Readers,
): Observation {
  if (reached.kind === "none") {
    throw failure(
      "ledger-not-understood",
      `the leaving image fits more than one migration tool: ${candidates.join(", ")}`,
      {
        next: [choose("--tool NAME", `one of ${candidates.join(", ")}`)],
      },
    );
  }
  return {
    kind: "found",
    situation: {
      takenAt: readers.now(),
      ...resolved,
      settings: place.settings,
      migrator: { candidates },
      ...NOTHING,
      ledgerRoute: reached.route,
      database: reached.database.seen,
      mayProbe: readers.prober !== undefined,
      judged: undetermined(UNDECIDED, []),
      losses: [],
      rehearsal: null,
      keepUpTo: null,
    },
    ledger: { route: reached.route, read: async () => NOTHING.ledger },
    place,
    ...NO_WAYS,
    close: () => closeReach(reached),
  };
}

const UNDECIDED = "the tool is not decided";

const NO_WAYS: Pick<Observation, "migrator" | "toolSettings" | "database" | "sqlOf" | "recount" | "connection"> = {
  migrator: undefined,
  toolSettings: { variables: {} },
  database: undefined,
  sqlOf: async () => [],
  recount: async () => [],
  connection: undefined,
};

const NO_LIST: ImageKnowledge = { relied: undetermined(UNDECIDED, []), others: [] };

type Unseen = "leavingKnows" | "returningKnows" | "returningStart" | "helmHooks" | "downScripts" | "ledger";

const NOTHING: Pick<Situation, Unseen> = {
  leavingKnows: NO_LIST,
  returningKnows: NO_LIST,
  returningStart: undetermined(UNDECIDED, []),
  helmHooks: [],
  downScripts: null,
  ledger: { table: "", applied: [], dirty: [], lock: null, complete: false },
};
