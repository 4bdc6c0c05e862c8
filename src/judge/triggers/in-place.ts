// A trigger that was dropped and that nobody knew, and what took its place.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import { impact } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

export function triggerImpact({ name, table }: ChangeOf<"drop-trigger">, own: Impact, { after, client }: Ends): Impact {
  const isKnown = [...client.tables.values()].some(({ triggers }) => triggers.has(name));
  const isMadeAgain = table !== null && tableIn(after, table)?.triggers.has(name) === true;
  return own.verdict !== "compatible" && !isKnown && isMadeAgain ? impact("behaviour_change", "always") : own;
}
