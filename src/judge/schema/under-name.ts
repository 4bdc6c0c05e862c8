// Whether there is something of the kind and the name that a statement is about.
import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Schema } from "./schema.ts";
import { constraintIn } from "../constraints/gone-constraint.ts";
import { triggerOnView } from "../triggers/of-views.ts";
import { keyOf, tableIn } from "./schema.ts";

/** Undefined for what has no name of its own, or where its own rule looks for it. */
export function isUnderName<Kind extends ChangeKind>(
  change: Change & ChangeOf<Kind>,
  schema: Schema,
): boolean | undefined {
  const named: Named<Kind> | undefined = NAMED[change.kind as Kind];
  return named?.(change, schema);
}

type Named<Kind extends ChangeKind> = (change: ChangeOf<Kind>, schema: Schema) => boolean;

const view: Named<"create-view" | "drop-view"> = ({ view: name }, schema) => schema.views.has(keyOf(schema, name));

const routine: Named<"create-routine" | "drop-routine"> = ({ routine: { name } }, { routines }) =>
  [...routines.values()].some((known) => known.name === name);

const trigger: Named<"create-trigger" | "drop-trigger"> = ({ name }, { tables, surroundings }) =>
  [...tables.values()].some(({ triggers }) => triggers.has(name)) || surroundings.has(triggerOnView(name));

/** MySQL's unique constraints are indexes. */
const constraint: Named<"drop-constraint"> = (change, schema) => {
  const table = tableIn(schema, change.table);
  if (table === undefined) return false;
  const isIndex = table.indexes.some(({ definition }) => definition.unique && definition.name === change.name);
  return (change.of === null && isIndex) || constraintIn(table, change) !== undefined;
};

const NAMED: { readonly [Kind in ChangeKind]?: Named<Kind> } = {
  "create-view": view,
  "drop-view": view,
  "create-routine": routine,
  "drop-routine": routine,
  "create-trigger": trigger,
  "drop-trigger": trigger,
  "drop-constraint": constraint,
  "drop-event": ({ name }, schema) => schema.surroundings.has(`event ${keyOf(schema, name)}`),
  "drop-policy": ({ table, name }, schema) => tableIn(schema, table)?.settings.has(`policy ${name}`) === true,
};
