import type { Evidence } from "../model/evidence.ts";
import type { RangeJudgement } from "../model/judgement.ts";
import type { Keepable } from "../model/kept.ts";
import type { Counted, CountedLoss } from "../model/loss.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";

/** What the downs of all that was judged destroy, counted now; which of them will run is not known yet. */
export async function countedLosses(judged: Evidence<RangeJudgement>, reached: Reach): Promise<readonly CountedLoss[]> {
  const losses = (judged.known ? judged.value.migrations : []).flatMap(({ name, judgement }) =>
    judgement.down.loses.map((object) => ({ migration: name, object })),
  );
  if (losses.length === 0) return [];
  const answers = await answersOf(
    losses.map(({ object }) => object),
    reached,
  );
  return losses.flatMap((loss, index) => {
    const { count, keep } = answers[index] ?? UNANSWERED;
    return count.kind === "counted-with-others" ? [] : [{ ...loss, count, keep }];
  });
}

interface Answer {
  readonly count: Counted;
  readonly keep: Keepable;
}

async function answersOf(objects: readonly string[], reached: Reach): Promise<readonly Answer[]> {
  if (reached.kind === "none") return objects.map(() => unanswered("there is no connection to the database from here"));
  const { database } = reached;
  try {
    const counts = await database.count(objects);
    const keeps = await database.keepable(objects);
    return objects.map((_, index) => ({
      count: counts[index] ?? UNANSWERED.count,
      keep: keeps[index] ?? UNANSWERED.keep,
    }));
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    return objects.map(() => unanswered(error.message));
  }
}

function unanswered(because: string): Answer {
  return { count: { kind: "undetermined", because }, keep: { kind: "cannot", because } };
}

const UNANSWERED = unanswered("the database did not say");
