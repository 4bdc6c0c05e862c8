import { sameText } from "../schema/same-text.ts";

/** Whether two partitions would take the same row, as far as their bounds are single numbers, or texts of one length. */
export function overlap(one: string, other: string): boolean {
  if (sameText(one, other)) return true;
  const [first, second] = [RANGE, RANGE].map((range, place) => range.exec(place === 0 ? one : other)?.groups);
  if (first === undefined || second === undefined) return false;
  return isBelow(first["from"], second["to"]) && isBelow(second["from"], first["to"]);
}

/** False where that cannot be told. */
function isBelow(one = "", other = ""): boolean {
  if (NUMBER.test(one) && NUMBER.test(other)) return Number(one) < Number(other);
  return one.startsWith("'") && one.length === other.length && one < other;
}

const NUMBER = /^-?\d+$/;

const RANGE = /^from\s*\(\s*(?<from>-?\d+|'[^']*')\s*\)\s*to\s*\(\s*(?<to>-?\d+|'[^']*')\s*\)$/i;
