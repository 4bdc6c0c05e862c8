import type { KnownMigration, MigrationName } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Rule } from "../rule.ts";
import { restoreBackup, rollForward, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { counted } from "../wording.ts";

/** A migration that must be reverted has no down: only keeping it, rolling forward or a backup is left. */
export const noWayBack: Rule = (situation, gap) => {
  const { relied } = situation.leavingKnows;
  const known = new Map(seen(relied).map((migration) => [migration.name, migration]));
  const stuck = seen(gap.ahead).flatMap(({ name, notRun }) => {
    // Without a list not-determined.ts and evidence-is-weak.ts speak.
    const obstacle = notRun ?? (relied.known ? obstacleTo(known.get(name)) : undefined);
    return obstacle === undefined ? [] : [{ name, obstacle }];
  });
  const [newest] = stuck;
  if (newest === undefined) return [];
  return [
    {
      id: "no-way-back",
      weight: "blocker",
      summary: `${counted(stuck.length, "migration")} cannot be reverted`,
      facts: stuck.map(({ name, obstacle }) => `${name}: ${obstacle}`),
      next: [keeping(situation, newest.name), rollForward("leaves the schema as it is"), restoreBackup()],
    },
  ];
};

function obstacleTo(migration: KnownMigration | undefined): string | undefined {
  if (migration === undefined) return "the leaving image has no file for it";
  const { down } = migration;
  switch (down.kind) {
    case "absent":
      return `no down was found: ${down.because}`;
    case "refused":
      return `its author marked it as having no way back: ${down.because}`;
    case "sql":
      return down.text?.trim() === "" ? "its down is empty" : undefined;
    case "code":
      return undefined;
  }
}

function keeping(situation: Situation, name: MigrationName): NextAction {
  const why = "keeps it and what was applied before it, if the returning image can live with that";
  return run(rollbackCommand(situation, { "to-migration": name }), why);
}
