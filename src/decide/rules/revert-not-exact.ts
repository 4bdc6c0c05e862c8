import type { MigrationName } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { Rule } from "../rule.ts";
import { run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";
import { toolOf } from "../wording.ts";

/**
 * The command takes no name and reverts whichever applied file is newest, and that would be another migration.
 * True of tools that revert so, and of the operator's own --down-command, which is not told a name either.
 */
export const revertNotExact: Rule = (situation, gap) => {
  const going = seen(gap.ahead).map(({ name }) => name);
  if (going.length === 0 || !revertsNewestFile(situation)) return [];
  const facts = wrongTurn(going, situation);
  if (facts.length === 0) return [];
  return [
    {
      id: "revert-not-exact",
      weight: "blocker",
      summary: `${commandOf(situation)} would not revert exactly what must be reverted`,
      facts: [`${commandOf(situation)} takes no name: it reverts the applied migration whose file is newest`, ...facts],
      next: [
        run(
          rollbackCommand(situation, { via: "direct" }),
          "reverts each migration by its name, over a direct connection",
        ),
      ],
    },
  ];
};

function revertsNewestFile(situation: Situation): boolean {
  if (situation.settings.via.value === "direct") return false;
  return situation.settings.downCommand !== undefined || traitsOf(situation)?.reverts === "newest-file";
}

function commandOf(situation: Situation): string {
  return situation.settings.downCommand === undefined ? `${toolOf(situation)}'s revert` : "--down-command";
}

/** Plays the reverts one after the other; what is known is in the tool's own order of files. */
function wrongTurn(
  going: readonly MigrationName[],
  { leavingKnows: { relied }, ledger }: Situation,
): readonly string[] {
  const applied = new Set(ledger.applied.map(({ name }) => name));
  if (!relied.known) return ["which of the leaving image's files is newest is not determined"];
  const files = relied.value.map(({ name }) => name).filter((name) => applied.has(name));
  const newestFirst = files.toReversed();
  const turn = going.findIndex((name, position) => newestFirst[position] !== name);
  if (turn === -1) return [];
  const instead = newestFirst[turn];
  return [
    instead === undefined
      ? `for ${going[turn]} it has no file`
      : `when ${going[turn]} is to be reverted, it would revert ${instead}`,
  ];
}
