import type { ChangeOf } from "../../../model/change.ts";
import type { Impact } from "../../../model/judgement.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema, View } from "../../schema/schema.ts";
import type { Through } from "../../views/lost-writes.ts";
import { BRIEF, hazardOn, locks } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { clientView, isBegun } from "../../schema/known.ts";
import { sameText } from "../../schema/same-text.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { keepsTypes, partsOf, viewDifference } from "../../views/columns.ts";
import { lostWrites, withoutColumn } from "../../views/lost-writes.ts";
import { mentionsFrom } from "../../views/mentions.ts";
import { isTextButWider } from "../../views/wider-text.ts";
import { worstImpact } from "../../worst.ts";

export const createView: Rule<"create-view"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.view);
    const current = before.views.get(key);
    if (isTaken(change, before)) return effect(`${key} exists already`, { succeeds: "no" });
    if (current === undefined && change.orReplace && !isBegun(before, "views", key))
      return effect(`${key} may have been another view before`, {
        // Only PostgreSQL keeps the columns that were there.
        impact: before.dialect === "postgresql" ? ofAnother(change) : UNDETERMINED,
        restorable: "full",
        succeeds: before.dialect === "postgresql" ? "undetermined" : "yes",
      });
    if (current === undefined || !change.orReplace)
      return effect(`${key} is new`, change.materialized ? { hazard: computing(change) } : {});
    return replaced({
      key,
      current,
      next: { ...partsOf(change, before), ...writtenThrough(change) },
      isKnown: clientView(at, key) !== undefined,
      dialect: before.dialect,
    });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.view);
    const current = schema.views.get(key);
    if (current !== undefined && !change.orReplace) return schema;
    const { materialized, names = null, mentions, isWithoutData, lookedUp } = change;
    const parts = partsOf(change, schema);
    const reads = change.reads.map((name) => keyOf(schema, name));
    return withObject(schema, "views", {
      key,
      make: (id) => ({
        id: current?.id ?? id,
        ...parts,
        materialized,
        reads,
        ...writtenThrough(change),
        ...replacing(current, schema),
        lookedUp,
        ...(isWithoutData === true && { isWithoutData }),
        names,
        ...(mentions !== undefined && { mentions: mentionsFrom(mentions, schema) }),
        indexes: [],
        since: schema.nextId,
      }),
    });
  },
};

function writtenThrough({ updatable, mayTakeWrites, sources, shows, said }: ChangeOf<"create-view">): Written {
  return {
    updatable,
    ...(mayTakeWrites === true && { mayTakeWrites }),
    ...(sources !== undefined && { sources }),
    ...(shows !== undefined && { shows }),
    ...(said !== undefined && { said }),
  };
}

type Written = Pick<View, "updatable" | "mayTakeWrites" | "sources" | "shows" | "said">;

function replacing(current: View | undefined, { dialect }: Schema): Pick<View, "formerly"> {
  if (current === undefined || dialect !== "postgresql") return {};
  return { formerly: [...(current.formerly ?? []), current.text] };
}

function isTaken({ view, orReplace, ifNotExists }: ChangeOf<"create-view">, before: Schema): boolean {
  if (tableIn(before, view) !== undefined) return true;
  return before.views.has(keyOf(before, view)) && !orReplace && !ifNotExists;
}

/** That one may have taken writes that this one refuses. */
function ofAnother({ updatable, shows }: ChangeOf<"create-view">): Impact {
  return impact(updatable && shows !== "checked" ? "behaviour_change" : "writes_break", "if_referenced");
}

/** PostgreSQL replaces no view by one of other types: where it did, these are what they were. */
function differenceOnceReplaced(difference: Impact, dialect: Schema["dialect"]): Impact {
  const isSameTypes = dialect === "postgresql" && difference.verdict === "undetermined";
  return isSameTypes ? impact("behaviour_change", "if_referenced") : difference;
}

/** The whole query runs, if it does, and keeps nobody waiting. */
function computing({ isWithoutData }: ChangeOf<"create-view">): Effect["hazard"] {
  return locks("ACCESS SHARE", isWithoutData === true ? "catalog" : "scan");
}

interface Replacement {
  readonly key: string;
  readonly current: View;
  readonly next: ReturnType<typeof partsOf> & Through;
  readonly isKnown: boolean;
  readonly dialect: Schema["dialect"];
}

/** checkViewColumns in src/backend/commands/view.c; what is not known is what PostgreSQL has to say. */
function replaces(keepsNames: boolean, current: View, next: Replacement["next"]): Effect["succeeds"] {
  if (!keepsNames) return "no";
  const isBack = (current.formerly ?? []).some((text) => sameText(text, next.text));
  return isBack || current.outputs === null ? "yes" : keepsTypes(current, next);
}

/** The same rows, and in the columns that were there what was there. */
function isSameButWider({ rest, outputs, text }: View, next: Replacement["next"]): boolean {
  if (rest === null || outputs === null) return isTextButWider(text, next.text);
  return rest === next.rest && outputs.every((output, place) => next.outputs?.[place]?.text === output.text);
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
  const succeeds = dialect === "postgresql" ? replaces(keeps, current, next) : "yes";
  const missing = before.filter((column) => !after.includes(column));
  const frame = { succeeds, restorable: "full", hazard: hazardOn({ dialect }, BRIEF) } as const;
  if (!isKnown) return effect(`${key} is not known to this code`, frame);
  if (missing.length > 0)
    return effect(`${key} has no ${missing.join(", ")} any more`, {
      ...frame,
      impact: withoutColumn(current),
    });
  const writes = lostWrites(current, next);
  if (after.length > before.length && isSameButWider(current, next))
    return effect(`${key} has more columns at its end`, { ...frame, impact: writes });
  return effect(`${key} is computed anew`, {
    ...frame,
    impact: worstImpact([differenceOnceReplaced(viewDifference(current, next), dialect), writes]),
  });
}
