import type { Ledger } from "../../model/migration.ts";
import type { LedgerReader } from "../../ports/world.ts";
import { failure } from "../../errors.ts";
import { choose, run } from "../../model/trouble.ts";

/** A live ledger that nothing may change meanwhile. */
export interface LiveLedger {
  /** @throws step-not-confirmed when it changed since */
  expectUnchanged(): Promise<void>;
}

export async function watchLedger(ledger: Pick<LedgerReader, "read">): Promise<LiveLedger> {
  const before = await ledger.read();
  return {
    expectUnchanged: async () => {
      const now = await ledger.read();
      if (JSON.stringify(now.applied) !== JSON.stringify(before.applied)) throw changed(before, now);
    },
  };
}

function changed(before: Ledger, now: Ledger): Error {
  const [then, since] = [namesIn(before), namesIn(now)];
  const gone = then.filter((name) => !since.includes(name));
  const added = since.filter((name) => !then.includes(name));
  return failure("step-not-confirmed", "the live ledger changed while the downs were rehearsed on the clone", {
    facts: [
      ...(gone.length === 0 ? [] : [`gone from it: ${gone.join(", ")}`]),
      ...(added.length === 0 ? [] : [`new in it: ${added.join(", ")}`]),
      ...(gone.length + added.length === 0 ? ["the same names are in it, with other times or in another order"] : []),
      "somebody else migrated meanwhile, or what ran on the clone reached the live database as well",
      "nothing more is run",
    ],
    next: [
      run("kubectl safe-rollback history TYPE/NAME", "shows what is applied now"),
      choose("--rehearse", "or rehearse within this process, on PostgreSQL"),
    ],
  });
}

function namesIn({ applied }: Ledger): readonly string[] {
  return applied.map(({ name }) => name);
}
