// What a change did to a client: each of its statements before and after.
import type { Impact, Verdict, When } from "../../src/model/judgement.ts";
import type { ImpactWords } from "./case.ts";
import type { Contents, TableContents } from "./contents.ts";
import type { Attempt } from "./stage.ts";
import { plain } from "./contents.ts";

/** The same statements twice: the ones any values may have, and the ones with values that matter. */
export interface Tried {
  /** What the database held before each of them. */
  readonly held: Contents;
  readonly plain: readonly Attempt[];
  readonly ifData: readonly Attempt[];
}

export function impactBetween(before: Tried, after: Tried): Impact {
  const ordinary = effectsOf("plain", before, after);
  const verdict = worst([...ordinary, ...effectsOf("ifData", before, after)]);
  return { verdict, when: whenOf(verdict, worst(ordinary)) };
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

function effectsOf(kind: "plain" | "ifData", before: Tried, after: Tried): readonly Verdict[] {
  const breaks = errorsOf(before[kind], after[kind]).map(kindOfBreak);
  const differs = before[kind].some((attempt, index) => {
    const again = after[kind][index];
    return again !== undefined && again.error === undefined && isDifferent(attempt, again, { before, after });
  });
  return differs ? [...breaks, "behaviour_change"] : breaks;
}

function isDifferent(
  attempt: Attempt,
  again: Attempt,
  held: { readonly before: Tried; readonly after: Tried },
): boolean {
  if (attempt.error !== undefined || attempt.rows.join("\n") !== again.rows.join("\n")) return true;
  return [...held.before.held.tables].some(([name, table]) => {
    const there = held.after.held.tables.get(name);
    if (there === undefined) return false;
    const shared = table.columns.filter((column) => there.columns.includes(column));
    const change = changeOf(shared, table, attempt.after.tables.get(name));
    return change !== changeOf(shared, there, again.after.tables.get(name));
  });
}

/** What a statement added, and how many rows there are more or less: rows that it did not touch say nothing of it. */
function changeOf(columns: readonly string[], before: TableContents, after: TableContents | undefined): string {
  if (after === undefined) return "gone";
  const added = columns.map((column) => {
    const left = before.rows.map((row) => String(plain(row[column])));
    return after.rows.map((row) => String(plain(row[column]))).filter((value) => !takeFrom(left, value));
  });
  return JSON.stringify([
    after.rows.length - before.rows.length,
    added.map((values) => values.toSorted((one, other) => String(one).localeCompare(String(other)))),
  ]);
}

function takeFrom(values: string[], value: string): boolean {
  const at = values.indexOf(value);
  if (at !== -1) values.splice(at, 1);
  return at !== -1;
}

function errorsOf(before: readonly Attempt[], after: readonly Attempt[]): readonly string[] {
  return before
    .filter(({ error }, index) => error === undefined && after[index]?.error !== undefined)
    .map(({ statement }) => statement);
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
