import type { Rule } from "../../rule.ts";
import { IN_PLACE_REBUILD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { orderedBy } from "../../schema/index-marks.ts";
import { keyOf } from "../../schema/schema.ts";

export const rebuildTable: Rule<"rebuild-table"> = {
  effect: ({ table }, { before }) =>
    effect(`${keyOf(before, table)} is written anew and stays as it is`, {
      hazard: hazardOn(before, {
        postgresql: locks("ACCESS EXCLUSIVE", "rewrite"),
        mysql: IN_PLACE_REBUILD,
        sqlite: SQLITE_ROWS,
      }),
    }),
  after: ({ table, index }, schema) =>
    index === undefined ? schema : withTable(schema, table, (known) => orderedBy(known, index)),
};
