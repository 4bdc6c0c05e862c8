// ALGORITHM and LOCK: less than the server would do by itself, or more. MySQL's and MariaDB's manuals, "ALTER TABLE".
import type { Change, Statement } from "../../model/change.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { effect } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { COPY, INSTANT, IN_PLACE_REBUILD, NO_HAZARD, UNKNOWN_HAZARD } from "./hazards.ts";
import { isRefused } from "./refused-demands.ts";
import { movesColumn } from "./together.ts";

type Demands = NonNullable<Statement["demands"]>;

/** The change as the statement asks for it to be made. */
export function asDemanded(own: Effect, change: Change, { demands, before }: Asked): Effect {
  const isIdle = own.hazard.level === NO_HAZARD.level || own.hazard.level === UNKNOWN_HAZARD.level;
  if (demands === undefined || isIdle || !isInnoDb(before)) return own;
  if (!before.doubtful && isRefused(own.hazard, change, { demands, before }))
    return effect("the statement forbids what it takes: a copy of the table, a lock, or work on it", {
      succeeds: "no",
    });
  return { ...own, hazard: locked(made(own.hazard, change, { demands, before }), demands.lock) };
}

interface Asked {
  readonly demands: Demands | undefined;
  readonly before: Schema;
}

/** MySQL takes `inplace` at its word; MariaDB does what is quicker. */
function made(own: Hazard, change: Change, { demands, before }: Asked): Hazard {
  if (demands?.algorithm === "copy") return COPY;
  const isBuilt = demands?.algorithm === "inplace" && before.dialect === "mysql" && movesColumn(change, before);
  return isBuilt && own.level === INSTANT.level ? IN_PLACE_REBUILD : own;
}

function locked(own: Hazard, lock: string | null): Hazard {
  if (own.level === INSTANT.level) return own;
  if (lock === "exclusive") return { ...own, level: "long_block_all" };
  return lock === "shared" && own.level === IN_PLACE_REBUILD.level ? { ...own, level: COPY.level } : own;
}
