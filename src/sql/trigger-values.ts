// What the statements in the body of a trigger give to the columns that they write.
import type { GivenValue } from "../model/change/given.ts";
import type { Value } from "../model/value.ts";
import type { Spoken } from "./assigned.ts";

/** How the database tells a name that was written, and what it computes. */
export interface Speech<Token extends Spoken> {
  readonly named: (name: string) => string;
  readonly valueOf: (tokens: readonly Token[]) => Value;
}

/** `into t [(a, b)] values (…)`, from `into` to the end; undefined of rows that come from a query. */
export function insertedValues<Token extends Spoken>(
  statement: readonly Token[],
  { named, valueOf }: Speech<Token>,
): readonly GivenValue[] | undefined {
  const start = statement.findIndex(({ word }) => VALUES.has(word));
  const target = statement.slice(0, start);
  if (start === -1 || target.some(({ word }) => word === "select")) return undefined;
  const columns = listAfter(target, 0).map(([column]) => named(column?.value ?? ""));
  const values = listAfter(statement, start);
  return values.map((value, place) => ({ column: columns[place] ?? null, value: given(value, valueOf) }));
}

/** `a = …, b = …`, behind `set`. */
export function assignedValues<Token extends Spoken>(
  behind: readonly Token[],
  { named, valueOf }: Speech<Token>,
): readonly GivenValue[] {
  const end = behind.findIndex(({ word }, place) => ENDS.has(word) && depthAt(behind, place) === 0);
  return partsOf(end === -1 ? behind : behind.slice(0, end)).flatMap((part) => {
    const equals = part.findIndex(({ word }) => word === "=" || word === ":=");
    const column = part[equals - 1];
    if (equals < 1 || column === undefined || column.word === ")") return [];
    return [{ column: named(column.value), value: given(part.slice(equals + 1), valueOf) }];
  });
}

/** The parts of the first parentheses from a place on. */
function listAfter<Token extends Spoken>(tokens: readonly Token[], from: number): readonly (readonly Token[])[] {
  const open = tokens.findIndex(({ word }, place) => place >= from && word === "(");
  const inside = tokens.slice(open + 1);
  const close = inside.findIndex(({ word }, place) => word === ")" && depthAt(inside, place) === 0);
  return open === -1 || close < 1 ? [] : partsOf(inside.slice(0, close));
}

function partsOf<Token extends Spoken>(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const [place, token] of tokens.entries()) {
    if (token.word === "," && depthAt(tokens, place) === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** How many parentheses are open before a place. */
function depthAt(tokens: readonly Spoken[], place: number): number {
  return tokens.slice(0, place).reduce((depth, { word }) => depth + (DEPTH[word] ?? 0), 0);
}

function given<Token extends Spoken>(tokens: readonly Token[], valueOf: Speech<Token>["valueOf"]): GivenValue["value"] {
  return tokens.length === 1 && tokens[0]?.word === "default" ? { from: "default" } : valueOf(tokens);
}

const DEPTH: Readonly<Record<string, number>> = { "(": 1, ")": -1 };

const VALUES: ReadonlySet<string> = new Set(["values", "value"]);

const ENDS: ReadonlySet<string> = new Set(["where", "from", "returning", "order", "limit", ";"]);
