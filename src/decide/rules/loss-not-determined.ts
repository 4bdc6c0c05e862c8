import type { KnownMigration } from "../../model/migration.ts";
import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { counted } from "../wording.ts";

/** Downs drop what their ups made, with the rows in it. Those rows are not counted. */
export const lossNotDetermined: Rule = (situation, gap) => {
  const going = seen(gap.ahead);
  if (going.length === 0 || situation.settings.revert.value === "none") return [];
  const { relied } = situation.leavingKnows;
  const looked = relied.known && relied.from !== "time" ? relied.value : [];
  const known = new Map(looked.map((migration) => [migration.name, migration]));
  return [
    {
      id: "loss-not-determined",
      weight: "consent",
      summary: `${counted(going.length, "migration")} will be reverted, and what their downs destroy is not determined`,
      facts: [
        ...going.map(({ name }) => `${name}: ${lookOf(known.get(name))}`),
        "rows that would be lost are not counted",
      ],
      next: [
        edit("a backup of the database, taken now", "the only way back to rows that a down destroys"),
        edit("the downs of these migrations", "read what they drop before you agree"),
      ],
    },
  ];
};

function lookOf(migration: KnownMigration | undefined): string {
  if (migration === undefined) return "its down was not looked at";
  return migration.down.kind === "sql" ? "its down is SQL, to be read by you" : "its down is code, to be read by you";
}
