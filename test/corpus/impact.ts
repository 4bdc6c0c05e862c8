// What a change did to a client: each of its statements before and after.
import type { Impact, Verdict, When } from "../../src/model/judgement.ts";
import type { ImpactWords } from "./case.ts";
import type { Contents } from "./contents.ts";
import type { Attempt } from "./stage.ts";

/** The same statements twice: the ones any values may have, and the ones with values that matter. */
export interface Tried {
  readonly plain: readonly Attempt[];
  readonly ifData: readonly Attempt[];
}

export function impactBetween(before: Tried, after: Tried): Impact {
  const plain = effectsOf(before.plain, after.plain);
  const ifData = effectsOf(before.ifData, after.ifData);
  const verdict = worst([...plain, ...ifData]);
  return { verdict, when: whenOf(verdict, worst(plain)) };
}

/** Rows that others wrote may break what the schema alone did not. */
export function withLaterErrors(impact: Impact, before: Tried, later: Tried): Impact {
  const broken = worst(
    [...errorsOf(before.plain, later.plain), ...errorsOf(before.ifData, later.ifData)].map(kindOfBreak),
  );
  if (ORDER.indexOf(broken) <= ORDER.indexOf(impact.verdict)) return impact;
  return { verdict: broken, when: "if_data" };
}

export function inWords({ verdict, when }: Impact): ImpactWords {
  return verdict === "compatible" || verdict === "undetermined" ? verdict : `${verdict} ${when}`;
}

/** Whether the second is a less careful answer than the first. */
export function isSafer(truth: Verdict, answer: Verdict): boolean {
  return answer !== "undetermined" && ORDER.indexOf(answer) < ORDER.indexOf(truth);
}

function effectsOf(before: readonly Attempt[], after: readonly Attempt[]): readonly Verdict[] {
  const breaks = errorsOf(before, after).map(kindOfBreak);
  const differs = before.some((attempt, index) => isDifferent(attempt, after[index]));
  return differs ? [...breaks, "behaviour_change"] : breaks;
}

function errorsOf(before: readonly Attempt[], after: readonly Attempt[]): readonly string[] {
  return before
    .filter(({ error }, index) => error === undefined && after[index]?.error !== undefined)
    .map(({ statement }) => statement);
}

function isDifferent(before: Attempt, after: Attempt | undefined): boolean {
  if (after === undefined || after.error !== undefined) return false;
  if (before.error !== undefined) return true;
  return before.rows.join("\n") !== after.rows.join("\n") || !isSameWhereBothAre(before.after, after.after);
}

/** Columns and tables that only one side has say nothing about the other. */
function isSameWhereBothAre(before: Contents, after: Contents): boolean {
  return [...before.tables].every(([name, table]) => {
    const there = after.tables.get(name);
    if (there === undefined) return true;
    const shared = table.columns.filter((column) => there.columns.includes(column));
    return listed(table.rows, shared) === listed(there.rows, shared);
  });
}

function listed(rows: readonly Readonly<Record<string, string | null>>[], columns: readonly string[]): string {
  const lines = rows.map((row) => JSON.stringify(columns.map((column) => row[column])));
  return lines.toSorted().join("\n");
}

function kindOfBreak(statement: string): Verdict {
  return /^\s*(select|with|table|values|show|fetch)\b/i.test(statement) ? "reads_break" : "writes_break";
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("reads_break") && verdicts.includes("writes_break")) return "reads_and_writes_break";
  return verdicts.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), "compatible");
}

function whenOf(verdict: Verdict, plainVerdict: Verdict): When {
  if (verdict === "compatible") return "always";
  return plainVerdict === verdict ? "if_referenced" : "if_data";
}

const ORDER: readonly Verdict[] = [
  "compatible",
  "behaviour_change",
  "writes_break",
  "reads_break",
  "reads_and_writes_break",
  "undetermined",
];
