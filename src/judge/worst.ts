import type { Hazard, Impact, Restores, Verdict, When } from "../model/judgement.ts";
import type { Dialect } from "../model/situation.ts";
import type { Effect } from "./rule.ts";
import { VERDICTS } from "../model/judgement.ts";
import { hazardOfAll } from "./hazards/hazards.ts";

/** The worst of all; breaking reads and breaking writes are together both. */
export function worstImpact(impacts: readonly Impact[]): Impact {
  let worst: Impact = { verdict: "compatible", when: "always" };
  for (const each of impacts) worst = worseImpact(worst, each);
  return worst;
}

function worseImpact(first: Impact, second: Impact): Impact {
  const verdict = worseVerdict(first.verdict, second.verdict);
  if (first.verdict === second.verdict) return { verdict, when: stronger(first.when, second.when) };
  if (verdict === first.verdict) return first;
  if (verdict === second.verdict) return second;
  return { verdict, when: stronger(first.when, second.when) };
}

function worseVerdict(first: Verdict, second: Verdict): Verdict {
  if (first === second) return first;
  const [lesser, worse] = VERDICTS.indexOf(first) > VERDICTS.indexOf(second) ? [second, first] : [first, second];
  return lesser === "writes_break" && worse === "reads_break" ? "reads_and_writes_break" : worse;
}

function stronger(first: When, second: When): When {
  const order: readonly When[] = ["if_data", "if_referenced", "always"];
  return order.indexOf(first) > order.indexOf(second) ? first : second;
}

export function worstRestores(all: readonly Restores[]): Restores {
  return worstOf(all, ["nothing_lost", "full", "partial", "structure_only", "none"]) ?? "nothing_lost";
}

export function worstSuccess(all: readonly Effect["succeeds"][]): Effect["succeeds"] {
  return worstOf(all, ["yes", "data_dependent", "undetermined", "no"]) ?? "yes";
}

/** A script may have more statements than a function takes arguments. */
function worstOf<Each>(all: readonly Each[], order: readonly Each[]): Each | undefined {
  const found = new Set(all);
  return order.findLast((each) => found.has(each));
}

/** Several things that one clause does, as one. */
export function combined(dialect: Dialect, effects: readonly Effect[], hazard?: Hazard): Effect {
  const impacted = worstImpact(effects.map(({ impact }) => impact));
  return {
    impact: impacted,
    because: effects
      .filter(({ impact }) => impact.verdict !== "compatible" || impacted.verdict === "compatible")
      .map(({ because }) => because)
      .join("; "),
    loses: [...new Set(effects.flatMap(({ loses }) => loses))],
    restorable: worstRestores(effects.map(({ restorable }) => restorable)),
    succeeds: worstSuccess(effects.map(({ succeeds }) => succeeds)),
    hazard:
      hazard ??
      hazardOfAll(
        { dialect },
        effects.map((each) => each.hazard),
      ),
    takes: null,
  };
}
