import type { ChangeOf } from "../../../model/change.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Constraint, Schema, Table } from "../../schema/schema.ts";
import { areOff, cascadesFrom, clearedFrom } from "../../constraints/foreign-keys.ts";
import { refusersOf } from "../../constraints/refusers.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { heldElsewhere, isComputed, lostOf } from "../../on-column.ts";
import { isTakenBack } from "../../replaced/taken-back.ts";
import { clientTable, effect, impact, isAssumed } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { dependentsOf } from "../../schema/dependents.ts";
import { withoutObject, withoutOwned } from "../../schema/edit-objects.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { counterOfIdentity } from "../../schema/identity.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { isIdentity } from "../../schema/serial.ts";
import { routinesOn } from "../../types/held.ts";
import { withoutReaders } from "../../views/readers.ts";

/** Whoever names the table fails, and its rows are gone. */
export const dropTable: Rule<"drop-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (change.temporary || table?.settings.has("temporary") === true)
      return effect(`${name} is temporary: no other session sees it`);
    if (table === undefined || isAssumed(at, table))
      return existence(before, { family: "tables", key: name, ifExists: change.ifExists, loses: [`table:${name}`] });
    const hazard = hazardOn(before, BRIEF);
    const dependents = change.cascade ? [] : dependentsOf(leftBy(at, name), name);
    if (dependents.length > 0)
      return effect(`${name} is needed by ${dependents.join(", ")}`, { succeeds: "no", hazard });
    const known = clientTable(at, change.table);
    if (known === undefined) return unknownGone(table, at);
    return gone(
      { ...table, partitionOf: known.partitionOf },
      [...lossesOf({ table, known }, before, change), ...childrenLost(before, name)],
      {
        succeeds: succeedsOn(change, before, table),
        restorable: "structure_only",
        hazard,
        takes: { kind: "table", table: known.name },
      },
    );
  },
  after: (change, schema) => {
    const name = keyOf(schema, change.table);
    const names = [...partsOf(schema, name, change.cascade), name];
    const without = names.reduce((left, each) => withoutOwned(withoutObject(left, "tables", each), `${each}.`), schema);
    return change.cascade ? names.reduce(withoutDependents, without) : without;
  },
};

/** A new table may be the last that has the rows of one that was dropped before. */
function unknownGone({ id, name, copyOf = [] }: Table, { before, client }: At): Effect {
  const original = copyOf.map((each) => tableById(client, each)).find((known) => known !== undefined);
  const others = [...before.tables.values()].filter((table) => table.id !== id);
  if (original === undefined || others.some((table) => hasRowsOf(table, original)))
    return effect(`${name} is not known to this code`);
  const loses = [`table:${original.name}`];
  return effect(`${name} is gone, which had the rows of ${original.name}`, { loses, restorable: "structure_only" });
}

function hasRowsOf({ id, copyOf }: Table, original: Table): boolean {
  return id === original.id || copyOf?.includes(original.id) === true;
}

/**
 * Tables that one statement drops together do not hold each other back; MariaDB drops one by one. MySQL looks whether it
 * drops a parent "without dropping child at the same time" (sql/sql_table.cc, rm_table_check_fks).
 */
function leftBy({ alongside, before }: At, name: string): Schema {
  if (before.dialect !== "postgresql" && before.dialect !== "mysql") return before;
  const others = alongside.flatMap((one) => (one.kind === "drop-table" ? [keyOf(before, one.table)] : []));
  return others.reduce((left, each) => (each === name ? left : withoutObject(left, "tables", each)), before);
}

/** SQLite deletes the rows first, which their children may refuse. */
function succeedsOn(change: ChangeOf<"drop-table">, before: Schema, table: Table): Effect["succeeds"] {
  if (!isSure(change, before, table)) return "undetermined";
  if (before.dialect !== "sqlite" || areOff(before)) return "yes";
  const isHeld = refusersOf(before, table.name).some((name) => name !== table.name) || refusesItself(table, before);
  return isHeld ? "data_dependent" : "yes";
}

/** `restrict` asks at each row, and not only when all are gone. */
function refusesItself({ name, constraints }: Table, schema: Schema): boolean {
  return constraints.some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      definition.onDelete === "restrict" &&
      keyOf(schema, definition.references) === name,
  );
}

