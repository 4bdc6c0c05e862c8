// What the expression of `alter column … type … using …` makes of the values.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { worstImpact, worstRestores } from "../worst.ts";
import { familyOf } from "./family.ts";
import { IN_ZONES } from "./outcomes.ts";

type Change = Pick<
  ChangeOf<"change-type">,
  "type" | "using" | "zone" | "computed" | "refusable" | "makes" | "cuts" | "forgets"
>;

/** An explicit cast to so many characters, or a function, cuts without a word what the type's own cast would refuse. */
export function withUsing(changed: TypeChange, change: Change, from: ColumnType): TypeChange {
  if (change.using === null) return changed;
  if (change.computed === true || isMoved(changed, change))
    return computed(changed, { ...change, refusable: isRefusable(change, from) });
  const isCut = change.cuts === true && changed.values === "fail" && isWritten(from);
  return isCut ? { ...cut(changed, change.type), values: "changed" } : changed;
}

/** A time zone that the types have no need of makes another moment of each. */
function isMoved({ because }: TypeChange, { zone }: Change): boolean {
  return zone !== undefined && because !== IN_ZONES;
}

/** What makes a truth of another type is no expression for what is one already. */
function isRefusable({ refusable, type }: Change, from: ColumnType): boolean {
  return refusable === true || [from, type].every((each) => familyOf(each).family === "boolean");
}

function computed(changed: TypeChange, { type, refusable, makes, forgets }: Change): TypeChange {
  const mayFail =
    (makes?.from === "expression" && makes.raises === true) || (refusable === true && !takesAnything(type));
  const values = mayFail ? "fail-or-changed" : "changed";
  const made = changed.values === "fail" ? cut(changed, type) : recomputed(changed);
  return forgets === true ? { ...forgotten(made), values } : { ...made, values };
}

function forgotten(changed: TypeChange): TypeChange {
  const verdict = worstImpact([changed.impact, impact("behaviour_change", "always")]);
  return { ...changed, impact: verdict, restorable: "none", because: "the expression leaves none of the values" };
}

/** Labels are mapped to others for good; of what is too long, the beginning stays. */
function cut(changed: TypeChange, type: ColumnType): TypeChange {
  const restorable = familyOf(type).family === "enum" ? "none" : "structure_only";
  return { ...changed, restorable, because: `${changed.because}, or cut by the expression` };
}

/** What an expression makes of a value is another value, even where the types have room for it. */
function recomputed(changed: TypeChange): TypeChange {
  return {
    ...changed,
    impact: worstImpact([changed.impact, impact("behaviour_change", "if_data")]),
    restorable: worstRestores([changed.restorable, "partial"]),
    because: `${changed.because}, and the expression makes other values`,
  };
}

/** Its text is what a cast to so many characters cuts. */
function isWritten(type: ColumnType): boolean {
  return isText(type) || WRITTEN.has(familyOf(type).family);
}

const WRITTEN: ReadonlySet<string> = new Set(["integer", "decimal", "float", "inet", "enum"]);

function isText(type: ColumnType): boolean {
  return familyOf(type).family === "text";
}

/** A type without limits of its own. */
function takesAnything({ name, modifiers, isArray }: ColumnType): boolean {
  if (name === "jsonb" || name === "json") return true;
  return isText({ name, modifiers, isArray: false }) && (isArray || modifiers.length === 0);
}
