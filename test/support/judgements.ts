import type { Evidence } from "../../src/model/evidence.ts";
import type { Judgement, NamedJudgement, RangeJudgement, Verdict } from "../../src/model/judgement.ts";
import type { Keepable } from "../../src/model/kept.ts";
import type { Count, CountedLoss } from "../../src/model/loss.ts";
import { worstImpact } from "../../src/judge/worst.ts";
import { known } from "../../src/model/evidence.ts";

/** What a case is about of one migration's judgement; all else is harmless. */
export interface Judged {
  readonly oldCode?: Verdict;
  readonly newCode?: Verdict;
  readonly succeeds?: Judgement["down"]["succeeds"];
  readonly loses?: readonly string[];
  readonly upLoses?: readonly string[];
  readonly restores?: Judgement["down"]["restores"];
  readonly level?: Judgement["hazard"]["level"];
  readonly atomic?: boolean;
}

/** Judgements of migrations, oldest first, and what they come to together: the worst of all. */
export function judged(
  cases: Readonly<Record<string, Judged>>,
  drift: readonly string[] = [],
): Evidence<RangeJudgement> {
  const migrations = Object.entries(cases).map(([name, one]): NamedJudgement => ({
    name,
    judgement: judgement(one),
    origins: new Map(),
  }));
  const ups = migrations.map((each) => each.judgement.oldOnNew);
  const downs = migrations.map((each) => each.judgement.newOnReverted);
  const oldCode = [worstImpact([]), ...ups.map((_, last) => worstImpact(ups.slice(0, last + 1)))];
  const newCode = [...downs.map((_, first) => worstImpact(downs.slice(first))), worstImpact([])];
  return known({ migrations, oldCode, newCode, drift }, "image", "the SQL");
}

export function loss(
  migration: string,
  object: string,
  count: Count,
  keep: Keepable = { kind: "cannot", because: "nothing is kept here" },
): CountedLoss {
  return { migration, object, count, since: { kind: "all" }, keep };
}

function judgement(one: Judged): Judgement {
  const { oldCode = "compatible", newCode = "compatible", succeeds = "yes" } = one;
  const statement = { text: "a statement", rule: "a-rule", because: "it is so" } as const;
  const ran = succeeds === "no_down" ? "yes" : succeeds;
  return {
    format: "safe-rollback.judgement/v1",
    dialect: "postgresql",
    oldOnNew: { verdict: oldCode, when: "always" },
    upLoses: one.upLoses ?? [],
    down: {
      succeeds,
      loses: one.loses ?? [],
      restores: one.restores ?? "nothing_lost",
      inverse: "exact",
      atomic: one.atomic ?? true,
    },
    newOnReverted: { verdict: newCode, when: "if_referenced" },
    hazard: { level: one.level ?? "none", lock: null, rewrite: false, scan: true },
    statements: [
      { ...statement, side: "up", verdict: oldCode, succeeds: "yes" },
      { ...statement, side: "down", verdict: newCode, succeeds: ran },
    ],
  };
}
