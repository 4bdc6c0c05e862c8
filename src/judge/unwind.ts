import type { Change } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { Schema } from "./schema/schema.ts";
import { withoutObject, withRenamed } from "./schema/edit-objects.ts";
import { withColumn, withColumnRenamed, withoutColumn, withTable } from "./schema/edit-table.ts";
import { everywhere, forgottenTable, incomplete, unknown } from "./schema/forgotten.ts";
import { keyOf, tableIn } from "./schema/schema.ts";

/**
 * The schema before changes, told from the one after them. What a change took away, or said anew, is not known: its
 * place is there, and nothing else. What no change speaks of is as it is now.
 */
export function unwound(after: Schema, changes: readonly Change[]): Schema {
  return changes.toReversed().reduce(before, { ...after, complete: false });
}

function before(schema: Schema, change: Change): Schema {
  const undo = UNDO[change.kind] as ((change: Change, schema: Schema) => Schema) | undefined;
  if (undo !== undefined) return undo(change, schema);
  return "table" in change && "column" in change && typeof change.column === "string"
    ? withUnknown(schema, change.table, change.column)
    : schema;
}

type Undo = { readonly [Kind in Change["kind"]]?: (change: Extract<Change, { kind: Kind }>, schema: Schema) => Schema };

/** Kinds that are not here say a column anew, or leave alone what a judgement looks at. */
const UNDO: Undo = {
  "create-table": ({ table }, schema) => withoutObject(schema, "tables", keyOf(schema, table)),
  "create-view": ({ view }, schema) => withoutObject(schema, "views", keyOf(schema, view)),
  "create-routine": ({ routine }, schema) => withoutObject(schema, "routines", keyOf(schema, routine)),
  "create-sequence": ({ sequence }, schema) => withoutObject(schema, "sequences", keyOf(schema, sequence)),
  "create-enum": ({ type }, schema) => withoutObject(schema, "types", keyOf(schema, type)),
  "create-type": ({ type }, schema) => withoutObject(schema, "types", keyOf(schema, type)),
  "create-domain": ({ type }, schema) => withoutObject(schema, "types", keyOf(schema, type)),
  "rename-table": ({ table, to }, schema) => renamedBack(schema, to, table),
  "add-column": ({ table, column }, schema) => withTable(schema, table, (known) => withoutColumn(known, column.name)),
  "drop-column": ({ table }, schema) => withTable(schema, table, incomplete),
  "rename-column": ({ table, column, to }, schema) =>
    withTable(schema, table, (known) => withColumnRenamed(known, to, column)),
  "add-constraint": ({ table, constraint }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      constraints: known.constraints.filter(
        ({ definition }) =>
          definition.kind !== constraint.kind || String(definition.columns) !== String(constraint.columns),
      ),
    })),
  "drop-constraint": ({ table }, schema) => withTable(schema, table, incomplete),
  "create-index": ({ index }, schema) =>
    withTable(schema, index.table, (known) => ({
      ...known,
      indexes: known.indexes.filter(({ definition }) => String(definition.keys) !== String(index.keys)),
    })),
  "drop-index": ({ table }, schema) =>
    table === null ? everywhere(schema, incomplete) : withTable(schema, table, incomplete),
  "create-trigger": ({ table, name }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      triggers: new Map([...known.triggers].filter(([trigger]) => trigger !== name)),
    })),
  "drop-trigger": ({ table }, schema) =>
    table === null ? everywhere(schema, incomplete) : withTable(schema, table, incomplete),
  "add-enum-value": ({ type, label }, schema) => {
    const key = keyOf(schema, type);
    const known = schema.types.get(key);
    if (known === undefined) return schema;
    const labels = known.labels.filter((each) => each !== label);
    return { ...schema, types: new Map(schema.types).set(key, { ...known, labels }) };
  },
  opaque: ({ ofClient }, schema) => (ofClient === true ? schema : everywhere(schema, forgottenTable)),
};

function renamedBack(schema: Schema, now: Name, then: Name): Schema {
  const [from, to] = [keyOf(schema, now), keyOf(schema, then)];
  if (tableIn(schema, now) === undefined) return schema;
  return withTable(withRenamed(schema, "tables", { from, to }), then, (table) => ({ ...table, name: to }));
}

function withUnknown(schema: Schema, table: Name, column: string): Schema {
  return withTable(schema, table, (known) => {
    const found = known.columns.get(column);
    return found === undefined ? known : withColumn(known, column, unknown(found));
  });
}
