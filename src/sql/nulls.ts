// When an expression of MySQL, MariaDB or SQLite is null, from its tokens.
import type { Nulls } from "../model/definition.ts";
import type { Spoken } from "./assigned.ts";
import { isOneBracket } from "./one-bracket.ts";

/** What is not known to make a value of values may make none. */
export function nullsOf(tokens: readonly Spoken[]): Nulls {
  if (isFilled(tokens) || isCounted(tokens)) return "never";
  return tokens.some((_, at) => mayMakeNull(tokens, at)) || lacksElse(tokens) ? "maybe" : "as-read";
}

/** `coalesce(a, b, 'x')` */
function isFilled(tokens: readonly Spoken[]): boolean {
  const words = tokens.map(({ word }) => word);
  const isCall = FILLING.has(words[0] ?? "") && words.at(-3) === "," && isOneBracket(tokens.slice(1));
  return isCall && LITERALS.has(tokens.at(-2)?.kind ?? "");
}

/** `count(*)`, `(select count(*) from t)` */
function isCounted(tokens: readonly Spoken[]): boolean {
  const words = tokens.map(({ word }) => word);
  if (words[0] === "count" && isOneBracket(tokens.slice(1))) return true;
  const isCount = words[1] === "select" && words[2] === "count" && words[3] === "(" && isOneBracket(tokens);
  return isCount && words[words.indexOf(")") + 1] === "from" && !words.some((word) => CUTS.has(word));
}

function mayMakeNull(tokens: readonly Spoken[], at: number): boolean {
  const { kind, word } = tokens[at] ?? NOTHING;
  if (word === "null") return !isTested(tokens, at);
  if (word === "as") return NO_VALUE_FOR_SOME.has(wordAt(tokens, at + 1));
  return kind === "variable" || MAKES_NULLS.has(word) || isOpenCall(tokens, at);
}

/** `is null`, `is not null` */
function isTested(tokens: readonly Spoken[], at: number): boolean {
  const before = wordAt(tokens, at - 1);
  return (before === "not" ? wordAt(tokens, at - 2) : before) === "is";
}

/** Of something that may answer null. */
function isOpenCall(tokens: readonly Spoken[], at: number): boolean {
  const { kind, word } = tokens[at] ?? NOTHING;
  if (kind !== "word" || wordAt(tokens, at + 1) !== "(") return false;
  return !TOTAL.has(word) && !(CLOCKS.has(word) && isNow(tokens[at + 2]));
}

function wordAt(tokens: readonly Spoken[], at: number): string {
  return tokens[at]?.word ?? "";
}

/** `case` without an `else` is null where nothing matches. */
function lacksElse(tokens: readonly Spoken[]): boolean {
  const count = (sought: string): number => tokens.filter(({ word }) => word === sought).length;
  return count("case") !== count("else");
}

function isNow(token: Spoken | undefined): boolean {
  return token?.kind === "string" && token.value.toLowerCase() === "now";
}

const NOTHING: Spoken = { kind: "", word: "", value: "" };

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Without them, all rows together are one. */
const CUTS = listed("group having limit offset union except intersect minus");

const FILLING = listed("coalesce ifnull");

const LITERALS = listed("string number");

/** MySQL and SQLite divide by zero to null; a path into JSON may lead nowhere, and a query find nothing. */
const MAKES_NULLS = listed("nullif select / % div mod -> ->>");

/** Types that not every text is a value of: MySQL's cast to them gives null. */
const NO_VALUE_FOR_SOME = listed("date datetime time year json");

/** SQLite's functions of a time, which are null for what is none. */
const CLOCKS = listed("date time datetime strftime julianday unixepoch");

/** Functions that give a value for values, and words that may stand before a parenthesis. */
const TOTAL = listed(`
  abs ceil ceiling floor round trunc truncate sign length char_length character_length octet_length bit_length
  lower upper lcase ucase trim ltrim rtrim substr substring left right replace concat concat_ws lpad rpad reverse repeat
  hex quote typeof printf format instr locate position md5 sha1 sha2 uuid random randomblob rand zeroblob
  now current_timestamp current_date current_time curdate curtime localtime localtimestamp sysdate utc_date
  utc_timestamp utc_time coalesce ifnull cast if iif json_object json_array json_quote jsonb_object jsonb_array
  count row_number rank dense_rank
  and or not xor in between is like glob regexp rlike when then else case as exists over partition + - * || , ( = <
  > <= >= <> !=
`);
