// A table or a view under the name that another had.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table, View } from "../schema/schema.ts";
import { referencesTo } from "../constraints/foreign-keys.ts";
import { isPartitionOf, refusesSome } from "../partitions/parted-in-place.ts";
import { impact } from "../rule.ts";
import { tableById } from "../schema/by-id.ts";
import { grantsLost, verdictWithout } from "../schema/privileges.ts";
import { sameText } from "../schema/same-text.ts";
import { losesTriggerOn } from "../triggers/of-views.ts";
import { missingSource } from "../views/broken.ts";
import { viewDifference } from "../views/columns.ts";
import { lostWrites, withoutColumn } from "../views/lost-writes.ts";
import { worstImpact } from "../worst.ts";
import { recomputedImpacts } from "./recomputed.ts";
import { tableDifferences } from "./replacement.ts";
import { standInImpact } from "./stand-in.ts";

export function tableImpact(name: string, taken: Impact, ends: Ends): Impact {
  return worstImpact([inPlaceImpact(name, taken, ends), ...refused(name, ends)]);
}

/** To roles that had privileges on what was there: they go with it. */
function refused(name: string, { client, after }: Ends): readonly Impact[] {
  const isThere = after.tables.has(name) || after.views.has(name);
  const lost = isThere ? grantsLost(name, client, after) : [];
  return lost.map((privilege) => impact(verdictWithout(privilege === "all" ? [] : [privilege]), "if_referenced"));
}

function inPlaceImpact(name: string, taken: Impact, ends: Ends): Impact {
  const { client, after } = ends;
  const view = after.views.get(name);
  const before = client.tables.get(name);
  if (view !== undefined && before !== undefined) return standInImpact(view, before, after);
  const beforeView = client.views.get(name);
  if (view !== undefined && beforeView !== undefined)
    return worstImpact([
      missingSource(view, after) === undefined ? viewImpact(beforeView, view, taken) : taken,
      losesTriggerOn(name, client, after) ? impact("writes_break", "if_referenced") : COMPATIBLE,
    ]);
  const now = after.tables.get(name);
  return now === undefined || before === undefined ? taken : replacedImpact(before, now, ends);
}

function replacedImpact(before: Table, now: Table, ends: Ends): Impact {
  const { after } = ends;
  if (now.id === before.id) return impact("compatible", "always");
  const isKept = now.copyOf?.includes(before.id) === true || isPartitionOf(tableById(after, before.id), now.name);
  const kept = isKept ? [] : [impact("behaviour_change", "always"), ...withoutParents(before, after)];
  const gap = refusesSome(before, now, after) ? [impact("writes_break", "if_data")] : [];
  return worstImpact([
    ...kept,
    ...gap,
    ...tableDifferences(before, now, ends),
    ...recomputedImpacts(before, now, after),
  ]);
}

/** Rows that refer to those that are gone are refused. */
function withoutParents({ name }: Table, after: Schema): readonly Impact[] {
  return referencesTo(after, name).some(({ table }) => table !== name) ? [impact("writes_break", "if_data")] : [];
}

function viewImpact(before: View, now: View, taken: Impact): Impact {
  if (now.isWithoutData === true && before.isWithoutData !== true) return taken;
  if (before.columns !== null && now.columns !== null) {
    const { columns } = now;
    if (before.columns.some((column) => !columns.includes(column))) return worstImpact([taken, withoutColumn(before)]);
  } else if (!sameText(before.text, now.text)) return impact("undetermined", "always");
  const other = worstImpact([viewDifference(before, now), lostWrites(before, now)]);
  // What one of them keeps is as old as its last refresh.
  return now.materialized === before.materialized ? other : worstImpact([other, impact("behaviour_change", "if_data")]);
}

const COMPATIBLE: Impact = impact("compatible", "always");
