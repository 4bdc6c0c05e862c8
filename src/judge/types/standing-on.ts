// What stands on a column whose type changes without its values being written anew; measured on PostgreSQL 15.
import type { ColumnType } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { locks } from "../hazards/hazards.ts";
import { impact } from "../rule.ts";
import { plainText } from "../schema/same-text.ts";
import { worstImpact, worstSuccess } from "../worst.ts";
import { isSortedAlike } from "./change.ts";
import { familyOf } from "./family.ts";
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
export function withCollisions(own: Effect, table: Table, of: OfColumn): Effect {
  const [from, to] = of.types;
  const isFolded = to.name === "citext" && from.name !== "citext";
  if (isFolded && (!of.isListed || keysOn(table, of.column).includes("unique"))) return refusing(own);
  if (!isLossy(own, of.types)) return own;
  if (isHeldTo(table, of)) return refusing(own);
  return of.isListed ? own : { ...own, succeeds: worstSuccess([own.succeeds, "data_dependent"]) };
}

function refusing(own: Effect): Effect {
  return {
    ...own,
    impact: worstImpact([own.impact, impact("writes_break", "if_data")]),
    succeeds: worstSuccess([own.succeeds, "data_dependent"]),
  };
}

/** Of `character`, the blanks at the end count for nothing as it is. */
function isLossy({ loses }: Effect, [from]: Types): boolean {
  return loses.length > 0 && from.name !== "character";
}

/**
 * What is left of a value may be refused where the whole was not. PostgreSQL asks keys, checks and foreign keys again of
 * rows that it writes anew: ATRewriteTable in src/backend/commands/tablecmds.c. MariaDB does so when it copies them.
 */
export function isHeldTo(table: Table, { column, types }: Omit<OfColumn, "isListed">): boolean {
  const isOf = ({ definition: { columns } }: Table["constraints"][number]): boolean => columns.includes(column);
  const asked = table.constraints.filter((one) => one.definition.enforcement === "valid" && isOf(one));
  return (
    keysOn(table, column).includes("unique") ||
    asked.some(
      ({ definition: one }) => one.kind === "foreign-key" || (one.kind === "check" && !passes(one.text, types)),
    )
  );
}

/** A bound that is a whole number holds for what is rounded to one, too. */
function passes(check: string, types: Types): boolean {
  const areNumbers = types.every((type) => NUMBERS.has(familyOf(type).family));
  return (
    areNumbers &&
    plainText(check)
      .split(/\band\b/i)
      .every((part) => BOUND.test(part))
  );
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);

const BOUND = /^[\s(]*(?:"?\w+"?\s*(?:[<>]=|between)\s*)?\(?-?\d+\)?(?:::[a-z ]+)?[\s)]*$/;

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
