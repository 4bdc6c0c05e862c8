import type { Hazard } from "../../model/judgement.ts";
import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** A down that keeps statements waiting for as long as it works through a table. */
export const downBlocksTraffic: Rule = (situation, gap) => {
  const blocking = seen(gap.ahead).flatMap(({ name }) => {
    const hazard = judgementOf(situation, name)?.hazard;
    const words = hazard === undefined ? undefined : WORDS[hazard.level];
    return hazard === undefined || words === undefined ? [] : [`${name}: ${words}, ${workOf(hazard)}`];
  });
  if (blocking.length === 0) return [];
  return [
    {
      id: "down-blocks-traffic",
      weight: "consent",
      summary: `the down of ${counted(blocking.length, "migration")} keeps statements waiting in proportion to its tables`,
      facts: blocking,
      next: [edit("the size of these tables", "on a large one, choose an hour of little traffic, or stop it")],
    },
  ];
};

const WORDS: Partial<Record<Hazard["level"], string>> = {
  long_block_writes: "writes wait",
  long_block_all: "reads and writes wait",
};

function workOf({ lock, rewrite, scan }: Hazard): string {
  const held = lock === null ? "" : ` under lock ${lock}`;
  if (rewrite) return `while every row is written anew${held}`;
  return scan ? `while every row is read${held}` : `while it runs${held}`;
}
