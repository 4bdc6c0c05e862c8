// Reads an expression and says what it comes to, where that follows from the values of some columns.
import type { Value } from "./value.ts";
import { likes, matches } from "./patterns.ts";
import { both, called, either, not, operated, sameOrNull } from "./value.ts";

/** Of what is not read to its end, or goes too deep, nothing is known. The columns go by their names in lower case. */
export function evaluate(text: string, columns: ReadonlyMap<string, Value>): Value {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.filter((token) => DEEPER.has(token.toLowerCase())).length > DEEPEST) return undefined;
  const reader: Reader = { tokens, columns, place: 0 };
  const value = disjunction(reader);
  return reader.place === reader.tokens.length ? value : undefined;
}

interface Reader {
  readonly tokens: readonly string[];
  readonly columns: ReadonlyMap<string, Value>;
  /** Beyond the end once something was not understood. */
  place: number;
}

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\d+(?:\.\d+)?|\w+|::|<=>|<>|[<>!]=|\|\||&&|->>?|[!~]~\*?|~\*|@>|<@|\S/g;

/** What may hold an expression inside. */
const DEEPER: ReadonlySet<string> = new Set(["(", "[", "not", "-", "::"]);
const DEEPEST = 400;

function next(reader: Reader): string {
  return reader.tokens[reader.place]?.toLowerCase() ?? "";
}

function taken(reader: Reader): string {
  const token = reader.tokens[reader.place] ?? "";
  reader.place += 1;
  return token;
}

function takes(reader: Reader, word: string): boolean {
  const isThere = next(reader) === word;
  if (isThere) reader.place += 1;
  return isThere;
}

function needs(reader: Reader, word: string): void {
  if (!takes(reader, word)) reader.place = Infinity;
}

function disjunction(reader: Reader): Value {
  let value = conjunction(reader);
  while (takes(reader, "or")) value = either(value, conjunction(reader));
  return value;
}

function conjunction(reader: Reader): Value {
  let value = negation(reader);
  while (takes(reader, "and")) value = both(value, negation(reader));
  return value;
}

function negation(reader: Reader): Value {
  return takes(reader, "not") ? not(negation(reader)) : predicate(reader);
}

function predicate(reader: Reader): Value {
  const value = operation(reader);
  if (takes(reader, "is")) return takes(reader, "not") ? not(tested(reader, value)) : tested(reader, value);
  const isNegated = takes(reader, "not");
  const compare = COMPARISONS.get(next(reader));
  if (compare === undefined) {
    if (isNegated) reader.place = Infinity;
    return value;
  }
  reader.place += 1;
  const found = compare(reader, value);
  return isNegated ? not(found) : found;
}

function tested(reader: Reader, value: Value): Value {
  if (takes(reader, "distinct")) {
    needs(reader, "from");
    return not(sameOrNull(value, operation(reader)));
  }
  const wanted = LITERALS.get(taken(reader).toLowerCase());
  if (wanted === undefined) reader.place = Infinity;
  if (value === undefined || wanted === null) return value === undefined ? undefined : value === null;
  return value === null || typeof value === "boolean" ? value === wanted : undefined;
}

type Compare = (reader: Reader, value: Value) => Value;

function alike(reader: Reader, value: Value): Value {
  return likes(value, operation(reader));
}

function matching(reader: Reader, value: Value): Value {
  return matches(value, operation(reader));
}

function among(reader: Reader, value: Value): Value {
  needs(reader, "(");
  const found = listed(reader, ")").map((each) => operated("=", value, each));
  return found.reduce(either, false);
}

function between(reader: Reader, value: Value): Value {
  const low = operation(reader);
  needs(reader, "and");
  return both(operated(">=", value, low), operated("<=", value, operation(reader)));
}

const COMPARISONS: ReadonlyMap<string, Compare> = new Map([
  ["in", among],
  ["between", between],
  ["like", alike],
  ["ilike", alike],
  ["regexp", matching],
  ["rlike", matching],
]);

/** From what binds least to what binds most. */
const LEVELS: readonly RegExp[] = [/^(?:[<>!]=|<=>|[=<>]|<>)$/, /^(?:[~@#&|?^]|!~|->|<@)/, /^[-+]$/, /^[*/%]$/];

function operation(reader: Reader, level = 0): Value {
  const operator = LEVELS[level];
  if (operator === undefined) return cast(reader, operand(reader));
  let value = operation(reader, level + 1);
  while (operator.test(next(reader))) value = operated(taken(reader), value, operation(reader, level + 1));
  return value;
}

/** Null stays null as any type, and a text stays what it is as a text. */
function cast(reader: Reader, value: Value): Value {
  return takes(reader, "::") ? cast(reader, typed(reader, value)) : value;
}

function typed(reader: Reader, value: Value): Value {
  const isText = TEXTS.has(taken(reader).toLowerCase());
  if (SECOND_WORDS.has(next(reader))) reader.place += 1;
  if (takes(reader, "(")) listed(reader, ")");
  const isKept = value === null || typeof value === (isText ? "string" : "number");
  return isKept ? value : undefined;
}

function operand(reader: Reader): Value {
  const token = taken(reader);
  const word = token.toLowerCase();
  if (word === "-") return operated("-", 0, operand(reader));
  if (word === "(") return enclosed(reader);
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (NUMBER.test(token)) return Number(token);
  const literal = LITERALS.get(word);
  if (literal !== undefined) return literal;
  if (!NAME.test(token) || KEYWORDS.has(word)) reader.place = Infinity;
  return named(reader, word);
}

function enclosed(reader: Reader): Value {
  const value = disjunction(reader);
  needs(reader, ")");
  return value;
}

function named(reader: Reader, word: string): Value {
  if (word === "cast" && takes(reader, "(")) return castIn(reader);
  if (takes(reader, "(")) return called(word, listed(reader, ")"));
  if (word === "array" && takes(reader, "[")) return void listed(reader, "]");
  return takes(reader, ".") ? named(reader, taken(reader).toLowerCase()) : reader.columns.get(bare(word));
}

function castIn(reader: Reader): Value {
  const value = disjunction(reader);
  needs(reader, "as");
  const made = typed(reader, value);
  needs(reader, ")");
  return made;
}

function listed(reader: Reader, end: string): readonly Value[] {
  if (takes(reader, end)) return [];
  const values = [disjunction(reader)];
  while (takes(reader, ",")) values.push(disjunction(reader));
  needs(reader, end);
  return values;
}

function bare(name: string): string {
  return name.replaceAll(/["`]/g, "");
}

const NUMBER = /^\d/;
const NAME = /^[\w"`]/;
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ["null", null],
  ["true", true],
  ["false", false],
]);
const KEYWORDS: ReadonlySet<string> = new Set(["case", "select", "exists", "row", "interval"]);
const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "character", "char"]);
const SECOND_WORDS: ReadonlySet<string> = new Set(["varying", "precision", "unsigned"]);
