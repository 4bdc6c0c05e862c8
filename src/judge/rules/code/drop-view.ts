import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import { INSTANT, SQLITE_CATALOG, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, impact, isAssumed } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { clientView } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";
import { withoutTriggersOn } from "../../triggers/of-views.ts";
import { holdersOfTable } from "../../types/held.ts";
import { withoutView } from "../../views/lost-writes.ts";
import { withoutReaders } from "../../views/readers.ts";

export const dropView: Rule<"drop-view"> = {
  effect: (change, at) => {
    const { before, alongside } = at;
    const key = keyOf(before, change.view);
    const together = alongside.flatMap((one) => (one.kind === "drop-view" ? [keyOf(before, one.view)] : []));
    if (!before.views.has(key)) return missing(change, at);
    const readers = [...before.views]
      .filter(([name, { reads }]) => reads.includes(key) && !together.includes(name))
      .map(([name]) => name);
    const holders = [...readers, ...holdersOfTable(before, key)];
    if (holders.length > 0 && !change.cascade && before.dialect === "postgresql")
      return effect(`view ${key} is needed by ${holders.join(", ")}`, { succeeds: "no" });
    if (clientView(at, key) === undefined) return effect(`view ${key} is not known to this code`);
    return effect(`view ${key} is gone`, {
      succeeds: isSure(change, at) ? "yes" : "undetermined",
      impact: impactOf(change, at),
      // Who was granted what on it is not known without the schema, and goes with it.
      restorable: before.complete ? "full" : "partial",
      hazard: hazardOn(before, { postgresql: locks("ACCESS EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_CATALOG }),
      takes: { kind: "table", table: key },
    });
  },
  after: ({ view, cascade }, schema) => {
    const key = keyOf(schema, view);
    const without = withoutTriggersOn(withoutObject(schema, "views", key), key);
    return cascade ? withoutReaders(without, key) : without;
  },
};

/** PostgreSQL drops what one statement names together: `cascade` may have taken it already. */
function missing({ view, ifExists, cascade }: ChangeOf<"drop-view">, { before, alongside }: At): Effect {
  const key = keyOf(before, view);
  const isCarried = cascade && alongside.length > 1 && before.dropped.has(`views:${key}`);
  if (isCarried) return effect(`view ${key} went with what it reads`);
  return existence(before, { family: "views", key, ifExists });
}

function impactOf({ view, materialized }: ChangeOf<"drop-view">, { before, client }: At): Impact {
  const key = keyOf(before, view);
  const known = before.views.get(key);
  return known === undefined || materialized ? impact("reads_break", "if_referenced") : withoutView(known, key, client);
}

/** One that is older than what is listed may be read by others; PostgreSQL alone minds. */
function isSure({ view, ifExists, cascade }: ChangeOf<"drop-view">, at: At): boolean {
  const { before } = at;
  const known = before.views.get(keyOf(before, view));
  if (isAssumed(at, known) && !ifExists) return false;
  return before.complete || (known?.id ?? 0) > 0 || cascade || before.dialect !== "postgresql";
}
