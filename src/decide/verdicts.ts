import type { Impact, NamedJudgement, RangeJudgement, Verdict } from "../model/judgement.ts";
import type { MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { seen } from "./gap.ts";

/** What was judged of one migration; undefined where nothing was. */
export function judgementOf({ judged }: Situation, name: MigrationName): NamedJudgement["judgement"] | undefined {
  return judged.known ? judged.value.migrations.find((each) => each.name === name)?.judgement : undefined;
}

/** The statements of one side that led to something worse than compatible, in words that show no values. */
export function reasonsFor({ migrations }: RangeJudgement, side: "up" | "down"): readonly string[] {
  return migrations.flatMap(({ name, judgement: { statements } }) =>
    statements
      .filter((statement) => statement.side === side && statement.verdict !== "compatible")
      .map(({ verdict, rule, because }) => `${name}: ${because} (${inWords(verdict)}, ${rule})`),
  );
}

/** The first few of them, for a line. */
export function someOf(reasons: readonly string[]): string {
  const more = reasons.length - FEW;
  return [...reasons.slice(0, FEW), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

const FEW = 3;

/** What the two images' code makes of the schema at the points between which the plan chooses. */
export interface Window {
  /** The returning code, if nothing were reverted. */
  readonly returningOnToday: Impact;
  /** The leaving code, once all that the plan reverts is reverted. */
  readonly leavingOnReverted: Impact;
}

/** undefined where nothing was judged. */
export function windowOf({ judged }: Situation, gap: Gap): Window | undefined {
  if (!judged.known) return undefined;
  const { migrations, oldCode, newCode } = judged.value;
  const going = new Set(seen(gap.ahead).map(({ name }) => name));
  const staying = migrations.filter(({ name }) => !going.has(name)).length;
  const [returningOnToday, leavingOnReverted] = [oldCode.at(-1), newCode[staying]];
  if (returningOnToday === undefined || leavingOnReverted === undefined) return undefined;
  return { returningOnToday, leavingOnReverted };
}

export function inWords(verdict: Verdict): string {
  return WORDS[verdict];
}

const WORDS: Readonly<Record<Verdict, string>> = {
  compatible: "compatible",
  behaviour_change: "behaves differently",
  writes_break: "writes break",
  reads_break: "reads break",
  reads_and_writes_break: "reads and writes break",
  undetermined: "undetermined",
};
