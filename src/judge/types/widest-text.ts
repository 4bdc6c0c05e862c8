import type { Value } from "../../model/definition.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

/** How many characters a computed text has at most; infinitely many where functions may make longer ones than they read. */
export function widestText({ text, reads }: Expression, widthOf: (read: string) => number): number {
  const parts = partsOf(text);
  if (parts === undefined) return Infinity;
  return parts.reduce((width, part) => {
    const literals = [...part.matchAll(LITERAL)].map(([literal]) => literal.length - 2);
    return width + Math.max(0, ...literals, ...reads.filter(isIn(part)).map(widthOf));
  }, 0);
}

/** What is put together; undefined where one of them is more than a column, a literal, or what makes nothing longer. */
function partsOf(text: string): readonly string[] | undefined {
  if (KEEPS.test(text)) return [text];
  const inside = CONCAT.exec(text)?.groups?.["parts"];
  if (inside !== undefined) return inside.match(BETWEEN_COMMAS) ?? [];
  const joined = text.match(BETWEEN_BARS) ?? [];
  return joined.length > 1 && joined.every((part) => PLAIN.test(part) || KEEPS.test(part)) ? joined : undefined;
}

function isIn(part: string): (read: string) => boolean {
  const plain = part.replaceAll(QUOTES, "").toLowerCase();
  return (read) => plain.includes(read.toLowerCase());
}

/** One function around the whole, which makes nothing longer. */
const KEEPS = /^\s*(?:lower|upper|trim|btrim|ltrim|rtrim|nullif|coalesce|initcap|reverse)\s*\([^|]*\)\s*$/i;

const CONCAT = /^\s*concat\s*\((?<parts>.*)\)\s*$/is;

/** What stands between commas that are in no brackets and in no quotes. */
const BETWEEN_COMMAS = /(?:'[^']*'|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^,'()])+/g;

/** `a || 'b'` */
const BETWEEN_BARS = /(?:'[^']*'|[^'|])+/g;

const PLAIN = /^\s*(?:'[^']*'|[\w."]+)\s*$/;

const LITERAL = /'[^']*'/g;

const QUOTES = /[`"]/g;
