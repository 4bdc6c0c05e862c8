import type { ChangeOf } from "../../../model/change.ts";
import type { Reference } from "../../constraints/references.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { OfTable } from "../../schema/names.ts";
import type { Column, Id, Schema, Table } from "../../schema/schema.ts";
import { isCheckAbove } from "../../constraints/check-above.ts";
import { isInWiderKey, keyWith, withoutColumnInKeys } from "../../constraints/inside-keys.ts";
import { keepsItsIndexes } from "../../constraints/kept-indexes.ts";
import { columnsGoneWith } from "../../constraints/made-alongside.ts";
import { referencesTo, withoutReferences } from "../../constraints/references.ts";
import { dropHazard } from "../../hazards/drop-column.ts";
import { findColumn, heldElsewhere, isComputed, lostOf } from "../../on-column.ts";
import { effect, impact, knownAs } from "../../rule.ts";
import { withoutColumnComment } from "../../schema/comments.ts";
import { withoutObject, withoutOwned } from "../../schema/edit-objects.ts";
import { withTable, withoutColumn } from "../../schema/edit-table.ts";
import { heirsOf, parentsOf } from "../../schema/heirs.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { generatedFrom, namesColumn, viewsNaming } from "../../schema/names.ts";
import { withoutColumnGrants } from "../../schema/privileges.ts";
import { columnIn, isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { PARTITION_KEY, tiesOn, withoutAlong, withoutTied } from "../../schema/ties.ts";
import { obstacleToDropping } from "../../sqlite/obstacles.ts";
import { askersOf } from "../../types/held.ts";

/** Whoever names the column fails, and its values are gone unless another column has them. */
export const dropColumn: Rule<"drop-column"> = {
  effect: (change, at) => {
    const found = findColumn(at, change, change.ifExists);
    if (found.kind === "missing") return withLoss(found.effect, change, at);
    const { table, column, shown, isNew } = found;
    const { before } = at;
    const hazard = dropHazard(table, change, at);
    const key = keyOf(before, change.table);
    const dropped = { table, key, column: change.column, id: column.id, heirs: heirsWith(change, before) };
    const obstacle = lastingObstacle(dropped, at) ?? (change.cascade ? undefined : obstacleTo(dropped, at));
    if (obstacle !== undefined) return effect(`${shown} is needed by ${obstacle}`, { succeeds: "no", hazard });
    const computed = isComputed(column);
    const loses = lossesOf(dropped, column, before);
    const succeeds = isNew ? succeedsOnNew(change, at) : succeedsOn(change, at, column);
    if (isNew) return effect(`${shown} is not known to this code`, { hazard, succeeds });
    return effect(`${shown} is gone`, {
      impact: impact(computed ? "reads_break" : "reads_and_writes_break", "if_referenced"),
      loses,
      restorable: loses.length === 0 ? "full" : "structure_only",
      hazard,
      takes: { kind: "column", ...knownAs(change, at, column.id) },
      succeeds,
    });
  },
  after: (change, schema) => {
    if (tableIn(schema, change.table) === undefined) return schema;
    const key = keyOf(schema, change.table);
    const id = columnIn(schema, change.table, change.column)?.id ?? schema.nextId;
    const alone = change.cascade ? withoutDependents(schema, { key, column: change.column, id }) : schema;
    const without = [key, ...heirsWith(change, schema)].reduce(
      (left, name) =>
        withTable(left, { schema: null, name }, (table) =>
          isInnoDb(schema)
            ? withoutColumnInKeys(table, change.column)
            : withoutColumn(withoutAlong(table, change.column), change.column),
        ),
      alone,
    );
    const unsaid = withoutColumnComment(without, key, change.column);
    const owned = withoutColumnGrants(withoutOwned(unsaid, `${key}.${change.column}`), key, change.column);
    return { ...owned, dropped: new Set([...owned.dropped, `columns:${key}.${change.column}`]) };
  },
};

/** What is not known to be there may be. */
function withLoss(missing: Effect, { table, column }: ChangeOf<"drop-column">, { before }: At): Effect {
  const isOpen = missing.impact.verdict === "undetermined" && missing.succeeds !== "no";
  return isOpen ? { ...missing, loses: [`column:${keyOf(before, table)}.${column}`] } : missing;
}

/** In the tables that have the column from this one too. */
function lossesOf({ key, column, heirs }: Dropped, known: Column, before: Schema): readonly string[] {
  if (isComputed(known)) return [];
  const held = heldElsewhere(before.tables.values(), known);
  return [key, ...heirs].flatMap((name) => lostOf(`${name}.${column}`, held));
}

function succeedsOnNew(change: ChangeOf<"drop-column">, at: At): Effect["succeeds"] {
  return keepsItsIndexes(change, at) ? "undetermined" : "yes";
}

function succeedsOn(change: ChangeOf<"drop-column">, at: At, column: Column): Effect["succeeds"] {
  if (keepsItsIndexes(change, at)) return "undetermined";
  if (!isSure(change, at, column)) return "undetermined";
  const table = tableIn(at.before, change.table);
  const shrinks = isInnoDb(at.before) && table !== undefined && isInWiderKey(table, change.column, at.alongside);
  return shrinks ? "data_dependent" : "yes";
}

/** Views and the like that are not listed may need a column that is older than what is listed. */
function isSure({ cascade, table, only }: ChangeOf<"drop-column">, { before }: At, { id }: Column): boolean {
  const isWhole = isListed(before, tableIn(before, table));
  return isWhole || (only !== true && (cascade || id > 0));
}

/** What `cascade` does not take away either. */
function lastingObstacle({ table, column, heirs }: Dropped, { before }: At): string | undefined {
  const [part] = heirsOf(before, table.name);
  if (part !== undefined && heirs.length === 0 && table.settings.has("partitioned")) return `partition ${part}`;
  if (table.ties.get(PARTITION_KEY)?.names.columns.includes(column) === true) return PARTITION_KEY;
  const parent = parentsOf(table).find((name) => before.tables.get(name)?.columns.has(column) === true);
  return parent === undefined ? undefined : `${parent}, from which it is inherited`;
}

/** What keeps the column where it is, in words. */
function obstacleTo(dropped: Dropped, { before, alongside }: At): string | undefined {
  if (before.dialect === "sqlite") return obstacleToDropping(dropped, dropped.table, before);
  const { table, column } = dropped;
  const own = isInnoDb(before)
    ? (keyWith(table, column, { before, alongside }) ?? tableWithout(table, alongside))
    : undefined;
  if (own !== undefined) return own;
  const check = table.constraints.find(({ definition }) => isCheckAbove(definition, column, { before, alongside }));
  if (check !== undefined) return `check ${check.definition.name ?? ""}`;
  const named = referenceTo(dropped, before) ?? generatedFrom(table, column).find((each) => !isGone(each, alongside));
  return named ?? (before.dialect === "postgresql" ? heldBy(dropped, before) : undefined);
}

/** "You can't delete all columns with ALTER TABLE" (ER_CANT_REMOVE_ALL_FIELDS). */
function tableWithout({ complete, columns }: Table, alongside: At["alongside"]): string | undefined {
  const gone = columnsGoneWith(alongside);
  const isRefilled = alongside.some(({ kind }) => kind === "add-column");
  const isEmpty = complete && !isRefilled && [...columns.keys()].every((column) => gone.has(column));
  return isEmpty ? "its table, which has no other column" : undefined;
}

function heldBy(dropped: Dropped, before: Schema): string | undefined {
  const [asker] = askersOf(before, `${dropped.key}.${dropped.column}`);
  return viewOn(dropped, before) ?? tiesOn(dropped.table, dropped.column)[0] ?? routineOn(dropped, before) ?? asker;
}

interface Dropped {
  readonly table: Table;
  readonly key: string;
  readonly column: string;
  readonly id: Id;
  /** Tables from which it goes too. */
  readonly heirs: readonly string[];
}

function heirsWith({ table, only }: ChangeOf<"drop-column">, schema: Schema): readonly string[] {
  return only === true ? [] : heirsOf(schema, keyOf(schema, table));
}

function referenceTo({ key, column }: Dropped, before: Schema): string | undefined {
  const [reference] = referencesToColumn(before, key, column);
  return reference === undefined ? undefined : `a foreign key of ${reference.table}`;
}

function referencesToColumn(schema: Schema, key: string, column: string): readonly Reference[] {
  return referencesTo(schema, key).filter(({ to }) => to.includes(column));
}

/** The same statement drops what is computed from it. */
function isGone(computed: string, alongside: At["alongside"]): boolean {
  return alongside.some((change) => change.kind === "drop-column" && computed === `generated column ${change.column}`);
}

function viewOn(dropped: Dropped, before: Schema): string | undefined {
  const [view] = viewsNaming(before, dropped);
  return view === undefined ? undefined : `view ${view}`;
}

/** A body that is no string keeps what it names. */
function routineOn({ key, column }: Dropped, { routines }: Schema): string | undefined {
  const found = [...routines].find(([, { names, reads }]) => reads.includes(key) && names?.columns.includes(column));
  return found === undefined ? undefined : `function ${found[0]}`;
}

/** Views that read it, columns that are computed from it, and foreign keys that refer to it. */
function withoutDependents(schema: Schema, dropped: OfTable): Schema {
  const views = viewsNaming(schema, dropped);
  const viewless = views.reduce((left, view) => withoutObject(left, "views", view), schema);
  const plain = withTable(viewless, { schema: null, name: dropped.key }, (table) =>
    withoutComputedFrom(withoutTied(table, tiesOn(table, dropped.column)), dropped.column),
  );
  return withoutReferences(plain, referencesToColumn(schema, dropped.key, dropped.column));
}

function withoutComputedFrom(table: Table, column: string): Table {
  const computed = [...table.columns].filter(
    ([, { definition }]) => definition?.generated && namesColumn(definition.generated.names, column),
  );
  return computed.reduce((left, [name]) => withoutColumn(left, name), table);
}
