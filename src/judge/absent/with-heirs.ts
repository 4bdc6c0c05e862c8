// What PostgreSQL changes in a table only together with those that have its columns, its partitions and children.
import type { Change, ChangeKind } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { heirsOf, parentsOf } from "../schema/heirs.ts";
import { isListed, tableIn } from "../schema/schema.ts";

/** In words; undefined where nothing stands against it (tablecmds.c). */
export function apartFromHeirs(change: Change, schema: Schema): string | undefined {
  if (!("table" in change) || change.table === null) return undefined;
  const table = tableIn(schema, change.table);
  if (table === undefined) return undefined;
  return fromParent(change, table, schema) ?? (isAlone(change) ? alone(change, table, schema) : undefined);
}

/** Who says that it is not of partitions and children has some. */
export function mayHaveHeirs(change: Change, schema: Schema): boolean {
  if (!isAlone(change) || !("table" in change) || change.table === null) return false;
  return (WHOLE.has(change.kind) || isCheck(change)) && !isListed(schema, tableIn(schema, change.table));
}

function isAlone(change: Change): boolean {
  return "only" in change && change.only === true;
}

function fromParent(change: Change, table: Table, { tables }: Schema): string | undefined {
  if (change.kind !== "rename-column" && change.kind !== "change-type") return undefined;
  const parent = parentsOf(table).find((name) => tables.get(name)?.columns.has(change.column) === true);
  return parent === undefined ? undefined : `${table.name} has ${change.column} from ${parent}`;
}

function alone(change: Change, table: Table, schema: Schema): string | undefined {
  const [heir] = heirsOf(schema, table.name);
  if (heir === undefined) return undefined;
  const isHeld = WHOLE.has(change.kind) || isCheck(change);
  const isParted = table.settings.has("partitioned") && isOfPartitions(change, heir, schema);
  return isHeld || isParted ? `${heir} has the columns of ${table.name}, and would not follow` : undefined;
}

const WHOLE: ReadonlySet<ChangeKind> = new Set(["rename-column", "change-type"]);

function isCheck(change: Change): boolean {
  return change.kind === "add-constraint" && change.constraint.kind === "check";
}

function isOfPartitions(change: Change, heir: string, { tables }: Schema): boolean {
  if (change.kind === "set-not-null")
    return tables.get(heir)?.columns.get(change.column)?.definition?.nullable === true;
  if (change.kind === "add-constraint") return change.constraint.kind === "foreign-key";
  return change.kind === "drop-not-null" || change.kind === "drop-constraint";
}
