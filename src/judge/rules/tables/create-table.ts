import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition, ConstraintDefinition, Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Column, Id, Schema, Table } from "../../schema/schema.ts";
import { mayBeRefused } from "../../absent/unfit-engine.ts";
import { unfitNewTable } from "../../absent/unfit-new-table.ts";
import { referenceObstacle } from "../../constraints/foreign-key-obstacle.ts";
import { refusingParent } from "../../constraints/foreign-keys.ts";
import { BRIEF, INSTANT, NO_HAZARD, ROWS_COPIED, SQLITE_CATALOG, hazardOn, locks } from "../../hazards/hazards.ts";
import { withPartitionCount } from "../../partitions/counted.ts";
import { besideDefault } from "../../partitions/default-partition.ts";
import { withSelected } from "../../replaced/as-select.ts";
import { UNDETERMINED, clientTable, effect, impact } from "../../rule.ts";
import { withConstraint, withIndex } from "../../schema/edit-constraints.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { OWN_COLUMNS } from "../../schema/heirs.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { copiedColumn, includesOf, keyCount, withKeysOf } from "../../schema/like.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { spelledOut } from "../../schema/serial.ts";
import { isTaken } from "../../schema/taken-names.ts";
import { PARTITION_KEY } from "../../schema/ties.ts";
import { asksTheClock, keptFor } from "../../sqlite/of-the-moment.ts";
import { isTransient, settingOf, textOf } from "./set-table-property.ts";

/** A table nobody knows yet disturbs nobody; its foreign keys make later deletes of parents depend on it. */
export const createTable: Rule<"create-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    if (change.temporary) return effect(`${name} is temporary: no other session sees it`);
    if (isTaken(before, change.table))
      return change.ifNotExists
        ? effect(`${name} exists already, so nothing is created`)
        : effect(`${name} exists already`, { succeeds: "no" });
    const made = createTable.after(change, before);
    const obstacle = unfitNewTable(change, made) ?? referenceObstacle(change, made);
    if (obstacle !== undefined) return effect(`${name} cannot be made: ${obstacle}`, { succeeds: "no" });
    const hazard = hazardOf(change, at);
    const parents = change.constraints
      .filter((one) => isInnoDb(before) || !isToItself(one, name, before))
      .flatMap((constraint) => refusingParent(constraint, { ...at, before: made }, change.columns) ?? []);
    if (parents.length > 0)
      return effect(`rows that the new code writes to ${name} keep rows of ${parents.join(", ")} from being deleted`, {
        impact: impact("writes_break", "if_data"),
        hazard,
      });
    const parent = change.inherits.find((each) => at.side === "up" && clientTable(at, each) !== undefined);
    if (parent !== undefined)
      return effect(`rows that the new code writes to ${name} appear in ${keyOf(before, parent)}`, {
        impact: impact("behaviour_change", "if_data"),
        hazard,
      });
    if (change.partitionOf === null) return newTable(change, at, { ...effect(`${name} is new`), hazard });
    return effect(
      `${name} is a new partition`,
      besideDefault(before, keyOf(before, change.partitionOf.parent), { hazard }),
    );
  },
  after: (change, schema) => {
    if (isTaken(schema, change.table)) return schema;
    const key = keyOf(schema, change.table);
    const framed = withObject(schema, "tables", { key, make: (id) => framedTable(change, { id, key, schema }) });
    const filled = withNewColumns(framed, change, change.columns);
    const inherited = [...change.inherits, ...(change.partitionOf === null ? [] : [change.partitionOf.parent])];
    const copied =
      change.source.from === "like"
        ? withCopied(filled, change, change.source.copies)
        : withCopied(filled, change, inherited);
    const constrained = change.constraints.reduce((made, one) => withConstraint(made, change.table, one), copied);
    const indexed = change.indexes.reduce((made, one) => withIndex(made, one), constrained);
    return withSelected(change, indexed);
  },
};

/** It may be of an engine that the server has not, or take no row. */
function newTable(change: ChangeOf<"create-table">, { before }: At, own: Effect): Effect {
  if (before.dialect === "sqlite" && keptFor(change.columns, change.constraints).some(asksTheClock))
    return { ...own, because: `${own.because}, and asks for the time`, impact: UNDETERMINED, succeeds: "undetermined" };
  const table = tableIn(createTable.after(change, before), change.table);
  return table !== undefined && mayBeRefused(table, before) ? { ...own, succeeds: "undetermined" } : own;
}

