import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { hasDefault } from "../../partitions/default-partition.ts";
import { withKeptOf } from "../../partitions/kept-of-parent.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

/** What is detached concurrently keeps its bounds, as a check: DetachAddConstraintIfNeeded in tablecmds.c. */
export const detachPartition: Rule<"detach-partition"> = {
  effect: ({ table, partition, concurrently }, at) => {
    const key = keyOf(at.before, table);
    const isBeside = concurrently ? hasDefault(at.before, key) : false;
    if (isBeside === true)
      return effect(`${key} has a default partition, beside which none is detached concurrently`, { succeeds: "no" });
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`rows of ${keyOf(at.before, partition)} vanish from ${key}, and new ones for it are refused`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      succeeds: isBeside === null ? "undetermined" : "yes",
      hazard: concurrently ? locks("SHARE UPDATE EXCLUSIVE") : locks("ACCESS EXCLUSIVE"),
    });
  },
  after: ({ table, partition, concurrently }, schema) =>
    withTable(schema, partition, (held) => {
      const known = withKeptOf(tableIn(schema, table), held, schema);
      const settings = new Map(known.settings);
      const bounds = settings.get("bounds");
      settings.delete("bounds");
      if (concurrently) settings.set("check", `of its bounds as a partition ${bounds ?? ""}`);
      return { ...known, partitionOf: null, settings };
    }),
};
