// Numbers of one kind that become numbers of another.
import type { Family } from "./family.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { UNLIMITED } from "./family.ts";
import { kept, narrowed, rounded } from "./outcomes.ts";

/** Undefined for what is not two kinds of numbers, and for those of which one is always rounded to the other. */
export function numberChange(before: Family, after: Family): TypeChange | undefined {
  switch (`${before.family} ${after.family}`) {
    case "integer decimal":
      return digitsOf(before) <= wholeOf(after)
        ? kept("every value fits")
        : narrowed("larger values are refused", "full");
    case "integer float":
      return before.size * 2 <= after.size
        ? kept("every value fits")
        : rounded("large numbers lose digits", "behaviour_change");
    case "decimal integer":
      return before.scale === 0
        ? whole(before.size < digitsOf(after))
        : cut("digits after the point are rounded", wholeOf(before) < digitsOf(after));
    case "float decimal":
      return cut("digits are rounded", after.size >= UNLIMITED);
    default:
      return undefined;
  }
}

function whole(fits: boolean): TypeChange {
  return fits ? kept("every value fits") : narrowed("larger values are refused", "nothing_lost");
}

function cut(because: string, fits: boolean): TypeChange {
  const lost = rounded(because, "behaviour_change");
  if (fits) return lost;
  const refused = `${because}, and larger values are refused`;
  return { ...lost, because: refused, impact: impact("writes_break", "if_data"), values: "fail-or-changed" };
}

function wholeOf({ size, scale }: Family): number {
  return size - scale;
}

/** Of the largest number in so many bytes. */
function digitsOf({ size }: Family): number {
  return DIGITS.get(size) ?? 20;
}

const DIGITS: ReadonlyMap<number, number> = new Map([
  [1, 3],
  [2, 5],
  [3, 8],
  [4, 10],
]);
