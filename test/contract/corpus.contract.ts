// What is asked of every case: what it says is what happens, and no answer promises more than that.
import type { SqlDialect } from "../../src/model/judgement.ts";
import type { CorpusCase } from "../corpus/case.ts";
import type { Asked } from "../corpus/confusion.ts";
import type { OpenStage } from "../corpus/play.ts";
import { afterAll, expect, it } from "vitest";
import { answersOf } from "../corpus/answers.ts";
import { judgementOf } from "../corpus/ask-judge.ts";
import { confusionTable } from "../corpus/confusion.ts";
import { contradictions } from "../corpus/contradictions.ts";
import { play } from "../corpus/play.ts";

export function describeCorpus(dialect: SqlDialect, cases: readonly CorpusCase[], open: OpenStage): void {
  const asked: Asked[] = [];

  afterAll(() => {
    process.stdout.write(confusionTable(dialect, asked));
  });

  it.each(cases)("$name", async (corpusCase) => {
    const seen = await play(corpusCase, open);
    const answers = answersOf(corpusCase, seen, await judgementOf(dialect, corpusCase));
    asked.push({ name: corpusCase.name, answers });
    const answeredSafer = answers.filter(({ isSafer }) => isSafer);
    expect({ contradictions: contradictions(corpusCase, seen), answeredSafer }).toEqual({
      contradictions: [],
      answeredSafer: [],
    });
  });
}
