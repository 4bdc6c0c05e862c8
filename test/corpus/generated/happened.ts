import type { CorpusCase, Says } from "../case.ts";
import type { Seen, SeenReverted } from "../play.ts";
import type { Stage } from "../stage.ts";
import type { Stages } from "../stages.ts";
// A generated migration on a real database: what it says of itself is what happened.
import type { Generated } from "./generate.ts";
import { inWords } from "../impact.ts";

export type Scripts = Omit<CorpusCase, "says">;

/** The case to play; undefined where the database refuses the up, so that there is nothing to judge. */
export async function playable(name: string, generated: Generated, stages: Stages): Promise<Scripts | undefined> {
  const { schema, seed, up, down, old } = generated;
  const attempts = await afterUp(generated, stages, async (stage) => stage.attempt(generated.new.plain, false));
  // Not after attempts, which leave counters where they find the highest number.
  const rows = await afterUp(generated, stages, async (stage) => ({
    written: (await passing(stage, generated.written)).join(";\n"),
    downFailsAfter: (await passing(stage, generated.extreme)).join(";\n"),
  }));
  if (attempts === undefined || rows === undefined) return undefined;
  return {
    name,
    schema,
    seed,
    up,
    down: down === "" ? undefined : down,
    old: old.plain,
    oldIfData: old.ifData,
    new: attempts.filter(({ error }) => error === undefined).map(({ statement }) => statement),
    newIfData: generated.new.ifData,
    ...rows,
    ...(`${up};${down}`.includes("pragma") && { outsideTransaction: true }),
  };
}

async function afterUp<Found>(
  { schema, seed, up }: Generated,
  stages: Stages,
  ask: (stage: Stage) => Promise<Found>,
): Promise<Found | undefined> {
  const stage = await stages.take();
  try {
    await stage.run(schema);
    await stage.run(seed);
    return (await passes(stage, up)) ? await ask(stage) : undefined;
  } finally {
    await stages.giveBack(stage);
  }
}

async function passing(stage: Stage, statements: readonly string[]): Promise<readonly string[]> {
  const passed: string[] = [];
  for (const statement of statements) if (await passes(stage, statement)) passed.push(statement);
  return passed;
}

async function passes(stage: Stage, script: string): Promise<boolean> {
  try {
    await stage.run(script);
    return true;
  } catch {
    return false;
  }
}

export function saysOf(seen: Seen): Says {
  const { oldOnNew, upLoses, down, reverted } = seen;
  return {
    oldOnNew: inWords(oldOnNew),
    upLoses,
    down: down.succeeds,
    loses: reverted?.loses ?? [],
    restores: restoresOf(upLoses, reverted),
    inverse: reverted?.inverse[0] ?? "none",
    newOnReverted: reverted === undefined ? "compatible" : inWords(reverted.newOnReverted),
    hazard: reverted?.hold?.level ?? "none",
  };
}

function restoresOf(upLoses: readonly string[], reverted: SeenReverted | undefined): NonNullable<Says["restores"]> {
  if (upLoses.length === 0) return "nothing_lost";
  return RESTORES[reverted?.restores ?? "nothing"];
}

/** A place may have some of its rows again. */
const RESTORES = { all: "full", some: "partial", places: "partial", nothing: "none" } as const;
