import type { Evidence } from "../model/evidence.ts";
import type { RangeJudgement } from "../model/judgement.ts";
import type { CountedLoss } from "../model/loss.ts";
import type { Counted, Database } from "../ports.ts";
import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";

/** What the downs of all that was judged destroy, counted now; which of them will run is not known yet. */
export async function countedLosses(judged: Evidence<RangeJudgement>, reached: Reach): Promise<readonly CountedLoss[]> {
  const losses = (judged.known ? judged.value.migrations : []).flatMap(({ name, judgement }) =>
    judgement.down.loses.map((object) => ({ migration: name, object })),
  );
  if (losses.length === 0) return [];
  const counts = await countsOf(
    losses.map(({ object }) => object),
    reached,
  );
  return losses.flatMap((loss, index) => {
    const count = counts[index] ?? UNANSWERED;
    return count.kind === "counted-with-others" ? [] : [{ ...loss, count }];
  });
}

async function countsOf(objects: readonly string[], reached: Reach): Promise<readonly Counted[]> {
  if (reached.kind === "none") return objects.map(() => uncounted("there is no connection to the database from here"));
  return askedOf(reached.database, objects);
}

async function askedOf(database: Database, objects: readonly string[]): Promise<readonly Counted[]> {
  try {
    return await database.count(objects);
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    return objects.map(() => uncounted(error.message));
  }
}

function uncounted(because: string): Counted {
  return { kind: "undetermined", because };
}

const UNANSWERED: Counted = { kind: "undetermined", because: "the database did not say" };
