import type { Reachable } from "../../src/ports/database.ts";
import { rowKeeper } from "../../src/database/keep/keeper.ts";

/** Rows that are kept aside, lost with a down, and brought back once the fixed release has gone forward again. */
export interface KeepStory {
  /** The schema as the fixed release has it, which is also how it was before the down. */
  readonly up: readonly string[];
  readonly rows: readonly string[];
  readonly losses: readonly string[];
  readonly down: readonly string[];
  readonly forward: readonly string[];
  /** Queries whose answers must be the same in the end. */
  readonly photographs: readonly string[];
}

export type Run = (text: string) => Promise<unknown>;

export interface Played {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  readonly state: string;
}

export async function playKeepStory(
  story: KeepStory,
  run: Run,
  { where, planId }: { readonly where: Reachable; readonly planId: string },
): Promise<Played> {
  const order = { planId, migration: "b", losses: story.losses };
  await answersTo([...story.up, ...story.rows], run);
  const before = await answersTo(story.photographs, run);
  await rowKeeper.keep(where, order);
  const state = await rowKeeper.state(where, order);
  await answersTo([...story.down, ...story.forward], run);
  const kept = await rowKeeper.kept(where, planId);
  await answersTo(
    kept.toReversed().flatMap(({ restore }) => restore),
    run,
  );
  return { before, after: await answersTo(story.photographs, run), state };
}

async function answersTo(statements: readonly string[], run: Run): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const statement of statements) answers.push(await run(statement));
  return answers;
}
