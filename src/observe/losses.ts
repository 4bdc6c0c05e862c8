import type { Evidence } from "../model/evidence.ts";
import type { LossOrigin, RangeJudgement } from "../model/judgement.ts";
import type { Keepable } from "../model/kept.ts";
import type { Counted, CountedLoss, Since, ToCount } from "../model/loss.ts";
import type { Ledger } from "../model/migration.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";

/** What the downs of all that was judged destroy, counted now; which of them will run is not known yet. */
export async function countedLosses(
  judged: Evidence<RangeJudgement>,
  ledger: Ledger,
  reached: Reach,
): Promise<readonly CountedLoss[]> {
  const losses = doomedBy(judged.known ? judged.value : undefined, ledger);
  if (losses.length === 0) return [];
  const answers = await answersOf(losses, reached);
  return losses.flatMap((loss, index) => {
    const { count, keep } = answers[index] ?? UNANSWERED;
    const { migration, object } = loss;
    return count.kind === "counted-with-others"
      ? []
      : [{ migration, object, count, since: sinceOf(loss, count), keep }];
  });
}

interface Doomed extends ToCount {
  readonly migration: string;
  readonly origin: LossOrigin;
}

function doomedBy(judged: RangeJudgement | undefined, { applied }: Ledger): readonly Doomed[] {
  const times = new Map(applied.map(({ name, appliedAt }) => [name, appliedAt]));
  return (judged?.migrations ?? []).flatMap(({ name, judgement, origins }) =>
    judgement.down.loses.map((object) => ({
      migration: name,
      object,
      origin: origins.get(object) ?? "unknown",
      appliedAt: times.get(name) ?? null,
    })),
  );
}

/** What was made empty can hold nothing older; of all else only the rows' own times tell. */
function sinceOf({ origin, appliedAt }: Doomed, count: CountedLoss["count"]): Since {
  if (origin === "made-empty") return { kind: "all" };
  if (count.kind === "exact" && count.later !== undefined) return { kind: "some", ...count.later };
  const untold =
    appliedAt === null ? "the ledger does not say when it was applied" : "nothing tells when its rows were inserted";
  return { kind: "undetermined", because: `${ORIGINS[origin]}, and ${untold}` };
}

const ORIGINS: Readonly<Record<Exclude<LossOrigin, "made-empty">, string>> = {
  "made-filled": "it was filled by a migration",
  before: "it was there before the migration",
  unknown: "whether the migration made it is not known",
};

interface Answer {
  readonly count: Counted;
  readonly keep: Keepable;
}

async function answersOf(losses: readonly Doomed[], reached: Reach): Promise<readonly Answer[]> {
  if (reached.kind === "none")
    return losses.map(() => unanswered(`there is no connection to the database from here: ${reached.trouble.summary}`));
  const { database } = reached;
  try {
    const counts = await database.count(losses);
    const keeps = await database.keepable(losses.map(({ object }) => object));
    return losses.map((_, index) => ({
      count: counts[index] ?? UNANSWERED.count,
      keep: keeps[index] ?? UNANSWERED.keep,
    }));
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    return losses.map(() => unanswered(error.message));
  }
}

function unanswered(because: string): Answer {
  return { count: { kind: "undetermined", because }, keep: { kind: "cannot", because } };
}

const UNANSWERED = unanswered("the database did not say");
