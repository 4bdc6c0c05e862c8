import type { Rehearsal, RehearsedDown } from "../../src/model/rehearsal.ts";
import { rehearsalOf } from "../../src/model/rehearsal.ts";

/** A rehearsal of migrations by their names, newest first; all went well where nothing else is said. */
export function rehearsalWith(
  downs: Readonly<Record<string, Partial<RehearsedDown>>>,
  lacks: readonly string[] = [],
): Rehearsal {
  const all = Object.entries(downs).map(([name, down]): RehearsedDown => ({
    name,
    file: `${name}.sql`,
    down: { kind: "succeeded", seconds: null },
    schema: { kind: "same" },
    ...down,
  }));
  return rehearsalOf({ on: "PostgreSQL 18.6 within this process, without rows", downs: all, lacks });
}

export const FAILED: Pick<RehearsedDown, "down"> = {
  down: { kind: "failed", because: "the database said: a view depends on it", seconds: null },
};

export const DIFFERS: Pick<RehearsedDown, "schema"> = {
  schema: { kind: "differs", differences: ["missing: create index i on t (c)"] },
};
