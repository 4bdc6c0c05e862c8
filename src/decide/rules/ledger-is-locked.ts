import type { MigratorName } from "../../model/migration.ts";
import type { Situation } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Rule } from "../rule.ts";
import { edit, run } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { rollbackCommand } from "../command.ts";
import { traitsOf } from "../rule.ts";

/** Somebody migrates now, or was killed while migrating: from here the two look the same. */
export const ledgerIsLocked: Rule = (situation) => {
  const { lock } = situation.ledger;
  if (lock === null) return [];
  return [
    {
      id: "ledger-is-locked",
      weight: "blocker",
      summary: "the migration tool's lock is held: somebody migrates now, or was killed while migrating",
      facts: [
        lock.what,
        `held by ${lock.holder ?? "nobody named, the tool stores no holder"}`,
        `held since ${lock.since ?? "a time that the tool does not store"}`,
      ],
      next: [run(rollbackCommand(situation), "once the migration that runs has ended"), unlocking(situation)],
    },
  ];
};

function unlocking(situation: Situation): NextAction {
  const why = "frees a lock that a killed migration left; only after making sure that nobody migrates";
  const tool = traitsOf(situation)?.name;
  const words = tool && UNLOCK[tool];
  if (!words) return edit("the session or row that holds the lock, ended", why);
  const { workload, container } = situation;
  return run(`kubectl exec ${describeWorkload(workload)} -n ${workload.namespace} -c ${container} -- ${words}`, why);
}

/** As each tool documents it, where it has a lock that outlives its session, and a command that frees it. */
const UNLOCK: Readonly<Partial<Record<MigratorName, string>>> = {
  knex: "node node_modules/knex/bin/cli.js migrate:unlock",
  liquibase: "liquibase release-locks",
};
