// Databases print conditions with brackets that nobody needs: `((a > 0) and (a < 9))` is `a > 0 and a < 9`.
import type { Pair } from "./brackets.ts";
import { bracketsIn, withoutQuoted } from "./brackets.ts";

/** The condition without brackets that change nothing; as it is where it has `between`, whose `and` is another. */
export function withoutSpareBrackets(condition: string): string {
  const outside = withoutQuoted(condition);
  if (/\bbetween\b/i.test(outside)) return condition;
  const spare = bracketsIn(outside).find((pair) => isSpare(pair, outside));
  if (spare === undefined) return condition;
  const { from, to } = spare;
  return withoutSpareBrackets(
    `${condition.slice(0, from)} ${condition.slice(from + 1, to)} ${condition.slice(to + 1)}`,
  );
}

/** What is between them holds together at least as much as what is around them. */
function isSpare({ from, to }: Pair, text: string): boolean {
  const before = wordIn(/(\w+|\S)?\s*$/, text.slice(0, from));
  const after = wordIn(/^\s*(\w+|\S)?/, text.slice(to + 1));
  const words = wordsAtTop(text.slice(from + 1, to));
  if (!BEFORE.has(before) || !AFTER.has(after) || words.some((word) => APART.has(word))) return false;
  if (words.includes("or")) return !BINDS.has(before) && after !== "and";
  return !words.includes("and") || before !== "not";
}

function wordIn(place: RegExp, text: string): string {
  return (place.exec(text)?.[1] ?? "").toLowerCase();
}

function wordsAtTop(text: string): readonly string[] {
  let depth = 0;
  const top = text.split("").filter((character) => {
    depth += Number(character === "(");
    const isTop = depth === 0;
    depth -= Number(character === ")");
    return isTop;
  });
  return top.join("").toLowerCase().match(/\w+|,/g) ?? [];
}

const BEFORE: ReadonlySet<string> = new Set(["", "(", "and", "or", "not"]);

const AFTER: ReadonlySet<string> = new Set(["", ")", "and", "or"]);

const BINDS: ReadonlySet<string> = new Set(["and", "not"]);

/** Lists, queries and choices have words of their own. */
const APART: ReadonlySet<string> = new Set([",", "select", "with", "values", "case", "xor"]);
