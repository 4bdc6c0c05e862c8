import type { Loss } from "../../model/judgement.ts";
import type { Count, Counted } from "../../model/loss.ts";
import type { Ask, Counting, Found, NotFound } from "./counting.ts";
import { COUNT_TIMEOUT_SECONDS, partsOf } from "./counting.ts";

/** Answers questions in one read-only transaction with the limits for counting. Throws the driver's own errors. */
export type Transact = <T>(questions: (ask: Ask) => Promise<T>) => Promise<T>;

/**
 * Counts each thing by itself, in the order given, so that one that cannot be counted does not hide the others.
 * Never throws for what a server answers; a row that is seen through several of the things is counted once.
 */
export async function countEach(
  losses: readonly Loss[],
  counting: Counting,
  transact: Transact,
): Promise<readonly Counted[]> {
  const began = Date.now();
  const things: (Found | NotFound)[] = [];
  for (const loss of losses) things.push(await foundOr(loss, counting, transact));
  const found = things.filter((thing) => thing.kind === "found");
  const counts: Counted[] = [];
  for (const thing of things) {
    const late = Date.now() - began > PATIENCE_SECONDS * 1000;
    counts.push(await countOf(thing, found, { counting, transact, late }));
  }
  return counts;
}

interface Means {
  readonly counting: Counting;
  readonly transact: Transact;
  readonly late: boolean;
}

async function foundOr(loss: Loss, counting: Counting, transact: Transact): Promise<Found | NotFound> {
  try {
    return await transact(async (ask) => counting.find(ask, loss));
  } catch (error) {
    const why = counting.refusalOf(error);
    return { kind: "not-found", because: why.kind === "refused" ? why.because : "the catalog did not answer in time" };
  }
}

async function countOf(thing: Found | NotFound, all: readonly Found[], means: Means): Promise<Counted> {
  if (thing.kind === "not-found") return { kind: "undetermined", because: thing.because };
  const parts = partsOf(thing.loss);
  const below = all.filter((other) => other.table !== thing.table && thing.family.includes(other.table));
  if (parts.kind === "rows" && below.some(({ loss }) => partsOf(loss).kind === "table"))
    return { kind: "counted-with-others" };
  const elsewhere = below.filter((other) => isAlike(other, thing)).flatMap(({ family }) => family);
  return exactOrEstimate(thing, elsewhere, means);
}

function isAlike(one: Found, other: Found): boolean {
  return one.quotedColumn === other.quotedColumn;
}

async function exactOrEstimate(found: Found, elsewhere: readonly string[], means: Means): Promise<Count> {
  const { counting, transact, late } = means;
  if (found.estimate !== null && found.estimate > LARGE_ROWS)
    return estimateOf(found, `the table has more than ${LARGE_ROWS} rows`);
  if (late) return estimateOf(found, `counting all took longer than ${PATIENCE_SECONDS} s`);
  const { text, values } = counting.question(found, elsewhere);
  try {
    const [row] = await transact(async (ask) => ask(text, values));
    return { kind: "exact", rows: Number(row?.["counted"]) };
  } catch (error) {
    const why = counting.refusalOf(error);
    if (why.kind === "refused") return { kind: "undetermined", because: why.because };
    return estimateOf(found, `counting took longer than ${COUNT_TIMEOUT_SECONDS} s`);
  }
}

/** Of the table's rows, each of which may hold a value. */
function estimateOf({ estimate }: Found, because: string): Count {
  if (estimate !== null) return { kind: "estimated", rows: estimate, because };
  return { kind: "undetermined", because: `${because}, and the planner has no estimate` };
}

/** Counted in about two seconds from memory; from a slow disk the time-out strikes. Beyond it nobody need wait. */
const LARGE_ROWS = 10_000_000;

/** For all counts together: a plan should be there in half a minute. */
const PATIENCE_SECONDS = 30;
