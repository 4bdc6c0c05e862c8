// What is asked of every case: what it says is what happens, and no answer promises more than that.
import type { Dialect } from "../../src/model/situation.ts";
import type { CorpusCase } from "../corpus/case.ts";
import type { Asked } from "../corpus/confusion.ts";
import type { Stage } from "../corpus/stage.ts";
import { afterAll, expect, it } from "vitest";
import { answersOf, dangerous } from "../corpus/answers.ts";
import { judgementOf } from "../corpus/ask-judge.ts";
import { confusionTable } from "../corpus/confusion.ts";
import { contradictions } from "../corpus/contradictions.ts";
import { play } from "../corpus/play.ts";
import { stagesOf } from "../corpus/stages.ts";

export function describeCorpus(
  dialect: Dialect,
  cases: readonly CorpusCase[],
  make: (name: string) => Promise<Stage>,
): void {
  const stages = stagesOf(make);
  const asked: Asked[] = [];

  afterAll(async () => {
    await stages.end();
    process.stdout.write(confusionTable(dialect, asked));
  });

  it.each(cases)("$name", async (corpusCase) => {
    const seen = await play(corpusCase, stages);
    const answers = answersOf(corpusCase, seen, await judgementOf(dialect, corpusCase));
    asked.push({ name: corpusCase.name, answers });
    expect({ contradictions: contradictions(corpusCase, seen), dangerous: dangerous(answers) }).toEqual({
      contradictions: [],
      dangerous: [],
    });
  });
}
