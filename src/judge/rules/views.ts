import type { Rule } from "../rule.ts";
import type { Schema, View } from "../schema.ts";
import { withObject, withoutObject, withRenamed } from "../edit.ts";
import { existence } from "../existence.ts";
import { hazardOn, INSTANT, locks, NO_HAZARD, SQLITE_CATALOG } from "../hazards.ts";
import { clientView, isBegun } from "../known.ts";
import { effect, impact, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

export const createView: Rule<"create-view"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.view);
    const current = before.views.get(key);
    const taken = tableIn(before, change.view) !== undefined;
    if ((current !== undefined && !change.orReplace && !change.ifNotExists) || taken)
      return effect(`${key} exists already`, { succeeds: "no" });
    if (current === undefined && change.orReplace && !isBegun(before, "views", key))
      return effect(`${key} may have been another view before`, {
        impact: impact("behaviour_change", "if_referenced"),
        succeeds: before.dialect === "postgresql" ? "undetermined" : "yes",
      });
    if (current === undefined || !change.orReplace)
      return effect(`${key} is new`, change.materialized ? { hazard: COMPUTED } : {});
    return replaced({
      key,
      current,
      next: change,
      isKnown: clientView(at, key) !== undefined,
      dialect: before.dialect,
    });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.view);
    const current = schema.views.get(key);
    if (current !== undefined && !change.orReplace) return schema;
    const { materialized, columns, updatable, text } = change;
    const reads = change.reads.map((name) => keyOf(schema, name));
    return withObject(schema, "views", {
      key,
      make: (id) => ({ id: current?.id ?? id, materialized, columns, reads, updatable, text }),
    });
  },
};

/** The whole query runs, and keeps nobody waiting. */
const COMPUTED = { level: "long_online", lock: "ACCESS SHARE", rewrite: false, scan: true } as const;

interface Replacement {
  readonly key: string;
  readonly current: View;
  readonly next: { readonly columns: readonly string[] | null; readonly text: string };
  readonly isKnown: boolean;
  readonly dialect: Schema["dialect"];
}

function replaced({ key, current, next, isKnown, dialect }: Replacement): ReturnType<typeof effect> {
  const [before, after] = [current.columns, next.columns];
  if (before === null || after === null)
    return effect(`the columns of ${key} cannot be told from its text`, {
      impact: isKnown ? impact("undetermined", "always") : impact("compatible", "always"),
      succeeds: dialect === "postgresql" ? "undetermined" : "yes",
      restorable: "full",
    });
  const keeps = before.every((column, place) => after[place] === column);
  const succeeds = dialect === "postgresql" && !keeps ? "no" : "yes";
  const missing = before.filter((column) => !after.includes(column));
  const frame = { succeeds, restorable: "full", hazard: NO_HAZARD } as const;
  if (!isKnown) return effect(`${key} is not known to this code`, frame);
  if (missing.length > 0)
    return effect(`${key} has no ${missing.join(", ")} any more`, {
      ...frame,
      impact: impact("reads_break", "if_referenced"),
    });
  if (after.length > before.length) return effect(`${key} has more columns at its end`, frame);
  return effect(`${key} is computed differently`, { ...frame, impact: impact("behaviour_change", "if_referenced") });
}

export const dropView: Rule<"drop-view"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.view);
    if (!before.views.has(key)) return existence(before, { family: "views", key, ifExists: change.ifExists });
    const readers = [...before.views].filter(([, { reads }]) => reads.includes(key)).map(([name]) => name);
    if (readers.length > 0 && !change.cascade && before.dialect === "postgresql")
      return effect(`view ${key} is read by ${readers.join(", ")}`, { succeeds: "no" });
    if (clientView(at, key) === undefined) return effect(`view ${key} is not known to this code`);
    return effect(`view ${key} is gone`, {
      impact: impact("reads_break", "if_referenced"),
      restorable: "full",
      hazard: hazardOn(before, { postgresql: locks("ACCESS EXCLUSIVE"), mysql: INSTANT, sqlite: SQLITE_CATALOG }),
      takes: { kind: "table", table: key },
    });
  },
  after: ({ view, cascade }, schema) => {
    const key = keyOf(schema, view);
    const without = withoutObject(schema, "views", key);
    if (!cascade) return without;
    const readers = [...schema.views].filter(([, { reads }]) => reads.includes(key)).map(([name]) => name);
    return readers.reduce((left, name) => withoutObject(left, "views", name), without);
  },
};

export const renameView: Rule<"rename-view"> = {
  effect: ({ view, to }, at) => {
    const key = keyOf(at.before, view);
    if (!at.before.views.has(key)) return existence(at.before, { family: "views", key });
    if (clientView(at, key) === undefined) return effect(`view ${key} is not known to this code`);
    return effect(`view ${key} is called ${keyOf(at.before, to)} now`, {
      impact: impact("reads_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "table", table: key },
    });
  },
  after: ({ view, to }, schema) => withRenamed(schema, "views", { from: keyOf(schema, view), to: keyOf(schema, to) }),
};

export const refreshView: Rule<"refresh-view"> = {
  effect: ({ view, concurrently }, { before }) =>
    effect(`${keyOf(before, view)} is computed anew`, {
      hazard: concurrently ? locks("EXCLUSIVE", "scan") : locks("ACCESS EXCLUSIVE", "rewrite"),
    }),
  after: unchanged,
};
