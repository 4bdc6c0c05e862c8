// How often a judgement was right, and in which direction it erred.
import type { Answer } from "./answers.ts";
import { QUESTIONS } from "./answers.ts";

export interface Asked {
  readonly name: string;
  readonly answers: readonly Answer[];
}

/** A page for the screen: what was judged against what happened, then each answer that was not exact. */
export function confusionTable(dialect: string, asked: readonly Asked[]): string {
  const all = asked.flatMap(({ answers }) => answers);
  return [
    `${dialect}: ${asked.length} cases`,
    row(["", "judged safe", "judged unsafe", "undetermined", "answered safer", "exact"]),
    ...QUESTIONS.flatMap((question) => rowsOf(question, all)),
    `exact: ${share(all)} of ${all.length} answers; answered safer than it is: ${all.filter(({ isSafer, isLimit }) => isSafer && !isLimit).length}, at a limit: ${all.filter(({ isSafer, isLimit }) => isSafer && isLimit).length}`,
    "",
    ...asked.flatMap(inexact),
    "",
  ].join("\n");
}

function rowsOf(question: string, all: readonly Answer[]): readonly string[] {
  const own = all.filter((answer) => answer.question === question);
  return [true, false].map((isSafe) => {
    const part = own.filter(({ isTruthSafe }) => isTruthSafe === isSafe);
    const counts = (["safe", "unsafe", "undetermined"] as const).map(
      (judged) => part.filter((answer) => answer.judged === judged).length,
    );
    const safer = part.filter((answer) => answer.isSafer).length;
    return row([`${question}, ${isSafe ? "safe" : "unsafe"}`, ...counts.map(String), String(safer), share(part)]);
  });
}

function inexact({ name, answers }: Asked): readonly string[] {
  return answers
    .filter(({ isExact }) => !isExact)
    .map(({ question, truth, answer, isSafer, isLimit }) => {
      const safer = isLimit ? "limit" : "SAFER";
      const mark = isSafer ? safer : "     ";
      return `${mark} ${name} | ${question}: ${truth} is so, ${answer} was answered`;
    });
}

function share(answers: readonly Answer[]): string {
  if (answers.length === 0) return "-";
  return `${Math.round((100 * answers.filter(({ isExact }) => isExact).length) / answers.length)} %`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(15))).join("");
}
