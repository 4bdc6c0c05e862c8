import { sameText } from "../schema/same-text.ts";

/** Whether two partitions would take the same row, as far as their bounds are single numbers, texts of one length, or lists. */
export function overlap(one: string, other: string): boolean {
  if (sameText(one, other)) return true;
  const values = valuesIn(other);
  if (valuesIn(one).some((value) => values.includes(value))) return true;
  const [first, second] = [RANGE, RANGE].map((range, place) => range.exec(place === 0 ? one : other)?.groups);
  if (first === undefined || second === undefined) return false;
  return isBelow(first["from"], second["to"]) && isBelow(second["from"], first["to"]);
}

function valuesIn(bounds: string): readonly string[] {
  return LIST.exec(bounds)?.groups?.["values"]?.match(VALUE) ?? [];
}

const LIST = /^in\s*\((?<values>.*)\)$/is;

const VALUE = /'(?:[^']|'')*'|[\w.+-]+/g;

/** False where that cannot be told. */
function isBelow(one = "", other = ""): boolean {
  if (/^minvalue$/i.test(one) || /^maxvalue$/i.test(other)) return true;
  if (NUMBER.test(one) && NUMBER.test(other)) return Number(one) < Number(other);
  return one.startsWith("'") && one.length === other.length && one < other;
}

const NUMBER = /^-?\d+$/;

const RANGE = /^from\s*\(\s*(?<from>-?\d+|'[^']*'|minvalue)\s*\)\s*to\s*\(\s*(?<to>-?\d+|'[^']*'|maxvalue)\s*\)$/i;
