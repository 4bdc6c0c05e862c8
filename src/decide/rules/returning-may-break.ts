import type { RangeJudgement } from "../../model/judgement.ts";
import type { AppliedMigration } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { namesIn, seen } from "../gap.ts";
import { canLiveWith } from "../staying.ts";
import { inWords, reasonsFor } from "../verdicts.ts";
import { counted, row } from "../wording.ts";

/** The operator keeps what the returning code was judged unable to live with, or what nobody could judge. */
export const returningMayBreak: Rule = (situation, gap) => {
  const known = namesIn(situation.returningKnows.relied);
  if (known === undefined || situation.keepUpTo === null) return [];
  const strangers = seen(gap.staying).filter(({ name }) => !known.has(name));
  const trouble = troubleWith(strangers, situation);
  if (trouble === undefined) return [];
  return [
    {
      id: "returning-may-break",
      weight: "consent",
      ...trouble,
      next: [
        edit("the returning code", "make sure that it can live with what is listed"),
        choose("--to-migration NAME", "an older one, so that these are reverted as well"),
      ],
    },
  ];
};

interface Told {
  readonly summary: string;
  readonly facts: readonly string[];
}

function troubleWith(strangers: readonly AppliedMigration[], { judged }: Situation): Told | undefined {
  if (strangers.length === 0) return undefined;
  return judged.known ? broken(strangers, judged.value) : unjudged(strangers, judged);
}

function broken(strangers: readonly AppliedMigration[], range: RangeJudgement): Told | undefined {
  const names = new Set(strangers.map(({ name }) => name));
  const migrations = range.migrations.filter(({ name }) => names.has(name));
  const together = range.oldCode[migrations.length];
  if (together === undefined || canLiveWith(together)) return undefined;
  return {
    summary: `with ${counted(migrations.length, "migration")} that stays applied, the returning code: ${inWords(together.verdict)}`,
    facts: reasonsFor({ ...range, migrations }, "up"),
  };
}

function unjudged(strangers: readonly AppliedMigration[], { because }: { readonly because: string }): Told {
  return {
    summary: `whether the returning code can live with ${counted(strangers.length, "migration")} that stays applied is not determined`,
    facts: [...strangers.map(row), because],
  };
}
