import type { ConstraintDefinition, IndexDefinition, Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { checkConstraint, reference } from "./constraints.ts";
import { expect, inParentheses, is, peek, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { numberValue, parenthesised, stringLiteral, stringValue } from "./literals.ts";
import { namedSince } from "./named-columns.ts";
import { anyWord, identifier, isName, label } from "./names.ts";

/** What a table's definition holds besides columns. A unique constraint is nothing but a unique index here. */
export type Key =
  | { readonly of: "constraint"; readonly constraint: ConstraintDefinition; readonly ifNotExists: boolean }
  | { readonly of: "index"; readonly index: IndexDefinition; readonly ifNotExists: boolean };

/** Whether a key or constraint comes next; else it is a column. */
export function startsKey(c: Cursor): boolean {
  return is(c, "primary", "key") || is(c, "foreign", "key") || is(c, "vector", "index") || KEY_STARTS.has(peek(c).word);
}

/** One key or constraint of `create table` or behind `add`. */
export function key(c: Cursor, table: Name): Key {
  const named = take(c, "constraint");
  const ifNotExists = named && takeOnly(c, "mariadb", "if", "not", "exists");
  const symbol = named && isName(c) ? label(c) : null;
  if (take(c, "primary", "key")) return { of: "constraint", constraint: primaryKey(c), ifNotExists };
  if (take(c, "foreign", "key")) return foreignKey(c, { symbol, ifNotExists });
  if (is(c, "check")) return { of: "constraint", constraint: checkConstraint(c, symbol), ifNotExists };
  const { unique, method } = named ? uniqueOnly(c) : indexKind(c);
  return plainIndex(c, { table, unique, method, symbol });
}

/** `(a, b(10) desc, (lower(c)))` and the options behind it, into an index of this name. */
export function indexOver(
  c: Cursor,
  own: Pick<IndexDefinition, "name" | "table" | "unique" | "method">,
): IndexDefinition {
  const read = c.seen.columns.length;
  const parts = inParentheses(c, keyPart);
  const names = namedSince(c, read);
  const descending = parts.flatMap(({ isDescending }, place) => (isDescending ? [place] : []));
  const options = indexOptions(c);
  return {
    ...own,
    method: options.method ?? own.method,
    keys: parts.map(({ text }) => text),
    where: null,
    ...lengthsOf(parts),
    ...(descending.length > 0 && { descending }),
    ...(names.columns.length > 0 ? { names } : {}),
    ...(options.invisible ? { invisible: true } : {}),
    ...(options.properties.length > 0 && { properties: options.properties }),
  };
}

/** What `unique` among a column's attributes makes. */
export function uniqueIndex(table: Name, column: string): IndexDefinition {
  return { name: null, table, keys: [column], unique: true, method: "btree", where: null };
}

/** `unique`, `fulltext`, `spatial`, with `index` or `key` behind it or not; or these words alone. */
export function indexKind(c: Cursor): Pick<IndexDefinition, "unique" | "method"> {
  const kind = takeOne(c, "unique", "fulltext", "spatial", "vector");
  if (takeOne(c, "index", "key") === null && kind === null) expect(c, "index");
  return { unique: kind === "unique", method: kind === null || kind === "unique" ? "btree" : kind };
}

/** `using btree`, before the columns or behind them. */
export function indexMethod(c: Cursor): string | null {
  if (takeOne(c, "using", "type") === null) return null;
  return takeOne(c, "btree", "hash", "rtree") ?? anyWord(c);
}

function uniqueOnly(c: Cursor): Pick<IndexDefinition, "unique" | "method"> {
  expect(c, "unique");
  takeOne(c, "index", "key");
  return { unique: true, method: "btree" };
}

function plainIndex(
  c: Cursor,
  own: Pick<IndexDefinition, "table" | "unique" | "method"> & { readonly symbol: string | null },
): Key {
  const { symbol, ...kind } = own;
  const ifNotExists = takeOnly(c, "mariadb", "if", "not", "exists");
  const name = isName(c) && !is(c, "using") ? label(c) : symbol;
  const method = indexMethod(c) ?? kind.method;
  return { of: "index", index: indexOver(c, { ...kind, method, name }), ifNotExists };
}

function primaryKey(c: Cursor): ConstraintDefinition {
  if (isName(c)) identifier(c);
  indexMethod(c);
  const parts = inParentheses(c, keyPart);
  const columns = parts.map(({ text }) => text);
  indexOptions(c);
  const key = { kind: "primary-key", name: null, columns, usingIndex: null } as const;
  return { ...key, enforcement: "valid", deferrable: false, ...lengthsOf(parts) };
}

function lengthsOf(parts: readonly KeyPart[]): Pick<IndexDefinition, "lengths"> {
  const lengths = parts.map(({ length }) => length);
  return lengths.some((length) => length !== null) ? { lengths } : {};
}

function foreignKey(
  c: Cursor,
  { symbol, ifNotExists }: { readonly symbol: string | null; readonly ifNotExists: boolean },
): Key {
  const absent = takeOnly(c, "mariadb", "if", "not", "exists") || ifNotExists;
  const own = isName(c) ? label(c) : null;
  const columns = inParentheses(c, label);
  return { of: "constraint", constraint: reference(c, { name: symbol ?? own, columns }), ifNotExists: absent };
}

interface KeyPart {
  readonly text: string;
  /** Characters that are indexed; null for all of them. */
  readonly length: number | null;
  readonly isDescending: boolean;
}

function keyPart(c: Cursor): KeyPart {
  const start = c.position;
  if (is(c, "(")) {
    takeOnly(c, "mysql", "(");
    c.position = start;
    parenthesised(c);
    const text = textFrom(c, start);
    return { text, length: null, isDescending: takeOne(c, "asc", "desc") === "desc" };
  }
  const text = label(c);
  const length = take(c, "(") ? numberValue(c) : null;
  if (length !== null) expect(c, ")");
  return { text, length, isDescending: takeOne(c, "asc", "desc") === "desc" };
}

interface IndexOptions {
  readonly method: string | null;
  readonly invisible: boolean;
  readonly properties: readonly string[];
}

function indexOptions(c: Cursor): IndexOptions {
  let method: string | null = null;
  let invisible = false;
  const properties: string[] = [];
  for (let more = true; more;) {
    const using = indexMethod(c);
    const hidden = hiding(c);
    const start = c.position;
    method = using ?? method;
    invisible = hidden ?? invisible;
    more = using !== null || hidden !== null;
    if (indexProperty(c)) more = properties.push(textFrom(c, start)) > 0;
  }
  return { method, invisible, properties };
}

function hiding(c: Cursor): boolean | null {
  if (takeOnly(c, "mysql", "invisible") || takeOnly(c, "mariadb", "ignored")) return true;
  return takeOnly(c, "mysql", "visible") || takeOnly(c, "mariadb", "not", "ignored") ? false : null;
}

function indexProperty(c: Cursor): boolean {
  if (take(c, "comment")) stringLiteral(c);
  else if (take(c, "engine_attribute") || take(c, "secondary_engine_attribute")) stringValue(c);
  else if (take(c, "key_block_size")) numberValue(c);
  else if (take(c, "with", "parser")) anyWord(c);
  else if (takeOnly(c, "mariadb", "clustering")) {
    take(c, "=");
    anyWord(c);
  } else return false;
  return true;
}

const KEY_STARTS: ReadonlySet<string> = new Set("constraint check index key unique fulltext spatial".split(" "));
