// What stands on a column whose type changes without its values being written anew; measured on PostgreSQL 15.
import type { ColumnType } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Table } from "../schema/schema.ts";
import { locks } from "../hazards/hazards.ts";
import { isSortedAlike } from "./change.ts";
import { isComparedOn } from "./obstacles.ts";

type Types = readonly [from: ColumnType, to: ColumnType];

/**
 * PostgreSQL asks every row again for a check, and builds anew an index over an expression or a part of the rows, and
 * every index whose order is another: CheckIndexCompatible in src/backend/commands/indexcmds.c.
 */
export function withRebuilt(own: Hazard, table: Table, { column, types }: OfColumn): Hazard {
  if (own.level !== "brief_block" || own.lock !== "ACCESS EXCLUSIVE") return own;
  const isRebuilt = isComparedOn(table, column) || (!isSortedAlike(...types) && keysOn(table, column).length > 0);
  return isRebuilt ? locks("ACCESS EXCLUSIVE", "scan") : own;
}

/** Values that were told apart may be the same. */
export function mayCollide(table: Table, { column, types: [from, to] }: OfColumn): boolean {
  return to.name === "citext" && from.name !== "citext" && keysOn(table, column).includes("unique");
}

interface OfColumn {
  readonly column: string;
  readonly types: Types;
}

function keysOn({ indexes, constraints }: Table, column: string): readonly ("unique" | "plain")[] {
  return [
    ...indexes
      .filter(({ definition: { keys, names } }) => keys.includes(column) || names?.columns.includes(column) === true)
      .map(({ definition: { unique } }) => (unique ? "unique" : "plain")),
    ...constraints
      .filter(({ definition: { kind, columns } }) => KEYS.has(kind) && columns.includes(column))
      .map(() => "unique" as const),
  ];
}

const KEYS: ReadonlySet<string> = new Set(["primary-key", "unique", "exclude"]);
