import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { besideDefault } from "../../partitions/default-partition.ts";
import { withoutKept } from "../../partitions/kept-of-parent.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

export const attachPartition: Rule<"attach-partition"> = {
  effect: ({ table, partition }, at) => {
    const key = keyOf(at.before, table);
    const isKnown = clientTable(at, partition) !== undefined;
    const isNew = !isKnown && tableIn(at.before, partition) !== undefined;
    if (clientTable(at, table) === undefined && isKnown)
      return effect(`${keyOf(at.before, partition)} takes rows within its bounds in ${key} alone`, BOUNDED);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    if (isNew)
      return effect(`${keyOf(at.before, partition)} is a new partition of ${key}`, {
        ...besideDefault(at.before, key, { hazard: locks("SHARE UPDATE EXCLUSIVE") }),
        restorable: "full",
      });
    return effect(`rows of ${keyOf(at.before, partition)} appear in ${key}, and it takes no others any more`, BOUNDED);
  },
  after: ({ table, partition, isDefault, bounds }, schema) =>
    withTable(schema, partition, (known) => ({
      ...withoutKept(known),
      partitionOf: { parent: keyOf(schema, table), isDefault },
      settings: new Map(withoutKept(known).settings).set("bounds", bounds),
    })),
};

const BOUNDED = {
  impact: impact("writes_break", "if_data"),
  succeeds: "data_dependent",
  restorable: "full",
  hazard: locks("ACCESS EXCLUSIVE", "scan"),
} as const;
