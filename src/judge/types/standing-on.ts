// What stands on a column whose type changes without its values being written anew; measured on PostgreSQL 15.
import type { ColumnType } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { locks } from "../hazards/hazards.ts";
import { impact } from "../rule.ts";
import { worstImpact, worstSuccess } from "../worst.ts";
import { isSortedAlike } from "./change.ts";
import { isComparedOn } from "./obstacles.ts";

type Types = readonly [from: ColumnType, to: ColumnType];

/**
 * PostgreSQL asks every row again for a check, and builds anew an index over an expression or a part of the rows, and
 * every index whose order is another: CheckIndexCompatible in src/backend/commands/indexcmds.c.
 */
export function withRebuilt(own: Hazard, table: Table, { column, types, isListed }: OfColumn): Hazard {
  if (own.level !== "brief_block" || own.lock !== "ACCESS EXCLUSIVE") return own;
  const isRebuilt = isComparedOn(table, column) || (!isSortedAlike(...types) && keysOn(table, column).length > 0);
  return isRebuilt || !isListed ? locks("ACCESS EXCLUSIVE", "scan") : own;
}

/** Values that were told apart may be the same, in a column where none may be there twice. */
export function withCollisions(own: Effect, table: Table, { column, types: [from, to], isListed }: OfColumn): Effect {
  const isFolded = to.name === "citext" && from.name !== "citext";
  if (!isFolded || (isListed && !keysOn(table, column).includes("unique"))) return own;
  return {
    ...own,
    impact: worstImpact([own.impact, impact("writes_break", "if_data")]),
    succeeds: worstSuccess([own.succeeds, "data_dependent"]),
  };
}

interface OfColumn {
  readonly column: string;
  readonly types: Types;
  /** False where something may stand on it that is not known. */
  readonly isListed: boolean;
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
