// A table that is made to take the place of one that the code knows, under its name or until it gets that.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import { impact } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";

/** What its foreign keys refuse is compared with what those of the other did, where that one goes. */
export function madeImpact(one: Done, change: ChangeOf<"create-table">, { all, ends }: Among): Impact {
  const own = one.effect.impact;
  if (own.verdict !== "writes_break" || change.partitionOf !== null) return own;
  const taken = takenIn(all, ends);
  if (taken.size === 0) return own;
  const name = lastName(change, all.slice(all.indexOf(one)), ends);
  return taken.has(name) && ends.after.tables.has(name) ? impact("compatible", "always") : own;
}

/** Found once for each point in time: a long history asks for it thousands of times. */
function takenIn(all: readonly Done[], ends: Ends): ReadonlySet<string> {
  let taken = TAKEN.get(ends);
  if (taken === undefined) {
    taken = new Set(all.flatMap(({ effect: { takes } }) => (takes?.kind === "table" ? [takes.table] : [])));
    TAKEN.set(ends, taken);
  }
  return taken;
}

const TAKEN = new WeakMap<Ends, ReadonlySet<string>>();

interface Among {
  readonly all: readonly Done[];
  readonly ends: Ends;
}

function lastName({ table }: ChangeOf<"create-table">, later: readonly Done[], { client }: Ends): string {
  let name = keyOf(client, table);
  for (const { change } of later)
    if (change.kind === "rename-table" && keyOf(client, change.table) === name) name = keyOf(client, change.to);
  return name;
}
