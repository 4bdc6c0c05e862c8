// What casts to other types, between a column's own and the one it gets, leave of its values.
import type { ColumnType } from "../../model/definition.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { worstImpact, worstRestores } from "../worst.ts";
import { typeChange } from "./change.ts";
import { familyOf } from "./family.ts";
import { changesValues } from "./outcomes.ts";

/** `casts` as they are written, innermost first. */
export function withCasts(
  direct: TypeChange,
  casts: readonly ColumnType[],
  [from, to]: readonly [ColumnType, ColumnType],
): TypeChange {
  const types = [from, ...casts];
  const steps = [
    ...casts.map((cast, place) => written(types[place] ?? from, cast)),
    typeChange(types.at(-1) ?? from, to),
  ];
  const values = [direct, ...steps].map((step) => step.values);
  const isLossy = steps.some((step) => changesValues(step) || step.values === "undetermined");
  if (!isLossy)
    return { ...direct, values: values.includes("fail") && direct.values === "kept" ? "fail" : direct.values };
  const mayFail = values.some((each) => each !== "kept" && each !== "changed");
  return {
    impact: worstImpact([direct.impact, impact("behaviour_change", "if_data")]),
    values: mayFail ? "fail-or-changed" : "changed",
    restorable: worstRestores([direct.restorable, "structure_only"]),
    because: `${direct.because}, and a cast to ${casts.map(({ name }) => name).join(" and ")} keeps not all of a value`,
  };
}

/** A cast that is written cuts a text to its length. */
function written(from: ColumnType, to: ColumnType): TypeChange {
  const changed = typeChange(from, to);
  const isCut = changed.values === "fail" && [from, to].every((type) => familyOf(type).family === "text");
  return isCut ? { ...changed, values: "changed" } : changed;
}
