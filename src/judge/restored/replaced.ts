// What another took the place of under its own name: with that gone, nothing of the first is left.
import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import type { Ways } from "./ways.ts";
import { constraintIn } from "../constraints/gone-constraint.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** Whether the up put something else under a name that nothing has any more after the down. */
export function isLostUnderItsName(change: Change, { before, between, reverted }: Ways): boolean {
  if (!isUnderName(change, between) || isUnderName(change, reverted)) return false;
  return (TAKES_AWAY.has(change.kind) || replaces(change)) && (!before.complete || isUnderName(change, before));
}

function replaces(change: Change): boolean {
  return "orReplace" in change && change.orReplace;
}

function isUnderName<Kind extends ChangeKind>(change: ChangeOf<Kind>, schema: Schema): boolean {
  const named: Named<Kind> | undefined = NAMED[change.kind as Kind];
  return named?.(change, schema) === true;
}

type Named<Kind extends ChangeKind> = (change: ChangeOf<Kind>, schema: Schema) => boolean;

const view: Named<"create-view" | "drop-view"> = ({ view: name }, schema) => schema.views.has(keyOf(schema, name));

const routine: Named<"create-routine" | "drop-routine"> = ({ routine: { name } }, { routines }) =>
  [...routines.values()].some((known) => known.name === name);

const trigger: Named<"create-trigger" | "drop-trigger"> = ({ name }, { tables }) =>
  [...tables.values()].some(({ triggers }) => triggers.has(name));

const NAMED: { readonly [Kind in ChangeKind]?: Named<Kind> } = {
  "create-view": view,
  "drop-view": view,
  "create-routine": routine,
  "drop-routine": routine,
  "create-trigger": trigger,
  "drop-trigger": trigger,
  "drop-event": ({ name }, schema) => schema.surroundings.has(`event ${keyOf(schema, name)}`),
  "drop-policy": ({ table, name }, schema) => tableIn(schema, table)?.settings.has(`policy ${name}`) === true,
  "drop-constraint": (change, schema) => {
    const table = tableIn(schema, change.table);
    return table !== undefined && constraintIn(table, change) !== undefined;
  },
};

const TAKES_AWAY: ReadonlySet<ChangeKind> = new Set([
  "drop-view",
  "drop-routine",
  "drop-trigger",
  "drop-event",
  "drop-policy",
  "drop-constraint",
]);
