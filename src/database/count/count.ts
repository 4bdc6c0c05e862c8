import type { Loss } from "../../model/judgement.ts";
import type { Count, Counted, Later, ToCount } from "../../model/loss.ts";
import type { After, Ask, Counting, Found, NotFound } from "./counting.ts";
import { lossParts } from "../../model/loss.ts";
import { COUNT_TIMEOUT_SECONDS } from "./counting.ts";

/** Answers questions in one read-only transaction with the limits for counting. Throws the driver's own errors. */
export type Transact = <T>(questions: (ask: Ask) => Promise<T>) => Promise<T>;

/**
 * Counts each thing by itself, in the order given, so that one that cannot be counted does not hide the others.
 * Never throws for what a server answers; a row that is seen through several of the things is counted once.
 */
export async function countEach(
  asked: readonly ToCount[],
  counting: Counting,
  transact: Transact,
): Promise<readonly Counted[]> {
  const began = Date.now();
  const things: Thing[] = [];
  for (const { object, appliedAt } of asked)
    things.push({ appliedAt, thing: await foundOr(object, counting, transact) });
  const found = things.flatMap(({ thing }) => (thing.kind === "found" ? [thing] : []));
  const counts: Counted[] = [];
  for (const one of things) {
    const late = Date.now() - began > PATIENCE_SECONDS * 1000;
    counts.push(await countOf(one, found, { counting, transact, late }));
  }
  return counts;
}

interface Thing {
  readonly thing: Found | NotFound;
  readonly appliedAt: string | null;
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

async function countOf({ thing, appliedAt }: Thing, all: readonly Found[], means: Means): Promise<Counted> {
  if (thing.kind === "not-found") return { kind: "undetermined", because: thing.because };
  const parts = lossParts(thing.loss);
  const below = all.filter((other) => other.table !== thing.table && thing.family.includes(other.table));
  if (parts.kind === "rows" && below.some(({ loss }) => lossParts(loss).kind === "table"))
    return { kind: "counted-with-others" };
  const elsewhere = below.filter((other) => isAlike(other, thing)).flatMap(({ family }) => family);
  return exactOrEstimate({ found: thing, elsewhere, appliedAt }, means);
}

function isAlike(one: Found, other: Found): boolean {
  return one.quotedColumn === other.quotedColumn;
}

interface Exactly {
  readonly found: Found;
  readonly elsewhere: readonly string[];
  readonly appliedAt: string | null;
}

async function exactOrEstimate(exactly: Exactly, { counting, transact, late }: Means): Promise<Count> {
  const { found } = exactly;
  if (found.estimate !== null && found.estimate > LARGE_ROWS)
    return estimateOf(found, `the table has more than ${LARGE_ROWS} rows`);
  if (late) return estimateOf(found, `counting all took longer than ${PATIENCE_SECONDS} s`);
  try {
    return await transact(async (ask) => exact(ask, exactly, counting));
  } catch (error) {
    const why = counting.refusalOf(error);
    if (why.kind === "refused") return { kind: "undetermined", because: why.because };
    return estimateOf(found, `counting took longer than ${COUNT_TIMEOUT_SECONDS} s`);
  }
}

async function exact(ask: Ask, { found, elsewhere, appliedAt }: Exactly, counting: Counting): Promise<Count> {
  const isOfRows = ROWS.has(lossParts(found.loss).kind);
  const columns = appliedAt === null || !isOfRows ? [] : await counting.insertionTimes(ask, found);
  const after: After | null = appliedAt === null || columns.length === 0 ? null : { time: appliedAt, columns };
  const { text, values } = counting.question(found, elsewhere, after);
  const [row] = await ask(text, values);
  const count = { kind: "exact" as const, rows: Number(row?.["counted"]) };
  if (after === null) return count;
  const later: Later = { rows: Number(row?.["later"]), by: columns.join(" and ") };
  return { ...count, later };
}

const ROWS: ReadonlySet<string> = new Set(["table", "rows", "column", "values"]);

/** Of the table's rows, each of which may hold a value. */
function estimateOf({ estimate }: Found, because: string): Count {
  if (estimate !== null) return { kind: "estimated", rows: estimate, because };
  return { kind: "undetermined", because: `${because}, and the planner has no estimate` };
}

/** Counted in about two seconds from memory; from a slow disk the time-out strikes. Beyond it nobody need wait. */
const LARGE_ROWS = 10_000_000;

/** For all counts together: a plan should be there in half a minute. */
const PATIENCE_SECONDS = 30;
