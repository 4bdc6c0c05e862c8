// Columns that an update takes as they are from the row of another table that belongs to the one which is written.
import type { Change, ChangeOf } from "../model/change.ts";
import type { Assignment, Partner } from "../model/value.ts";
import type { Spoken } from "./assigned.ts";
import { isOneBracket } from "./one-bracket.ts";

type Tokens = readonly Spoken[];

/** `set c = b.c from b where b.k = t.k`, `join b on b.k = t.k set t.c = b.c`, `set c = (select c from b where b.k = t.k)` */
export function withPartners<C extends Change>(change: C, tokensOf: () => Tokens): C {
  if (change.kind !== "update" || change.reads.length === 0) return change;
  const tokens = tokensOf();
  // Behind a `with`, a name may be that of a query.
  if (tokens[0]?.word !== "update") return change;
  const clauses = clausesOf(tokens);
  const { own, other } = sourcesOf(change, clauses);
  if (own === undefined || !isPlain(clauses)) return change;
  const values = valuesOf(clauses.get("set") ?? []);
  const assignments = change.assignments.map((assignment): Assignment => {
    const value = values.get(assignment.column.toLowerCase()) ?? [];
    const partner = other === undefined ? lookedUp(value, own, clauses) : joined(value, own, other);
    return partner === undefined ? assignment : { ...assignment, partner };
  });
  return { ...change, assignments };
}

interface Called {
  readonly name: Partner["table"];
  /** What stands before its columns. */
  readonly called: string;
}

/** A table with the condition that finds its row. */
interface Other extends Called {
  readonly condition: Tokens;
}

/** The tokens behind each of the words that begin a clause, outside of all brackets. */
function clausesOf(tokens: Tokens): ReadonlyMap<string, Tokens> {
  const clauses = new Map<string, Spoken[]>();
  let [depth, current] = [0, ""];
  for (const token of tokens) {
    if (token.word === "(") depth += 1;
    if (token.word === ")") depth -= 1;
    const begins = depth === 0 && CLAUSES.has(token.word) && !clauses.has(token.word);
    if (begins) current = token.word;
    if (begins) clauses.set(current, []);
    else if (token.word !== ";") clauses.get(current)?.push(token);
  }
  return clauses;
}

/** The table that is written, and one that it is joined with by one condition. */
function sourcesOf(
  { table }: ChangeOf<"update">,
  clauses: ReadonlyMap<string, Tokens>,
): { readonly own?: Called | undefined; readonly other?: Other | undefined } {
  const sources = [...partsOf(clauses.get("update") ?? []), ...partsOf(clauses.get("from") ?? [])];
  const conditions = [clauses.get("on"), clauses.get("where")].flatMap((each) => (each ? [withoutBrackets(each)] : []));
  const named = sources.map(calledIn);
  const own = named.find((each) => each?.name.name.toLowerCase() === table.name.toLowerCase());
  const [other, third] = named.filter((each) => each !== own);
  const [condition = [], second] = conditions;
  if (sources.length === 1) return { own };
  const isPair = other !== undefined && third === undefined && second === undefined;
  return isPair ? { own, other: { ...other, condition } } : {};
}

/** `a, b`, `a join b`, `a inner join b` */
function partsOf(tokens: Tokens): readonly Tokens[] {
  const parts: Spoken[][] = [];
  for (const token of tokens.filter(({ word }) => !SKIPPED.has(word)))
    if (parts.length === 0 || JOINING.has(token.word)) parts.push(JOINING.has(token.word) ? [] : [token]);
    else parts.at(-1)?.push(token);
  return parts;
}

/** `t`, `s.t`, `t a`; undefined for anything else. */
function calledIn(tokens: Tokens): Called | undefined {
  const [first, dot] = tokens;
  const schema = first !== undefined && dot?.word === "." ? first.value : null;
  const [table, alias = table, more] = schema === null ? tokens : tokens.slice(2);
  const isNamed = table !== undefined && alias !== undefined && [table, alias].every(isName);
  return isNamed && more === undefined ? { name: { schema, name: table.value }, called: alias.value } : undefined;
}

