import type { Value } from "../../model/definition.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

/** How many characters a computed text has at most, where nothing but `concat` makes one longer than what it reads. */
export function widestText({ text, reads }: Expression, widthOf: (read: string) => number): number {
  const widthOfPart = (part: string): number =>
    Math.max(LITERAL.exec(part)?.groups?.["text"]?.length ?? 0, ...reads.filter(isIn(part)).map(widthOf));
  const whole = CONCAT.exec(text)?.groups?.["parts"];
  if (whole === undefined) return widthOfPart(text);
  return (whole.match(PARTS) ?? []).reduce((width, part) => width + widthOfPart(part), 0);
}

function isIn(part: string): (read: string) => boolean {
  const plain = part.replaceAll(QUOTES, "").toLowerCase();
  return (read) => plain.includes(read.toLowerCase());
}

const CONCAT = /^\s*concat\s*\((?<parts>.*)\)\s*$/is;

/** What stands between commas that are in no brackets and in no quotes. */
const PARTS = /(?:'[^']*'|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^,'()])+/g;

const LITERAL = /^\s*'(?<text>[^']*)'\s*$/;

const QUOTES = /[`"]/g;
