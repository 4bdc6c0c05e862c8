import type { Name } from "../../model/definition.ts";
import type { Token } from "./tokens.ts";
import { folded, isName } from "./names.ts";
import { definitionsIn } from "./with-clauses.ts";

/** The tables and views that a query reads, each once; not those that a `with` in it defines. */
export function tablesIn(tokens: readonly Token[]): readonly Name[] {
  const definitions = definitionsIn(tokens);
  const found = new Map<string, Name>();
  for (const place of tablePlaces(tokens)) {
    const name = nameAt(tokens, place);
    const isDefined = definitions.some((definition) => definition.name === name.name && definition.from <= place);
    if (name.schema !== null || !isDefined) found.set(JSON.stringify(name), name);
  }
  return [...found.values()];
}

/** Where a scan is within one pair of parentheses. */
interface Level {
  inFrom: boolean;
  expectsTable: boolean;
}

/** The tokens that are the last word of a table's name. */
function tablePlaces(tokens: readonly Token[]): readonly number[] {
  const places: number[] = [];
  const outer: Level[] = [];
  let level: Level = { inFrom: false, expectsTable: false };
  for (const [index, token] of tokens.entries()) {
    if (token.word === "(") {
      outer.push({ ...level, expectsTable: false });
      // Joins may stand in parentheses, too.
      level = { inFrom: level.expectsTable, expectsTable: level.expectsTable };
    } else if (token.word === ")") level = outer.pop() ?? level;
    else if (!level.expectsTable || !canBeTable(token)) follow(level, token.word);
    else places.push(...tableAt(tokens, index, level));
  }
  return places;
}

function canBeTable(token: Token): boolean {
  return isName(token) && !ENDS.has(token.word);
}

/** None for the schema before a table, and for a function that returns rows, which a parenthesis follows. */
function tableAt(tokens: readonly Token[], index: number, level: Level): readonly number[] {
  const follower = tokens[index + 1]?.word;
  if (follower === ".") return [];
  level.expectsTable = false;
  return follower === "(" ? [] : [index];
}

function follow(level: Level, word: string): void {
  if (word === "from" || word === "join" || (word === "," && level.inFrom)) {
    level.inFrom = true;
    level.expectsTable = true;
  } else if (ENDS.has(word)) {
    level.inFrom = false;
    level.expectsTable = false;
  }
}

function nameAt(tokens: readonly Token[], index: number): Name {
  const name = folded(tokens[index]?.value ?? "");
  const schema = tokens[index - 1]?.word === "." ? folded(tokens[index - 2]?.value ?? "") : null;
  return { schema, name };
}

const ENDS: ReadonlySet<string> = new Set(
  "select with values where group having window order limit union except intersect set returning".split(" "),
);
