import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { existence } from "../../existence.ts";
import { BRIEF, hazardOn } from "../../hazards.ts";
import { clientTable, effect, impact, UNDETERMINED, unchanged } from "../../rule.ts";
import { isListed, keyOf, tableIn } from "../../schema.ts";

/** The rows are gone, with `cascade` those of every table that references it too. */
export const truncateTable: Rule<"truncate-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key: name });
    const referencing = referencingOf(before, name);
    if (referencing.length > 0 && !change.cascade)
      return effect(`${name} is referenced by ${referencing.join(", ")}`, { succeeds: "no" });
    if (clientTable(at, change.table) === undefined) return effect(`${name} is not known to this code`);
    const listed = isListed(before, table);
    const emptied = [name, ...(change.cascade ? reachedFrom(before, name) : [])];
    const others = listed || !change.cascade ? "" : ", and of every table that references them, which are not known";
    return effect(`all rows of ${emptied.join(", ")} are gone${others}`, {
      impact: others === "" ? impact("behaviour_change", "always") : UNDETERMINED,
      succeeds: listed || change.cascade ? "yes" : "undetermined",
      loses: emptied.map((table) => `rows:${table}`),
      restorable: "none",
      hazard: hazardOn(before, BRIEF),
    });
  },
  after: unchanged,
};

function referencingOf(schema: Schema, table: string): readonly string[] {
  return [...schema.tables]
    .filter(([name, { constraints }]) =>
      constraints.some(
        ({ definition }) =>
          definition.kind === "foreign-key" && keyOf(schema, definition.references) === table && name !== table,
      ),
    )
    .map(([name]) => name);
}

function reachedFrom(schema: Schema, table: string): readonly string[] {
  const reached = new Set<string>([table]);
  for (const each of reached) for (const name of referencingOf(schema, each)) reached.add(name);
  reached.delete(table);
  return [...reached];
}
