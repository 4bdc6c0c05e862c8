import type { KnownMigration } from "../../model/migration.ts";
import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { namesIn, seen } from "../gap.ts";
import { counted } from "../wording.ts";

/**
 * A migration that stays names one that goes as its condition. Tools that know such conditions take the dependant
 * along; others leave it standing on nothing. Only direct needs count: a longer chain breaks at its first link as well.
 */
export const dependantStays: Rule = ({ leavingKnows, returningKnows }, gap) => {
  const going = new Set(seen(gap.ahead).map(({ name }) => name));
  const staying = namesIn(gap.staying);
  if (going.size === 0 || staying === undefined) return [];
  const known = new Map([...seen(returningKnows.relied), ...seen(leavingKnows.relied)].map(namedPair));
  const dependants = [...known.values()].filter(({ name }) => staying.has(name));
  const facts = dependants.flatMap(({ name, needs = [] }) =>
    needs.filter((need) => going.has(need)).map((need) => `${name} stays, and needs ${need}, which is to be reverted`),
  );
  if (facts.length === 0) return [];
  return [
    {
      id: "dependant-stays",
      weight: "blocker",
      summary: `${counted(facts.length, "migration")} that must go would take another along that is to stay`,
      facts,
      next: [
        choose("--to-migration NAME", "an older one, so that the dependants are reverted as well"),
        edit(
          "the migration that stays",
          "ship a release in which it no longer needs the other, and roll back from that",
        ),
      ],
    },
  ];
};

function namedPair(migration: KnownMigration): readonly [string, KnownMigration] {
  return [migration.name, migration];
}
