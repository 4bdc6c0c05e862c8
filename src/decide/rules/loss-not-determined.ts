import type { KnownMigration } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { amountOf, lossesAhead } from "../losses.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** Downs drop what their ups made, with the rows in it. Where it is not known what, or how much, somebody must look. */
export const lossNotDetermined: Rule = (situation, gap) => {
  if (situation.settings.revert.value === "none") return [];
  const opaque = opaqueDowns(situation, gap);
  const uncounted = lossesAhead(situation, gap).filter(({ count }) => count.kind === "undetermined");
  const unclear = new Set([...opaque.map(({ name }) => name), ...uncounted.map(({ migration }) => migration)]);
  if (unclear.size === 0) return [];
  return [
    {
      id: "loss-not-determined",
      weight: "consent",
      summary: `${counted(unclear.size, "migration")} will be reverted, and what reverting destroys is not determined`,
      facts: [
        ...opaque.map(({ name, why }) => `${name}: ${why}`),
        ...uncounted.map(({ migration, object, count }) => `${migration}: ${object}: ${amountOf(object, count)}`),
      ],
      next: [
        edit("a backup of the database, taken now", "the only way back to rows that a down destroys"),
        edit("the downs of these migrations", "read what they drop before you agree"),
      ],
    },
  ];
};

interface Opaque {
  readonly name: string;
  readonly why: string;
}

function opaqueDowns(situation: Situation, gap: Gap): readonly Opaque[] {
  const { relied } = situation.leavingKnows;
  const looked = relied.known && relied.from !== "time" ? relied.value : [];
  const known = new Map(looked.map((migration) => [migration.name, migration]));
  return seen(gap.ahead).flatMap(({ name }) => reasonsFor(situation, known.get(name), name));
}

/** An absent or a refused down destroys nothing: no-way-back.ts speaks for it. */
function reasonsFor(situation: Situation, migration: KnownMigration | undefined, name: string): readonly Opaque[] {
  if (migration === undefined) return [{ name, why: "its down was not looked at" }];
  const { down } = migration;
  if (down.kind === "absent" || down.kind === "refused") return [];
  if (down.kind === "sql" && down.text === null)
    return [{ name, why: "the SQL of its down was recorded to exist, but not read" }];
  const judgement = judgementOf(situation, name);
  if (judgement === undefined) return [{ name, why: `its down is ${WORDS[down.kind]}, to be read by you` }];
  return judgement.statements
    .filter(({ side, verdict }) => side === "down" && verdict === "undetermined")
    .map(({ because }) => ({ name, why: because }));
}

const WORDS = { sql: "SQL that was not judged", code: "code" } as const;
