import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { areOff } from "../../constraints/foreign-keys.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, UNDETERMINED } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { heirsOf } from "../../schema/heirs.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { withRowsMissing } from "../../values/rows-missing.ts";

/** The rows are gone, with `cascade` those of every table that references it too. */
export const truncateTable: Rule<"truncate-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key: name });
    const together = at.alongside.flatMap((one) => (one.kind === "truncate-table" ? [keyOf(before, one.table)] : []));
    const referencing = areOff(before) ? [] : referencingOf(before, name).filter((each) => !together.includes(each));
    if (referencing.length > 0 && !change.cascade)
      return effect(`${name} is referenced by ${referencing.join(", ")}`, { succeeds: "no" });
    if (clientTable(at, change.table) === undefined) return effect(`${name} is not known to this code`);
    return emptied(change, at, { name, together });
  },
  after: (change, schema) =>
    tablesOf(change, schema).reduce(
      (left, name) => withTable(left, { schema: null, name }, (known) => withRowsMissing(known, schema)),
      schema,
    ),
};

interface Emptied {
  readonly name: string;
  /** What the statement empties in all. */
  readonly together: readonly string[];
}

function tablesOf({ table, cascade }: ChangeOf<"truncate-table">, schema: Schema): readonly string[] {
  const name = keyOf(schema, table);
  return [name, ...childrenOf(schema, name), ...(cascade ? reachedFrom(schema, name) : [])];
}

function emptied(change: ChangeOf<"truncate-table">, { before }: At, { name, together }: Emptied): Effect {
  const { cascade, table } = change;
  const listed = isListed(before, tableIn(before, table)) || areOff(before);
  const tables = tablesOf(change, before);
  const others = listed || !cascade ? "" : ", and of every table that references them, which are not known";
  return effect(`all rows of ${tables.join(", ")} are gone${others}`, {
    impact: others === "" ? impactOf({ name, together }, before) : UNDETERMINED,
    succeeds: listed || cascade ? "yes" : "undetermined",
    loses: tables.map((each) => `rows:${each}`),
    restorable: "none",
    hazard: hazardOn(before, BRIEF),
  });
}

/** Their rows are seen through it; those of partitions are its own. */
function childrenOf(schema: Schema, name: string): readonly string[] {
  return heirsOf(schema, name).filter((each) => schema.tables.get(each)?.partitionOf === null);
}

/** Rows that refer to what is gone are not taken any more, as after a `delete`; others refer only where nobody minds. */
function impactOf({ name, together }: Emptied, before: Schema): Impact {
  const mayBeReferenced = !isListed(before, before.tables.get(name)) && (areOff(before) || together.length > 1);
  if (mayBeReferenced || referencingOf(before, name).length > 0) return impact("writes_break", "if_data");
  return impact("behaviour_change", "always");
}

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
