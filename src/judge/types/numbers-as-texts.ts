import type { ColumnType } from "../../model/definition.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { familyOf } from "./family.ts";

/** MySQL and MariaDB compute with a text and compare it with numbers all the same ("Type Conversion in Expression Evaluation"). */
export function numbersAsTexts(changed: TypeChange, from: ColumnType, to: ColumnType): TypeChange {
  if (!NUMBERS.has(familyOf(from).family) || familyOf(to).family !== "text") return changed;
  if (changed.values !== "kept") return { ...changed, impact: impact("writes_break", "if_data") };
  const because = "numbers are sorted and compared as texts";
  return { ...changed, because, impact: impact("behaviour_change", "if_referenced") };
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);
