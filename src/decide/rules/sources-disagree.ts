import type { Evidence } from "../../model/evidence.ts";
import type { KnownMigration, MigrationName } from "../../model/migration.ts";
import type { ImageKnowledge, Situation } from "../../model/situation.ts";
import type { Rule } from "../rule.ts";
import { choose } from "../../model/trouble.ts";
import { namesIn } from "../gap.ts";
import { listed } from "../wording.ts";

type Known = Extract<Evidence<readonly KnownMigration[]>, { known: true }>;

interface Disagreement {
  readonly between: "lists" | "list and times";
  readonly facts: readonly string[];
}

/**
 * Two lists of one image's migrations differ: one of them is wrong. Times in the ledger are no list, they only
 * suggest one (a migration that ran before its rollout looks as if it belonged to the image before): such a
 * difference is shown, and stops nothing. Nor does it when --to-migration has said what to keep.
 */
export const sourcesDisagree: Rule = (situation) => {
  const disagreements = [
    ...disagreementsOf("leaving", situation.leavingKnows, situation),
    ...disagreementsOf("returning", situation.returningKnows, situation),
  ];
  if (disagreements.length === 0) return [];
  const lists = disagreements.some(({ between }) => between === "lists");
  return [
    {
      id: "sources-disagree",
      weight: lists && situation.keepUpTo === null ? "blocker" : "notice",
      summary: lists
        ? "two sources list different migrations for the same image"
        : "the times in the ledger suggest another list than the returning image itself",
      facts: disagreements.flatMap(({ facts }) => facts),
      next: [choose("--to-migration NAME", "says what to keep, whatever the sources list")],
    },
  ];
};

function disagreementsOf(
  side: "leaving" | "returning",
  { relied, others }: ImageKnowledge,
  situation: Situation,
): readonly Disagreement[] {
  if (!relied.known || isInferred(relied)) return [];
  return others.flatMap((other) => {
    if (!other.known) return [];
    if (!isInferred(other)) return differing(side, relied, other);
    // Every applied migration is older than now: times say nothing about the image that runs.
    return side === "leaving" ? [] : suggestedByTimes(relied, other, situation);
  });
}

function isInferred({ from }: Known): boolean {
  return from === "time" || from === "ledger";
}

function differing(side: "leaving" | "returning", relied: Known, other: Known): readonly Disagreement[] {
  const facts = [onlyIn(side, relied, other), onlyIn(side, other, relied)].flat();
  return facts.length === 0 ? [] : [{ between: "lists", facts }];
}

function onlyIn(side: "leaving" | "returning", one: Known, other: Known): readonly string[] {
  const missing = without(one, namesIn(other));
  return missing.length === 0 ? [] : [`${side} image: ${one.detail} has ${listed(missing)}, ${other.detail} has not`];
}

/** Only what is applied can be compared: a pending migration has no time. */
function suggestedByTimes(relied: Known, times: Known, { ledger, leaving }: Situation): readonly Disagreement[] {
  const applied = new Set(ledger.applied.map(({ name }) => name));
  const older = without(times, namesIn(relied));
  const younger = without(relied, namesIn(times)).filter((name) => applied.has(name));
  const facts = [
    ...(older.length === 0
      ? []
      : [
          `applied before revision ${leaving.number} was created, but unknown to the returning image: ${listed(older)}`,
        ]),
    ...(younger.length === 0
      ? []
      : [`known to the returning image, but applied after revision ${leaving.number} was created: ${listed(younger)}`]),
  ];
  return facts.length === 0 ? [] : [{ between: "list and times", facts }];
}

function without({ value }: Known, names: ReadonlySet<MigrationName> | undefined): readonly MigrationName[] {
  return value.map(({ name }) => name).filter((name) => names?.has(name) !== true);
}
