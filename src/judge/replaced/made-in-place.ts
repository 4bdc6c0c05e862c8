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
  const name = lastName(change, all.slice(all.indexOf(one)), ends);
  const isInPlace = all.some(({ effect: { takes } }) => takes?.kind === "table" && takes.table === name);
  return isInPlace && ends.after.tables.has(name) ? impact("compatible", "always") : own;
}

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
