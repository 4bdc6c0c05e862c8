// What the triggers do that a statement fires, and those that these fire, and what is stamped with the time of an update.
import type { Change } from "../../model/change.ts";
import type { Loss } from "../../model/judgement.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Write } from "./reached.ts";
import { cascadesFrom } from "../constraints/foreign-keys.ts";
import { clientTable, impact } from "../rule.ts";
import { worstImpact, worstSuccess } from "../worst.ts";
import { isBroken } from "./broken.ts";
import { mayRefuse } from "./may-refuse.ts";
import { firedBy, runningOn } from "./reached.ts";

/** A statement on rows takes along what its triggers overwrite or delete, and fails where one of them raises an error. */
export function withFired(alone: Effect, change: Change, at: At): Effect {
  if (alone.succeeds === "no") return alone;
  const { reached, fired: writes } = firedBy(change, at.before);
  const own = stoppedBy(reached, { alone, change, schema: at.before });
  const lost = writes.flatMap((write) => lostBy(write, at));
  const other = [...new Set(lost)].filter((loss) => !own.loses.includes(loss));
  const isStamped = writes.every(({ stamps }) => stamps === true);
  const grown = writes.find(({ key, event }) => event === "insert" && isKnown(key, at))?.key;
  if (other.length === 0 && grown === undefined) return own;
  const changed = { ...own, impact: worstImpact([own.impact, impact("behaviour_change", "if_data")]) };
  if (other.length === 0) return { ...changed, because: `${own.because}; a trigger adds rows to ${grown ?? ""}` };
  return {
    ...changed,
    because: `${own.because}; ${isStamped ? "the time of the update" : "a trigger"} changes what is there: ${other.join(", ")}`,
    loses: [...own.loses, ...other],
    restorable: "none",
  };
}

/** A row that is written out fires what it fires for sure. */
function stoppedBy(
  reached: readonly Write[],
  { alone, change, schema }: { readonly alone: Effect; readonly change: Change; readonly schema: Schema },
): Effect {
  const isWritten = change.kind === "insert" && change.source.from === "values";
  const own = isWritten && reached[0] !== undefined && isBrokenBy(reached[0], schema) ? "no" : "yes";
  const mayStop = reached.some((write) => isBrokenBy(write, schema) || mayBeRefusedBy(write, schema));
  return { ...alone, succeeds: worstSuccess([alone.succeeds, own, mayStop ? "data_dependent" : "yes"]) };
}

/** By an error of a trigger's own, or by what it writes to. */
function mayBeRefusedBy(write: Write, schema: Schema): boolean {
  const table = schema.tables.get(write.key);
  return (
    table !== undefined &&
    runningOn(write, schema).some((trigger) =>
      mayRefuse(trigger, { table, schema, events: [write.event], timing: trigger.timing, isNew: () => false }),
    )
  );
}

function isBrokenBy(write: Write, schema: Schema): boolean {
  const table = schema.tables.get(write.key);
  return table !== undefined && runningOn(write, schema).some((trigger) => isBroken(trigger, table, schema));
}

function isKnown(key: string, at: At): boolean {
  return clientTable(at, { schema: null, name: key }) !== undefined;
}

function lostBy({ key, event, overwrites }: Write, at: At): readonly Loss[] {
  const table = at.before.tables.get(key);
  if (table === undefined || !isKnown(key, at)) return [];
  if (event === "delete") return [`rows:${key}`, ...cascadesFrom(at.before, key).map((child) => `rows:${child}`)];
  if (overwrites === "all") return [`values:${key}`];
  return overwrites.filter((column) => isFilled(table, column)).map((column) => `values:${key}.${column}`);
}

/** A column that was added by the same statements is empty. */
function isFilled({ columns }: Table, column: string): boolean {
  const known = columns.get(column);
  return known !== undefined && known.holds !== null;
}
