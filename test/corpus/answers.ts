// The answers of a judgement beside what happened.
import type { Hazard, Judgement, Restores, Succeeds, Verdict } from "../../src/model/judgement.ts";
import type { CorpusCase, Says } from "./case.ts";
import type { Seen } from "./play.ts";
import { inWords } from "./impact.ts";
import { covers } from "./loss.ts";

export const QUESTIONS = [
  "old on new",
  "up loses",
  "down succeeds",
  "down loses",
  "restores",
  "inverse",
  "new on reverted",
  "hazard",
] as const;

/** One question: what is so, what was answered. */
export interface Answer {
  readonly question: (typeof QUESTIONS)[number];
  readonly truth: string;
  readonly answer: string;
  readonly isTruthSafe: boolean;
  readonly judged: "safe" | "unsafe" | "undetermined";
  readonly isExact: boolean;
  /** It promises more than what happened: the one mistake that costs somebody data. */
  readonly isSafer: boolean;
  /** It does so where nothing but the old code's own statements could tell. */
  readonly isLimit: boolean;
}

/** The answers that may not be given. */
export function dangerous(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ isSafer, isLimit }) => isSafer && !isLimit);
}

type Plain = Omit<Answer, "isLimit">;

export function answersOf({ says, limit }: CorpusCase, seen: Seen, judged: Judgement): readonly Answer[] {
  return plainAnswers(says, seen, judged).map((answer) => ({
    ...answer,
    isLimit: limit !== undefined && answer.question === "old on new",
  }));
}

function plainAnswers(says: Says, seen: Seen, judged: Judgement): readonly Plain[] {
  const before = [
    impact("old on new", says.oldOnNew, { seen: seen.oldOnNew.verdict, answer: judged.oldOnNew }),
    undecidedWith(
      judged.oldOnNew.verdict,
      losses("up loses", says.upLoses, { seen: seen.upLoses, answer: judged.upLoses }),
    ),
    succeeds(says, seen, judged),
  ];
  // A down that never passes does nothing else.
  if (says.down === "no") return before;
  return [
    ...before,
    undecidedWith(
      judged.down.succeeds,
      losses("down loses", says.loses, { seen: seen.reverted?.loses ?? [], answer: judged.down.loses }),
    ),
    graded("inverse", INVERSE, { truth: says.inverse ?? "exact", answer: judged.down.inverse }),
    undecidedWith(
      judged.oldOnNew.verdict,
      graded("restores", RESTORED, { truth: says.restores ?? "nothing_lost", answer: judged.down.restores }),
    ),
    impact("new on reverted", says.newOnReverted, {
      seen: seen.reverted?.newOnReverted.verdict,
      answer: judged.newOnReverted,
    }),
    hazard(says, seen, judged),
  ];
}

function impact(
  question: Answer["question"],
  said: string,
  { seen, answer }: { readonly seen: Verdict | undefined; readonly answer: Judgement["oldOnNew"] },
): Plain {
  const happened = seen ?? verdictIn(said);
  return {
    question,
    truth: said,
    answer: inWords(answer),
    isTruthSafe: happened === "compatible",
    judged: judgedOf(answer.verdict, answer.verdict === "compatible"),
    isExact: said === inWords(answer),
    isSafer: answer.verdict !== "undetermined" && SEVERITY[answer.verdict] < SEVERITY[happened],
  };
}

function losses(
  question: Answer["question"],
  said: readonly string[] = [],
  { seen, answer }: { readonly seen: readonly string[]; readonly answer: readonly string[] },
): Plain {
  const unnamed = seen.filter((lost) => !answer.some((named) => covers(named, lost)));
  const needless = answer.filter((named) => !said.some((lost) => covers(lost, named) || covers(named, lost)));
  const missing = said.filter((lost) => !answer.some((named) => covers(named, lost) || covers(lost, named)));
  return {
    question,
    truth: said.join(" ") || "nothing",
    answer: answer.join(" ") || "nothing",
    isTruthSafe: said.length === 0,
    judged: judgedOf("", answer.length === 0),
    isExact: needless.length === 0 && missing.length === 0,
    isSafer: unnamed.length > 0,
  };
}

/** Of a side that could not be read, these answers are what is known at least. */
function undecidedWith(verdict: string, answer: Plain): Plain {
  return verdict === "undetermined" ? { ...answer, judged: "undetermined", isSafer: false } : answer;
}

function succeeds(says: Says, { down }: Seen, { down: judged }: Judgement): Plain {
  const truth = says.down === "undetermined" ? down.succeeds : says.down;
  return {
    ...graded("down succeeds", SUCCEEDS, { truth, answer: judged.succeeds }),
    isExact: says.down === judged.succeeds,
  };
}

function hazard(says: Says, { reverted }: Seen, judged: Judgement): Plain {
  const truth = says.hazard === "undetermined" ? (reverted?.hold?.level ?? "none") : says.hazard;
  const answer = judged.hazard.level;
  return { ...graded("hazard", HAZARD, { truth, answer }), isExact: says.hazard === answer };
}

/** An answer on a scale: the lower, the safer; zero counts as safe. */
function graded<Word extends string>(
  question: Answer["question"],
  scale: Readonly<Record<Word, number>>,
  { truth, answer }: { readonly truth: Word; readonly answer: Word },
): Plain {
  return {
    question,
    truth,
    answer,
    isTruthSafe: scale[truth] === 0,
    judged: judgedOf(answer, scale[answer] === 0),
    isExact: truth === answer,
    isSafer: scale[answer] < scale[truth] && truth !== "undetermined",
  };
}

function judgedOf(answer: string, isSafe: boolean): Answer["judged"] {
  if (answer === "undetermined") return "undetermined";
  return isSafe ? "safe" : "unsafe";
}

function verdictIn(words: string): Verdict {
  const [verdict = "undetermined"] = words.split(" ");
  return verdict === "undetermined" ? "compatible" : (verdict as Verdict);
}

/** Which half of a client breaks is a matter of exactness, that it breaks is one of safety. */
const SEVERITY: Readonly<Record<Verdict, number>> = {
  compatible: 0,
  behaviour_change: 1,
  writes_break: 2,
  reads_break: 2,
  reads_and_writes_break: 2,
  undetermined: 3,
};

const SUCCEEDS: Readonly<Record<Succeeds, number>> = { yes: 0, data_dependent: 1, no: 1, no_down: 1, undetermined: 9 };

const RESTORED: Readonly<Record<Restores, number>> = {
  nothing_lost: 0,
  full: 0,
  partial: 1,
  structure_only: 2,
  none: 2,
};

const INVERSE = { exact: 0, differs: 1, noop: 1, none: 1 } as const;

const HAZARD: Readonly<Record<Hazard["level"], number>> = {
  none: 0,
  brief_block: 0,
  long_online: 1,
  long_block_writes: 2,
  long_block_all: 3,
  undetermined: 9,
};
