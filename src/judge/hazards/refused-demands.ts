// A statement that allows less than what it takes fails at once. MySQL's and MariaDB's manuals, "InnoDB Online DDL".
import type { Change, ChangeOf, Statement } from "../../model/change.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Schema } from "../schema/schema.ts";
import { isOtherType } from "../constraints/referring-column.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { COPY, IN_PLACE, IN_PLACE_REBUILD } from "./hazards.ts";

type Demands = NonNullable<Statement["demands"]>;

interface Asked {
  readonly demands: Demands;
  readonly before: Schema;
}

export function isRefused({ level, rewrite }: Hazard, change: Change, { demands, before }: Asked): boolean {
  if (level === COPY.level && isForbidden(change, demands, before)) return true;
  if (demands.algorithm === "nocopy") return level === IN_PLACE_REBUILD.level && rewrite;
  return demands.algorithm === "instant" && isMoreThanInstant(level, change, { demands, before });
}

function isForbidden(change: Change, { algorithm, lock }: Demands, before: Schema): boolean {
  const isWithoutCopy = WITHOUT_COPY.has(algorithm ?? "");
  if (lock === "none" && KEEPS_WRITERS_OUT.has(change.kind)) return true;
  return (lock === "none" || isWithoutCopy) && isSureToCopy(change, before);
}

function isSureToCopy(change: Change, before: Schema): boolean {
  if (change.kind === "restate-column") return isRetyped(change, before);
  if (change.kind === "drop-constraint") return change.of === "primary-key";
  if (change.kind === "convert-charset") return before.dialect === "mysql";
  return change.kind === "add-constraint" || (change.kind === "add-column" && change.column.identity === "none");
}

/** By more than its characters, for which some servers need no copy. */
function isRetyped({ table, column, definition }: ChangeOf<"restate-column">, before: Schema): boolean {
  const [from, to] = [columnIn(before, table, column)?.definition?.type, definition.type];
  return from !== null && from !== undefined && to !== null && isOtherType(from, to);
}

const WITHOUT_COPY: ReadonlySet<string> = new Set(["instant", "nocopy", "inplace"]);

/** To count, and to find words, they do without a copy and not without a lock. */
const KEEPS_WRITERS_OUT: ReadonlySet<Change["kind"]> = new Set(["add-column", "create-index"]);

function isMoreThanInstant(level: Hazard["level"], change: Change, { demands, before }: Asked): boolean {
  // MySQL lets nobody ask for a lock beside it.
  if (before.dialect === "mysql" && (demands.lock ?? "default") !== "default") return true;
  if (change.kind === "drop-column" && isIndexed(change, before)) return true;
  if (IN_PLACE_AT_ONCE[before.dialect]?.has(change.kind) === true) return true;
  return level === IN_PLACE.level || (level === COPY.level && BUILT.has(change.kind));
}

function isIndexed({ table, column }: ChangeOf<"drop-column">, before: Schema): boolean {
  return tableIn(before, table)?.indexes.some(({ definition }) => definition.keys.includes(column)) === true;
}

/** Done in a moment, and yet not what they call instant. */
const IN_PLACE_AT_ONCE: Partial<Record<Schema["dialect"], ReadonlySet<Change["kind"]>>> = {
  mysql: new Set(["drop-index", "rename-index"]),
  mariadb: new Set(["drop-index"]),
};

const BUILT: ReadonlySet<Change["kind"]> = new Set(["add-column", "create-index", "add-constraint", "drop-constraint"]);
