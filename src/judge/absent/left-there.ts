// What the down makes and the up did not drop: without the schema, it may still be there.
import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Family } from "../schema/edit-objects.ts";
import type { Schema } from "../schema/schema.ts";
import { newRoutineKey } from "../schema/routines.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

interface Made {
  readonly family: Family | "columns";
  readonly key: string;
}

/** undefined of all that makes nothing, replaces what there is, or makes what was dropped. */
export function perhapsLeftThere(change: Change, { before, side }: At): Made | undefined {
  if (side === "up" || before.complete) return undefined;
  const made = madeBy(change, before);
  return made === undefined || before.dropped.has(`${made.family}:${made.key}`) ? undefined : made;
}

function madeBy<Kind extends ChangeKind>(change: ChangeOf<Kind>, schema: Schema): Made | undefined {
  const makes: Making<Kind> | undefined = MAKES[change.kind as Kind];
  return leavesWhatIsThere(change) ? undefined : makes?.(change, schema);
}

type Making<Kind extends ChangeKind> = (change: ChangeOf<Kind>, schema: Schema) => Made | undefined;

const type = ({ type: name }: { readonly type: Name }, schema: Schema): Made => ({
  family: "types",
  key: keyOf(schema, name),
});

/** Of a table that is listed whole, it is known. */
function column({ table: name, column: { name: added } }: ChangeOf<"add-column">, schema: Schema): Made | undefined {
  const table = tableIn(schema, name);
  return table?.complete === true ? undefined : { family: "columns", key: `${keyOf(schema, name)}.${added}` };
}

const MAKES: { readonly [Kind in ChangeKind]?: Making<Kind> } = {
  "add-column": column,
  "create-table": ({ table }, schema) => ({ family: "tables", key: keyOf(schema, table) }),
  "create-view": ({ view }, schema) => ({ family: "views", key: keyOf(schema, view) }),
  "create-enum": type,
  "create-type": type,
  "create-domain": type,
  "create-sequence": ({ sequence }, schema) => ({ family: "sequences", key: keyOf(schema, sequence) }),
  "create-schema": ({ name }) => ({ family: "surroundings", key: `schema ${name}` }),
  "create-routine": ({ routine, signature }, schema) => ({
    family: "routines",
    key: newRoutineKey(schema, routine, signature),
  }),
};

/** By its own words, or because it hides it. */
function leavesWhatIsThere(change: Change): boolean {
  const words = ["ifNotExists", "orReplace", "temporary", "implicit"] as const;
  return words.some((word) => word in change && (change as Partial<Record<typeof word, boolean>>)[word] === true);
}
