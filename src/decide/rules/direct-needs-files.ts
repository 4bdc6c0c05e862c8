import type { KnownMigration } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { Rule } from "../rule.ts";
import { choose, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";
import { counted, toolOf } from "../wording.ts";

/** Over a direct connection a down runs on this machine: its SQL must have been read, or its code be here. */
export const directNeedsFiles: Rule = (situation, gap) => {
  if (situation.settings.via.value !== "direct") return [];
  const known = new Map(seen(situation.leavingKnows.relied).map((migration) => [migration.name, migration]));
  const lacks = seen(gap.ahead).flatMap(({ name }) => {
    const lack = lackOf(known.get(name), situation);
    return lack === undefined ? [] : [{ name, ...lack }];
  });
  if (lacks.length === 0) return [];
  return [
    {
      id: "direct-needs-files",
      weight: "blocker",
      summary: `--via direct cannot run ${counted(lacks.length, "down")} from this machine`,
      facts: lacks.map(({ name, what }) => `${name}: ${what}`),
      next: [
        ...(lacks.every(({ filesHelp }) => filesHelp) ? [naming] : []),
        run(rollbackCommand(situation, { via: "job" }), "runs the downs in the leaving image, where the files are"),
      ],
    },
  ];
};

interface Lack {
  readonly what: string;
  /** Files on this machine would do. */
  readonly filesHelp: boolean;
}

function lackOf(migration: KnownMigration | undefined, situation: Situation): Lack | undefined {
  if (migration === undefined) return { what: "its file was not seen", filesHelp: true };
  const { down } = migration;
  switch (down.kind) {
    case "sql":
      if (down.text !== null) return undefined;
      return { what: "the SQL of its down was recorded to exist, but not read", filesHelp: true };
    case "code":
      return lackOfCode(situation);
    case "absent":
    case "refused":
      return undefined; // no-way-back.ts speaks for that case
  }
}

function lackOfCode(situation: Situation): Lack | undefined {
  if (traitsOf(situation)?.runsCodeHere !== true)
    return { what: `its down is code, which only ${toolOf(situation)} itself can run`, filesHelp: false };
  if (situation.settings.localMigrations !== undefined) return undefined;
  return { what: "its down is code, and its file is not on this machine", filesHelp: true };
}

const naming = choose(
  "--local-migrations DIR",
  "names a directory on this machine with the leaving image's migrations",
);
