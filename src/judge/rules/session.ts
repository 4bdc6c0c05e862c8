import type { Rule } from "../rule.ts";
import { hazardOn, IN_PLACE, locks, NO_HAZARD, SQLITE_ROWS, UNKNOWN_HAZARD } from "../hazards.ts";
import { effect, UNDETERMINED, unchanged } from "../rule.ts";
import { keyOf } from "../schema.ts";

export const read: Rule<"read"> = { effect: () => effect("it only reads"), after: unchanged };

export const sessionSetting: Rule<"session-setting"> = {
  effect: ({ setting }) => effect(`${setting} holds for this session alone`),
  after: unchanged,
};

export const maintenance: Rule<"maintenance"> = {
  effect: (_, { before }) =>
    effect("statistics and space, nothing that a statement sees", {
      hazard: hazardOn(before, { postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: IN_PLACE, sqlite: SQLITE_ROWS }),
    }),
  after: unchanged,
};

export const lockTable: Rule<"lock-table"> = {
  effect: ({ table, mode }, { before }) =>
    effect(`${keyOf(before, table)} is locked until the transaction ends`, {
      hazard: /exclusive|write/i.test(mode) ? { ...UNKNOWN_HAZARD, level: "brief_block", lock: mode } : NO_HAZARD,
    }),
  after: unchanged,
};

export const transaction: Rule<"transaction"> = {
  effect: ({ verb }) => effect(`${verb} of a transaction of its own`),
  after: unchanged,
};

/** Not understood must never become nothing found. */
export const opaque: Rule<"opaque"> = {
  effect: ({ because }) =>
    effect(because, {
      impact: UNDETERMINED,
      succeeds: "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  // What it did nobody knows, so that nothing is known to be absent any more.
  after: (_, schema) => {
    const tables = [...schema.tables].map(([name, table]): [string, typeof table] => [
      name,
      { ...table, complete: false },
    ]);
    return { ...schema, complete: false, tables: new Map(tables) };
  },
};
