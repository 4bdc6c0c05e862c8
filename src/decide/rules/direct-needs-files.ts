import type { KnownMigration } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { Rule } from "../rule.ts";
import { choose, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { counted } from "../wording.ts";

/** Over a direct connection a down runs on this machine: its SQL must have been read, or its code be here. */
export const directNeedsFiles: Rule = (situation, gap) => {
  if (situation.settings.via.value !== "direct") return [];
  const known = new Map(seen(situation.leavingKnows.relied).map((migration) => [migration.name, migration]));
  const facts = seen(gap.ahead).flatMap(({ name }) => {
    const lack = lackOf(known.get(name), situation);
    return lack === undefined ? [] : [`${name}: ${lack}`];
  });
  if (facts.length === 0) return [];
  return [
    {
      id: "direct-needs-files",
      weight: "blocker",
      summary: `--via direct cannot run ${counted(facts.length, "down")} from this machine`,
      facts,
      next: [
        choose("--local-migrations DIR", "names a directory on this machine with the leaving image's migrations"),
        run(rollbackCommand(situation, { via: "job" }), "runs the downs in the leaving image, where the files are"),
      ],
    },
  ];
};

function lackOf(migration: KnownMigration | undefined, { settings }: Situation): string | undefined {
  if (migration === undefined) return "its file was not seen";
  const { down } = migration;
  switch (down.kind) {
    case "sql":
      return down.text === null ? "the SQL of its down was recorded to exist, but not read" : undefined;
    case "code":
      return settings.localMigrations === undefined
        ? "its down is code, and its file is not on this machine"
        : undefined;
    case "absent":
    case "refused":
      return undefined; // no-way-back.ts speaks for that case
  }
}
