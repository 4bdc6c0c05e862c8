import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { At, Rule } from "../../rule.ts";
import type { Column, Id, Schema, Table } from "../../schema.ts";
import { withConstraint, withIndex } from "../../edit-constraints.ts";
import { withObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { foreignKeyObstacle } from "../../foreign-key-obstacle.ts";
import { isFollowed } from "../../foreign-keys.ts";
import { BRIEF, INSTANT, NO_HAZARD, SQLITE_CATALOG, hazardOn, locks } from "../../hazards.ts";
import { isInnoDb } from "../../innodb.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { isTransient } from "./set-table-property.ts";

/** A table nobody knows yet disturbs nobody; its foreign keys make later deletes of parents depend on it. */
export const createTable: Rule<"create-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    if (change.temporary) return effect(`${name} is temporary: no other session sees it`);
    const exists = isTaken(change, before);
    if (exists && !change.ifNotExists) return effect(`${name} exists already`, { succeeds: "no" });
    if (exists) return effect(`${name} exists already, so nothing is created`);
    if (isOpen(change, at)) return existence(before, { family: "tables", key: name });
    const obstacle = referenceObstacle(change, before);
    if (obstacle !== undefined) return effect(`${name} cannot be made: ${obstacle}`, { succeeds: "no" });
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
    if (isTaken(change, schema)) return schema;
    const key = keyOf(schema, change.table);
    const framed = withObject(schema, "tables", { key, make: (id) => framedTable(change, { id, key, schema }) });
    const filled = withNewColumns(framed, change, change.columns);
    const copied = change.source.from === "like" ? withCopied(filled, change) : filled;
    const constrained = change.constraints.reduce((made, one) => withConstraint(made, change.table, one), copied);
    return change.indexes.reduce(withIndex, constrained);
  },
};

/** Tables and views share their names. */
function isTaken({ table }: ChangeOf<"create-table">, schema: Schema): boolean {
  return tableIn(schema, table) !== undefined || schema.views.has(keyOf(schema, table));
}

/** Without the schema, what the up did not drop may still be there when the down makes it. */
function isOpen({ ifNotExists, table }: ChangeOf<"create-table">, { before, side }: At): boolean {
  if (side === "up" || ifNotExists || before.complete) return false;
  return !before.dropped.has(`tables:${keyOf(before, table)}`);
}

function referenceObstacle(change: ChangeOf<"create-table">, before: Schema): string | undefined {
  const references = change.constraints.filter((constraint) => constraint.kind === "foreign-key");
  if (references.length === 0) return undefined;
  const made = createTable.after(change, before);
  const table = tableIn(made, change.table);
  if (table === undefined) return undefined;
  return references.map((one) => foreignKeyObstacle(one, table, made)).find((one) => one !== undefined);
}

/** Tables that this code may delete from, and that the new one references without following their deletes. */
function refusingParents({ constraints }: ChangeOf<"create-table">, at: At): readonly string[] {
  // What a down makes again is empty.
  if (at.side === "down") return [];
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
  { source, partitionOf, inherits, partitioned, systemVersioned, options, ranges }: ChangeOf<"create-table">,
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
    ...(ranges !== undefined && { ranges }),
  };
}

function withNewColumns(
  schema: Schema,
  { table }: ChangeOf<"create-table">,
  definitions: readonly ColumnDefinition[],
): Schema {
  const known = tableIn(schema, table);
  if (known === undefined) return schema;
  const columns = new Map<string, Column>(known.columns);
  for (const [place, definition] of definitions.entries())
    columns.set(definition.name, { id: schema.nextId + place, definition, holds: null });
  return {
    ...schema,
    nextId: schema.nextId + definitions.length,
    tables: new Map(schema.tables).set(keyOf(schema, table), { ...known, columns }),
  };
}

/** Columns that LIKE copies, as far as the original is known. */
function withCopied(schema: Schema, change: ChangeOf<"create-table">): Schema {
  if (change.source.from !== "like") return schema;
  const originals = change.source.copies.map((name) => tableIn(schema, name));
  const columns = originals.flatMap((table) => [...(table?.columns.values() ?? [])]);
  const definitions = columns.flatMap(({ definition }) => (definition === null ? [] : [definition]));
  const filled = withNewColumns(schema, change, definitions);
  const made = tableIn(filled, change.table);
  if (made === undefined) return filled;
  const complete = originals.every((table) => table?.complete === true);
  const whole = isInnoDb(filled) ? withKeysOf(originals[0], made, filled.nextId) : made;
  const tables = new Map(filled.tables).set(keyOf(filled, change.table), { ...whole, complete });
  return { ...filled, nextId: whole === made ? filled.nextId : filled.nextId + keyCount(whole), tables };
}

/** MySQL's LIKE copies keys, checks and options; foreign keys and triggers it leaves out. */
function withKeysOf(original: Table | undefined, made: Table, nextId: Id): Table {
  if (original === undefined) return made;
  const constraints = original.constraints.filter(({ definition: { kind } }) => kind !== "foreign-key");
  const table = { schema: null, name: made.name };
  return {
    ...made,
    settings: original.settings,
    constraints: constraints.map((constraint, place) => ({ ...constraint, id: nextId + place })),
    indexes: original.indexes.map(({ definition }, place) => ({
      id: nextId + constraints.length + place,
      definition: { ...definition, table },
    })),
  };
}

function keyCount({ constraints, indexes }: Table): number {
  return constraints.length + indexes.length;
}
