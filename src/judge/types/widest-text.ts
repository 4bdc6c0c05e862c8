// How long a text may become that is computed from columns, told from how it is written.
import type { Value } from "../../model/value.ts";
import type { Call } from "./parts-of-value.ts";
import { LONGEST_READ, callOf } from "./parts-of-value.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

/** In characters; infinitely many where it is made by what may make a text longer than those that it reads. */
export function widestText({ text, reads }: Expression, widthOf: (read: string) => number): number {
  if (text.length > LONGEST_READ) return Infinity;
  return partsOf(text).reduce((width, part) => width + widthOfPart(withoutHarmless(part), { reads, widthOf }), 0);
}

/** What is put together by `concat`, `concat_ws` or `||`. */
function partsOf(text: string): readonly string[] {
  const call = callOf(text);
  return (call && partsOfCall(call)) ?? text.match(BETWEEN_BARS) ?? [];
}

function partsOfCall({ name, parts: [first = "", ...others] }: Call): readonly string[] | undefined {
  if (name === "concat") return [first, ...others];
  if (name === "concat_ws") return others.flatMap((part) => [first, part]).slice(1);
  return KEEPS_WHOLE.has(name) ? partsOf(first) : undefined;
}

interface Read {
  readonly reads: readonly string[];
  readonly widthOf: (read: string) => number;
}

function widthOfPart(part: string, { reads, widthOf }: Read): number {
  const fixed = fixedWidth(part);
  if (fixed !== undefined) return fixed;
  const literals = [...part.matchAll(LITERAL)].map(([literal]) => literal.length - 2);
  const widths = [...literals, ...reads.filter(isIn(part)).map(widthOf)];
  return widths.length > 0 && isNoLonger(part) ? Math.max(...widths) : Infinity;
}

/** Whatever it reads. */
function fixedWidth(part: string): number | undefined {
  const padded = PADDED.exec(part)?.groups?.["width"];
  if (padded !== undefined) return Number(padded);
  if (NUMBER.test(part)) return part.trim().length;
  return MOMENT_OR_ID.test(part) ? LENGTH_OF_THESE : DIGESTS[callOf(part)?.name ?? ""];
}

/** Than the longest of what it reads: one of those, or what comes of it by functions that keep or shorten it. */
function isNoLonger(part: string): boolean {
  const plain = part.replaceAll(LITERAL, "''").replaceAll(FROM_THE_END, "");
  if (CAST_OTHERWISE.test(plain)) return false;
  const calls = [...plain.matchAll(CALL)].map(([, name = ""]) => name.toLowerCase());
  return !OPERATOR.test(plain) && calls.every((name) => KEEPING.has(name));
}

function isIn(part: string): (read: string) => boolean {
  const plain = part.replaceAll(QUOTES, "").toLowerCase();
  return (read) => plain.includes(read.toLowerCase());
}

/** Without casts and conditions, and without what puts one text in another's place that is as long. */
function withoutHarmless(part: string): string {
  const plain = part.replaceAll(CAST, "").replaceAll(CONDITION, " ").replaceAll(CHARACTER_CLASS, "lower($1)");
  return plain.replaceAll(REPLACED, (whole: string, ...groups: readonly string[]) => {
    const [inner = "", from = "", to = ""] = groups;
    return to.length > from.length ? whole : `lower(${inner})`;
  });
}

/** `trim(a || b)` */
const KEEPS_WHOLE: ReadonlySet<string> = new Set(
  "lower upper lcase ucase trim btrim ltrim rtrim initcap reverse".split(" "),
);

/** `a || 'b'` */
const BETWEEN_BARS = /(?:'[^']*'|[^'|])+/g;

/** To a text, which a value is measured as. */
const CAST = /::\s*(?:text|name|citext|varchar|char|character)\b(?:\s+varying)?(?:\s*\(\s*\d+\s*\))?/gi;

const CAST_OTHERWISE = /::|\bas\s+(?!(?:text|n?char|varchar|character)\b)/i;

/** `case a when 'x' then`, `when a > 0 then` */
const CONDITION = /\b(?:case|when)\b(?:'[^']*'|[^'])*?\bthen\b/gi;

const REPLACED = /\breplace\s*\(((?:[^()']|'[^']*'|\([^()]*\))*?),\s*'([^']*)'\s*,\s*'([^']*)'\s*\)/gi;

/** `regexp_replace(a, '[^a-z]+', '-', 'g')`: what is found has at least one character. */
const CHARACTER_CLASS =
  /\bregexp_replace\s*\(((?:[^()']|\([^()]*\))*?),\s*'(?:\[[^\]']+\]|\\\w)\+?'\s*,\s*'.?'\s*(?:,\s*'[gi]*'\s*)?\)/gi;

const CALL = /(\w+)\s*\(/g;

const OPERATOR = /[-+*/%|#&]/;

const KEEPING: ReadonlySet<string> = new Set(
  `lower upper lcase ucase trim btrim ltrim rtrim nullif coalesce ifnull if initcap reverse substr substring split_part
  substring_index max min cast char varchar when then else and or not in`.split(/\s+/),
);

const PADDED = /^\s*(?:lpad|rpad|left)\s*\(.*,\s*(?<width>\d+)\s*(?:,\s*'[^']*'\s*)?\)\s*$/is;

const NUMBER = /^\s*-?[\d.]+\s*$/;

const MOMENT_OR_ID =
  /^\s*(?:(?:uuid|gen_random_uuid|now|clock_timestamp|curdate|curtime|rand|random)\s*\(\s*\)|current_(?:date|time|timestamp))\s*$/i;
const LENGTH_OF_THESE = 40;

/** In hexadecimal digits. */
const DIGESTS: Readonly<Record<string, number>> = { md5: 32, sha: 40, sha1: 40 };

/** `substring_index(a, '.', -1)` */
const FROM_THE_END = /(?<=,\s*)-(?=\d+\s*\))/g;

const LITERAL = /'(?:[^']|'')*'/g;

const QUOTES = /[`"]/g;
