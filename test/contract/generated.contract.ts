import type { Answer } from "../corpus/answers.ts";
// What is asked of many migrations that nobody wrote: no answer promises more than what happens.
import type { Making } from "../corpus/generated/generate.ts";
import type { Stage } from "../corpus/stage.ts";
import type { Stages } from "../corpus/stages.ts";
import { afterAll, expect, it } from "vitest";
import { answersOf, dangerous } from "../corpus/answers.ts";
import { judgementOf } from "../corpus/ask-judge.ts";
import { generatedFrom } from "../corpus/generated/generate.ts";
import { playable, saysOf } from "../corpus/generated/happened.ts";
import { play } from "../corpus/play.ts";
import { stagesOf } from "../corpus/stages.ts";

/** `SEEDS=1000-2000` takes these instead. */
export function describeGenerated(making: Making, upTo: number, make: (name: string) => Promise<Stage>): void {
  const stages = stagesOf(make);
  const [first = 1, last = upTo] = (process.env["SEEDS"] ?? `1-${upTo}`).split("-").map(Number);

  afterAll(async () => {
    await stages.end();
  });

  it(`is never answered safer than it is, from seed ${first} to ${last}`, { timeout: SLOW }, async () => {
    const asked: Asked[] = [];
    for (let seed = first; seed <= last; seed += 1) asked.push(...(await askedOf(seed, making, stages)));
    process.stdout.write(summaryOf(making, asked));
    const unsafe = asked
      .map(({ answers, scripts }) => ({ scripts, dangerous: dangerous(answers) }))
      .filter((each) => each.dangerous.length > 0);
    expect(unsafe).toEqual([]);
    expect(asked.length).toBeGreaterThan((last - first) / 2);
  });
}

interface Asked {
  readonly scripts: object;
  readonly answers: readonly Answer[];
}

async function askedOf(seed: number, making: Making, stages: Stages): Promise<readonly Asked[]> {
  const scripts = await playable(`seed ${seed}`, generatedFrom(seed, making), stages);
  if (scripts === undefined) return [];
  const seen = await play({ ...scripts, says: NOTHING_SAID }, stages);
  const corpusCase = { ...scripts, says: saysOf(seen) };
  const answers = answersOf(corpusCase, seen, await judgementOf(making.spelling.dialect, corpusCase));
  const isHoldSeen = seen.reverted?.hold !== undefined;
  const { name, schema, up, down } = scripts;
  return [
    {
      scripts: { name, schema, up, down },
      answers: answers.filter(({ question }) => isHoldSeen || question !== "hazard"),
    },
  ];
}

/** How often it was too careful, as far as these rows and statements show it. */
function summaryOf({ spelling: { dialect } }: Making, asked: readonly Asked[]): string {
  const answers = asked.flatMap((each) => each.answers);
  const careful = answers.filter(({ isTruthSafe, judged }) => isTruthSafe && judged !== "safe");
  return `${dialect}: ${asked.length} generated migrations, ${answers.length} answers; safer than it is: ${dangerous(answers).length}, unsafe where nothing happened: ${careful.length}\n`;
}

/** Playing it is what tells. */
const NOTHING_SAID = {
  oldOnNew: "undetermined",
  down: "undetermined",
  newOnReverted: "undetermined",
  hazard: "undetermined",
} as const;

const SLOW = 15 * 60_000;
