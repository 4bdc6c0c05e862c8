import type { MigrationName } from "../../model/migration.ts";
import type { MigratorTraits, Situation } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Rule } from "../rule.ts";
import { choose, run } from "../../model/trouble.ts";
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
  const way = wayOf(situation);
  if (going.length === 0 || way === "by-name") return [];
  const facts = way === "by-sql" ? [noCommand(situation)] : wrongTurn(going, newestFirst(situation, way), way);
  if (facts.length === 0) return [];
  return [
    {
      id: "revert-not-exact",
      weight: "blocker",
      summary: `${commandOf(situation)} would not revert exactly what must be reverted`,
      facts,
      next: [wayOut(situation, going)],
    },
  ];
};

/** `newest-row`: over a connection, from a ledger of one row. */
type Way = MigratorTraits["reverts"] | "newest-row";

function wayOf(situation: Situation): Way {
  if (situation.settings.via.value === "direct") return keepsOnlyNewest(situation) ? "newest-row" : "by-name";
  if (situation.settings.downCommand !== undefined) return "newest-file";
  return traitsOf(situation)?.reverts ?? "by-name";
}

function keepsOnlyNewest(situation: Situation): boolean {
  return traitsOf(situation)?.keepsOnlyNewest === true;
}

function noCommand(situation: Situation): string {
  return traitsOf(situation)?.withoutCommand ?? NO_COMMAND;
}

/** Over a connection where the downs can run from here; code that only its tool runs must be the newest. */
function wayOut(situation: Situation, going: readonly MigrationName[]): NextAction {
  const needsTool = seen(situation.leavingKnows.relied).some(
    ({ name, down }) => down.kind === "code" && going.includes(name),
  );
  const isDirect = situation.settings.via.value === "direct";
  if (isDirect || (needsTool && traitsOf(situation)?.runsCodeHere !== true))
    return choose("--to-migration NAME", "an older one, so that what would be reverted first goes as well");
  const why = "reverts each migration by its name, over a direct connection";
  return run(rollbackCommand(situation, { via: "direct" }), why);
}

function commandOf(situation: Situation): string {
  return situation.settings.downCommand === undefined ? `${toolOf(situation)}'s revert` : "--down-command";
}

/** What the command would revert, one after the other; undefined when that is not determined. */
function newestFirst({ leavingKnows: { relied }, ledger }: Situation, way: Way): readonly MigrationName[] | undefined {
  const applied = ledger.applied.map(({ name }) => name);
  if (way === "newest-applied" || way === "newest-row") return applied.toReversed();
  if (!relied.known) return undefined;
  const names = new Set(applied);
  return relied.value
    .map(({ name }) => name)
    .filter((name) => names.has(name))
    .toReversed();
}

/** Plays the reverts one after the other. */
function wrongTurn(
  going: readonly MigrationName[],
  inTurn: readonly MigrationName[] | undefined,
  way: Exclude<Way, "by-name" | "by-sql">,
): readonly string[] {
  const takesNoName = TAKES_NO_NAME[way];
  if (inTurn === undefined) return [takesNoName, "which of the leaving image's files is newest is not determined"];
  const turn = going.findIndex((name, position) => inTurn[position] !== name);
  if (turn === -1) return [];
  const instead = inTurn[turn];
  return [
    takesNoName,
    instead === undefined
      ? `for ${going[turn]} it has no file`
      : `when ${going[turn]} is to be reverted, it would revert ${instead}`,
  ];
}

const TAKES_NO_NAME = {
  "newest-file": "it takes no name: it reverts the applied migration whose file is newest",
  "newest-applied": "it takes no name: it reverts the migration that was applied last",
  "newest-row": "its ledger is one row, the version that was reached, from which only the newest can be taken",
} as const;

const NO_COMMAND = "the tool has no command that reverts: only the SQL of a down, run over a connection, can";