/** InnoDB lets rows go one after the other, others look at what is left when all have gone. */
function isToItself(constraint: ConstraintDefinition, name: string, schema: Schema): boolean {
  return constraint.kind === "foreign-key" && keyOf(schema, constraint.references) === name;
}

/** Those that are as new as it is nobody waits for. */
function hazardOf(
  { constraints, partitionOf, source, inherits }: ChangeOf<"create-table">,
  at: At,
): ReturnType<typeof hazardOn> {
  const { before } = at;
  if (partitionOf !== null) return hazardOn(before, BRIEF);
  if (source.from === "query" && source.copies.length > 0) return hazardOn(before, ROWS_COPIED);
  const references = constraints.filter(
    (each) =>
      each.kind === "foreign-key" &&
      (tableIn(before, each.references) === undefined || clientTable(at, each.references) !== undefined),
  );
  if (references.length === 0) return inherits.length > 0 ? locks("SHARE UPDATE EXCLUSIVE") : NO_HAZARD;
  return hazardOn(before, { postgresql: locks("SHARE ROW EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_CATALOG });
}

function framedTable(
  change: ChangeOf<"create-table">,
  { id, key, schema }: { readonly id: Id; readonly key: string; readonly schema: Schema },
): Table {
  const { source, partitionOf, inherits, partitionedBy, ranges } = change;
  return {
    id,
    name: key,
    complete: source.from === "columns" || (source.from === "like" && isSeen(source.copies, schema)),
    columns: new Map(),
    constraints: [],
    indexes: [],
    triggers: new Map(),
    settings: settingsOf(change),
    ties: new Map(partitionedBy === undefined ? [] : [[PARTITION_KEY, { names: partitionedBy, reads: [] }]]),
    partitionOf:
      partitionOf === null ? null : { parent: keyOf(schema, partitionOf.parent), isDefault: partitionOf.isDefault },
    inherits: inherits.map((parent) => keyOf(schema, parent)),
    ...(ranges !== undefined && { ranges }),
  };
}

function isSeen(tables: readonly Name[], schema: Schema): boolean {
  return tables.every((table) => tableIn(schema, table)?.complete === true);
}

function settingsOf({
  temporary,
  partitionOf,
  partitioned,
  partitionCount,
  systemVersioned,
  inherits,
  columns,
  options = [],
}: ChangeOf<"create-table">): Table["settings"] {
  const settings = new Map<string, string>();
  if (temporary) settings.set("temporary", "yes");
  if (partitioned) settings.set("partitioned", "yes");
  const lasting = options.filter((option) => !isTransient(option.property) && textOf(option) !== "");
  for (const option of lasting) settings.set(settingOf(option), textOf(option));
  if (systemVersioned) settings.set("system-versioning", "yes");
  if (partitionOf !== null) settings.set("bounds", partitionOf.bounds);
  if (inherits.length > 0) settings.set(OWN_COLUMNS, columns.map(({ name }) => name).join());
  return withPartitionCount(settings, partitionCount);
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

/** The copy of a serial column asks the sequence of the original. */
function definitionsIn({ name, columns }: Table, schema: Schema): readonly ColumnDefinition[] {
  return [...columns.values()].flatMap(({ definition }) =>
    definition === null ? [] : [spelledOut(definition, name, schema)],
  );
}

/** Columns that LIKE copies, or a parent has, as far as the original is known. */
function withCopied(schema: Schema, change: ChangeOf<"create-table">, names: readonly Name[]): Schema {
  if (names.length === 0) return schema;
  const originals = names.map((name) => tableIn(schema, name));
  const copied = originals.flatMap((table) => (table === undefined ? [] : definitionsIn(table, schema)));
  const includes = includesOf(change);
  const definitions = includes === undefined ? copied : copied.map((one) => copiedColumn(one, includes));
  const filled = withNewColumns(schema, change, definitions);
  const made = tableIn(filled, change.table);
  if (made === undefined) return filled;
  const complete = originals.every((table) => table?.complete === true);
  const isCopied = isInnoDb(filled) || includes !== undefined;
  const whole = isCopied ? withKeysOf(originals[0], made, { nextId: filled.nextId, includes }) : made;
  const tables = new Map(filled.tables).set(keyOf(filled, change.table), { ...whole, complete });
  return { ...filled, nextId: whole === made ? filled.nextId : filled.nextId + keyCount(whole), tables };
}
