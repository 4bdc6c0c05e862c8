import type { ChangeOf } from "../../../model/change.ts";
import type { At, Rule } from "../../rule.ts";
import type { Column, Id, Schema, Table } from "../../schema.ts";
import { withConstraint, withIndex } from "../../edit-constraints.ts";
import { withObject } from "../../edit-objects.ts";
import { isFollowed } from "../../foreign-keys.ts";
import { BRIEF, INSTANT, NO_HAZARD, SQLITE_CATALOG, hazardOn, locks } from "../../hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { isTransient } from "./set-table-property.ts";

/** A table nobody knows yet disturbs nobody; its foreign keys make later deletes of parents depend on it. */
export const createTable: Rule<"create-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    if (change.temporary) return effect(`${name} is temporary: no other session sees it`);
    const exists = tableIn(before, change.table) !== undefined;
    if (exists && !change.ifNotExists) return effect(`${name} exists already`, { succeeds: "no" });
    if (exists) return effect(`${name} exists already, so nothing is created`);
    const hazard = hazardOf(change, before);
    const parents = refusingParents(change, at);
    if (parents.length > 0)
      return effect(`rows of ${name} keep rows of ${parents.join(", ")} from being deleted`, {
        impact: impact("writes_break", "if_data"),
        hazard,
      });
    if (change.partitionOf === null) return effect(`${name} is new`, { hazard });
    return effect(`${name} is a new partition`, { hazard });
  },
  after: (change, schema) => {
    if (tableIn(schema, change.table) !== undefined) return schema;
    const key = keyOf(schema, change.table);
    const framed = withObject(schema, "tables", { key, make: (id) => framedTable(change, { id, key, schema }) });
    const filled = change.columns.reduce((made, column) => withNewColumn(made, change, column), framed);
    const copied = change.source.from === "like" ? withCopied(filled, change) : filled;
    const constrained = change.constraints.reduce((made, one) => withConstraint(made, change.table, one), copied);
    return change.indexes.reduce(withIndex, constrained);
  },
};

/** Tables that this code may delete from, and that the new one references without following their deletes. */
function refusingParents({ constraints }: ChangeOf<"create-table">, at: At): readonly string[] {
  return constraints.flatMap((constraint) => {
    if (constraint.kind !== "foreign-key" || clientTable(at, constraint.references) === undefined) return [];
    return isFollowed(constraint.onDelete) ? [] : [keyOf(at.before, constraint.references)];
  });
}

function hazardOf({ constraints, partitionOf }: ChangeOf<"create-table">, before: Schema): ReturnType<typeof hazardOn> {
  if (partitionOf !== null) return hazardOn(before, BRIEF);
  const references = constraints.filter(({ kind }) => kind === "foreign-key");
  if (references.length === 0) return NO_HAZARD;
  return hazardOn(before, { postgresql: locks("SHARE ROW EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_CATALOG });
}

function framedTable(
  { source, partitionOf, inherits, partitioned, systemVersioned, options }: ChangeOf<"create-table">,
  { id, key, schema }: { readonly id: Id; readonly key: string; readonly schema: Schema },
): Table {
  const settings = new Map<string, string>();
  if (partitioned) settings.set("partitioned", "yes");
  for (const { property, text } of options ?? []) if (!isTransient(property)) settings.set(property, text);
  if (systemVersioned) settings.set("system-versioning", "yes");
  if (partitionOf !== null) settings.set("bounds", partitionOf.bounds);
  return {
    id,
    name: key,
    complete: source.from !== "query",
    columns: new Map(),
    constraints: [],
    indexes: [],
    triggers: new Map(),
    settings,
    partitionOf:
      partitionOf === null ? null : { parent: keyOf(schema, partitionOf.parent), isDefault: partitionOf.isDefault },
    inherits: inherits.map((parent) => keyOf(schema, parent)),
  };
}

function withNewColumn(
  schema: Schema,
  { table }: ChangeOf<"create-table">,
  definition: ChangeOf<"create-table">["columns"][number],
): Schema {
  const known = tableIn(schema, table);
  if (known === undefined) return schema;
  const column: Column = { id: schema.nextId, definition, holds: null };
  const columns = new Map(known.columns).set(definition.name, column);
  return {
    ...schema,
    nextId: schema.nextId + 1,
    tables: new Map(schema.tables).set(keyOf(schema, table), { ...known, columns }),
  };
}

/** Columns that LIKE copies, as far as the original is known. */
function withCopied(schema: Schema, change: ChangeOf<"create-table">): Schema {
  if (change.source.from !== "like") return schema;
  const originals = change.source.copies.map((name) => tableIn(schema, name));
  const columns = originals.flatMap((table) => [...(table?.columns.values() ?? [])]);
  const filled = columns.reduce(
    (made, { definition }) => (definition === null ? made : withNewColumn(made, change, definition)),
    schema,
  );
  const made = tableIn(filled, change.table);
  if (made === undefined) return filled;
  const complete = originals.every((table) => table?.complete === true);
  return { ...filled, tables: new Map(filled.tables).set(keyOf(filled, change.table), { ...made, complete }) };
}