/**
 * What is not listed may need one that is older; SQLite asks no view, and rows may go with its own. There, what refers to a
 * table that was dropped refers to the one that took its place.
 */
function isSure({ cascade }: ChangeOf<"drop-table">, before: Schema, table: Table): boolean {
  if (cascade || before.complete || areOff(before)) return true;
  if (before.dialect === "sqlite" && table.copyOf?.some((id) => id < 0) === true) return false;
  return table.id > 0 || isListed(before, table);
}

type Frame = Pick<Effect, "succeeds" | "restorable" | "hazard" | "takes">;

function gone({ name, partitionOf }: Table, losses: readonly string[], frame: Frame): Effect {
  if (partitionOf === null)
    return effect(`${name} is gone`, {
      ...frame,
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: losses,
    });
  return effect(`rows of partition ${name} are gone, and new ones for it are refused`, {
    ...frame,
    impact: impact("writes_break", "if_data"),
    loses: [`table:${name}`, `rows:${partitionOf.parent}`],
  });
}

/** SQLite deletes every row first, which its foreign keys carry on. */
function childrenLost(before: Schema, name: string): readonly string[] {
  if (before.dialect !== "sqlite") return [];
  return [...cascadesFrom(before, name).map((child) => `rows:${child}`), ...clearedFrom(before, name)];
}

/** Where another table has all its rows, only what was not taken over is gone: columns, and how far counters were. */
function lossesOf(
  { table, known }: { readonly table: Table; readonly known: Table },
  before: Schema,
  { cascade }: ChangeOf<"drop-table">,
): readonly string[] {
  const { name } = table;
  const tables = [...before.tables.values()];
  const isCopied = isListed(before, table) && tables.some(({ copyOf }) => copyOf?.includes(table.id) === true);
  const ids = [...known.columns.values()].map(({ id }) => id);
  const own = [...table.columns].filter(
    ([, column]) => !isComputed(column) && (ids.includes(column.id) || ids.includes(column.holds ?? column.id)),
  );
  const kept = own.map(([, column]) => heldElsewhere(tables, column));
  if (isCopied && kept.some((each) => each !== "none")) {
    const lost = own.flatMap(([column], place) => lostOf(`${name}.${column}`, kept[place] ?? "none"));
    return [...lost, ...countersOf(before, table)];
  }
  if (isListed(before, table) && isTakenBack(table, before)) return countersOf(before, table);
  return [name, ...partsOf(before, name, cascade)].map((each) => `table:${each}`);
}

function countersOf(before: Schema, { name, columns }: Table): readonly string[] {
  const owned = [...before.sequences].flatMap(([key, { ownedBy }]) =>
    ownedBy?.slice(0, ownedBy.lastIndexOf(".")) === name ? [`sequence:${key}`] : [],
  );
  const identities = [...columns.keys()].filter((column) => isIdentity(before, { schema: null, name }, column));
  return [...owned, ...identities.map((column) => `sequence:${counterOfIdentity(before, name, column)}`)];
}

/** What holds the rows of a parted table goes with it, and with `cascade` what inherits from it. */
function partsOf(schema: Schema, parent: string, cascade: boolean): readonly string[] {
  return [...schema.tables].flatMap(([name, { partitionOf, inherits }]) =>
    partitionOf?.parent === parent || (cascade && inherits.includes(parent))
      ? [...partsOf(schema, name, cascade), name]
      : [],
  );
}

/** Views on it, foreign keys to it and functions that take or give its rows go too. */
function withoutDependents(schema: Schema, name: string): Schema {
  const withoutViews = withoutReaders(schema, name);
  const withoutKeys = [...withoutViews.tables.keys()].reduce(
    (left, table) => withTable(left, { schema: null, name: table }, (known) => withoutKeysTo(known, name, schema)),
    withoutViews,
  );
  return routinesOn(schema, name).reduce((left, routine) => withoutObject(left, "routines", routine), withoutKeys);
}

function withoutKeysTo(known: Table, name: string, schema: Schema): Table {
  const isLeft = ({ definition }: Constraint): boolean =>
    definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== name;
  return { ...known, constraints: known.constraints.filter(isLeft) };
}