/** What each column is given, by its name in lower case. */
function valuesOf(tokens: Tokens): ReadonlyMap<string, Tokens> {
  let depth = 0;
  const parts: Spoken[][] = [[]];
  for (const token of tokens) {
    if (token.word === "(") depth += 1;
    if (token.word === ")") depth -= 1;
    if (token.word === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return new Map(
    parts.map((part): [string, Tokens] => {
      const place = part.findIndex(({ word }) => word === "=");
      return [part[place - 1]?.value.toLowerCase() ?? "", part.slice(place + 1)];
    }),
  );
}

function joined(value: Tokens, own: Called, other: Other): Partner | undefined {
  const path = pathOf(value);
  const isBare = path?.qualifier === null;
  return path && partnerOf(path, { own, other, condition: other.condition, isBare });
}

/** A query in the place of the value of every row, whose own table is meant where nothing else is said. */
function lookedUp(value: Tokens, own: Called, update: ReadonlyMap<string, Tokens>): Partner | undefined {
  const clauses =
    update.has("where") || withoutBrackets(value) === value ? undefined : clausesOf(withoutBrackets(value));
  if (clauses === undefined || !isPlain(clauses)) return undefined;
  const other = calledIn((clauses.get("from") ?? []).filter(({ word }) => word !== "as"));
  const path = pathOf(clauses.get("select") ?? []);
  const condition = withoutBrackets(clauses.get("where") ?? []);
  return path && other && partnerOf(path, { own, other, condition, isBare: false });
}

interface Pair {
  readonly own: Called;
  readonly other: Called;
  readonly condition: Tokens;
  readonly isBare: boolean;
}

function partnerOf(path: Path, { own, other, condition, isBare }: Pair): Partner | undefined {
  const key = keyOf(condition, own, other);
  if (key === undefined || !isOf(path, other)) return undefined;
  return { table: other.name, column: path.column, ...key, ...(isBare && { isBare }) };
}

/** `b.k = t.k`, either way; what stands alone is of the table that the other side is not of. */
function keyOf(condition: Tokens, own: Called, other: Called): Pick<Partner, "its" | "own"> | undefined {
  const place = condition.findIndex(({ word }) => word === "=");
  const sides = [condition.slice(0, place), condition.slice(place + 1)].map(pathOf);
  if (place < 0 || sides.every((side) => side?.qualifier === null)) return undefined;
  const [left, right] = sides;
  return keyFrom(left, right, { own, other }) ?? keyFrom(right, left, { own, other });
}

function keyFrom(
  its: Path | undefined,
  mine: Path | undefined,
  { own, other }: Pick<Pair, "own" | "other">,
): Pick<Partner, "its" | "own"> | undefined {
  const isKey = its !== undefined && mine !== undefined && isOf(its, other) && isOf(mine, own);
  return isKey ? { its: its.column, own: mine.column } : undefined;
}

function withoutBrackets(tokens: Tokens): Tokens {
  return tokens[0]?.word === "(" && isOneBracket(tokens) ? tokens.slice(1, -1) : tokens;
}

interface Path {
  readonly qualifier: string | null;
  readonly column: string;
}

function isOf({ qualifier }: Path, { called }: Called): boolean {
  return qualifier === null || qualifier === called;
}

/** `c`, `t.c`; undefined for anything else. */
function pathOf([first, dot, second, more]: Tokens): Path | undefined {
  if (first === undefined || !isName(first)) return undefined;
  if (dot === undefined) return { qualifier: null, column: first.value };
  const isWhole = dot.word === "." && second !== undefined && isName(second) && more === undefined;
  return isWhole ? { qualifier: first.value, column: second.value } : undefined;
}

function isName({ kind, word }: Spoken): boolean {
  return NAMES.has(kind) && !VALUES.has(word);
}

const NAMES: ReadonlySet<string> = new Set(["word", "quoted", "identifier"]);

const VALUES: ReadonlySet<string> = new Set(["null", "true", "false", "default", "distinct"]);

/** Each row for itself, and all of them. */
function isPlain(clauses: ReadonlyMap<string, Tokens>): boolean {
  return ![...clauses.keys()].some((word) => SHAPING.has(word));
}

const SHAPING: ReadonlySet<string> = new Set("group having order limit union except intersect".split(" "));

const CLAUSES: ReadonlySet<string> = new Set([
  ...["update", "set", "select", "from", "on", "where", "returning"],
  ...SHAPING,
]);

const SKIPPED: ReadonlySet<string> = new Set(["as", "inner", "only"]);

const JOINING: ReadonlySet<string> = new Set([",", "join"]);
