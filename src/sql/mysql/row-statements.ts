import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { NullTest } from "../../model/value.ts";
import type { WrittenAssignment } from "./assignments.ts";
import type { Cursor } from "./cursor.ts";
import type { TableReference } from "./table-references.ts";
import { withPartners } from "../partners.ts";
import { assignment } from "./assignments.ts";
import { expect, inParentheses, is, listOf, refuse, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { lookUpsOf } from "./look-ups.ts";
import { anyWord, identifier } from "./names.ts";
import { begunAt, needsSince } from "./needs.ts";
import { expression, ordering } from "./recursion.ts";
import { areInner, tableReferences } from "./table-references.ts";

/** `update t set …`, of one table or several, behind `update`. */
export function update(c: Cursor): readonly Change[] {
  const begun = begunAt(c);
  takeOne(c, "low_priority");
  const ignores = take(c, "ignore");
  const references = tableReferences(c);
  expect(c, "set");
  const written = listOf(c, assignment);
  const { thorough, ...filter } = restriction(c, references);
  const isThorough = thorough === true && !ignores && references.length === 1;
  const needs = needsSince(c, begun);
  const targets = [...new Set(written.map((one) => targetOf(c, one, references)))];
  const changes = targets.map((table): ChangeOf<"update"> => ({
    kind: "update",
    table,
    assignments: written.filter((one) => targetOf(c, one, references) === table).map(({ assignment: one }) => one),
    ...filter,
    ...(isThorough && { thorough }),
    ...(areInner(references) && { partnered: true as const }),
    reads: c.seen.tables.filter((read) => read !== table),
    ...needs,
    ...lookUpsOf(c),
  }));
  return ignores ? changes : changes.map((change) => withPartners(change, () => c.tokens));
}

/** `delete from t …`, `delete a, b from …`, `delete from a using …`, behind `delete`. */
export function remove(c: Cursor): readonly Change[] {
  const begun = begunAt(c);
  const words: string[] = [];
  for (let word = takeModifier(c); word !== null; word = takeModifier(c)) words.push(word);
  if (!take(c, "from")) return fromJoin(c, "from");
  const start = c.position;
  const names = listOf(c, target);
  if (is(c, "using")) {
    c.position = start;
    return fromJoin(c, "using");
  }
  const [table] = names;
  if (names.length !== 1 || table === undefined) refuse(c, "`delete from` several tables without `using`");
  if (table === undefined) return [];
  const { thorough, ...filter } = fromOne(c, table);
  return [
    {
      ...deletion(c, table, filter),
      ...needsSince(c, begun),
      ...(thorough === true && !words.includes("ignore") && { thorough }),
    },
  ];
}

function takeModifier(c: Cursor): string | null {
  return takeOne(c, "low_priority", "quick", "ignore");
}

function deletion(c: Cursor, table: Name, { filtered, where, nullTest, asks }: Filter): ChangeOf<"delete"> {
  const reads = c.seen.tables.filter((read) => read !== table);
  return {
    kind: "delete",
    table,
    filtered,
    where,
    ...(asks !== undefined && { asks }),
    ...(nullTest !== undefined && { nullTest }),
    ...(reads.length > 0 && { reads }),
    ...lookUpsOf(c),
  };
}

interface Filter {
  readonly filtered: boolean;
  readonly where: string | null;
  readonly nullTest?: NullTest;
  /** Columns that the condition names, where it asks no other table. */
  readonly asks?: readonly string[];
  readonly thorough?: true;
}

/** A join without an outer side leaves rows out, and so does a limit. */
function restriction(c: Cursor, references: readonly TableReference[]): Filter {
  const { rows, ofRow, nullTest } = condition(c);
  if (take(c, "order", "by")) ordering(c);
  const limited = take(c, "limit");
  if (limited) expression(c);
  const asked = references.length < 2 ? ofRow : {};
  if (limited || references.some(({ inner }) => inner)) return { ...rows, filtered: true, ...asked };
  return rows.where === null ? { ...rows, ...asked } : { ...rows, thorough: true, ...asked, ...nullTest };
}

interface Condition {
  readonly rows: Pick<Filter, "filtered" | "where">;
  readonly ofRow: Pick<Filter, "asks">;
  readonly nullTest: Pick<Filter, "nullTest">;
}

function condition(c: Cursor): Condition {
  if (!take(c, "where")) return { rows: { filtered: false, where: null }, ofRow: {}, nullTest: {} };
  const [start, tables, columns] = [c.position, c.seen.tables.length, c.seen.columns.length];
  expression(c);
  const nullTest = nullTestAt(c, start);
  const asks = c.seen.tables.length === tables ? c.seen.columns.slice(columns) : [];
  return {
    rows: { filtered: true, where: textFrom(c, start) },
    ofRow: { asks },
    nullTest: nullTest === null ? {} : { nullTest },
  };
}

/** `c is null`, `t.c is not null`, in parentheses or not, from there to here. */
function nullTestAt({ tokens, position, spellings }: Cursor, start: number): NullTest | null {
  const written = tokens.slice(start, position).filter(({ word }) => word !== "(" && word !== ")");
  const words = written.map(({ word }) => word).join(" ");
  const isNull = words.endsWith(" is null");
  const isTest = isNull || words.endsWith(" is not null");
  const path = written.slice(0, isNull ? -2 : -3);
  const isPath = path.length > 0 && path.every(({ word }, place) => (place % 2 === 1) === (word === "."));
  const column = path.at(-1)?.value;
  if (!isTest || !isPath || column === undefined) return null;
  return { column: spellings.get(column.toLowerCase()) ?? column, isNull };
}

function fromOne(c: Cursor, table: Name): Filter {
  const inSome = take(c, "partition");
  if (inSome) inParentheses(c, anyWord);
  const called = take(c, "as") ? anyWord(c) : table.name;
  c.seen.sources.push({ called, name: table });
  const { thorough, ...filter } = restriction(c, []);
  if (takeOnly(c, "mariadb", "returning")) listOf(c, expression);
  return { ...filter, ...(thorough === true && !inSome && { thorough }) };
}

function fromJoin(c: Cursor, word: string): readonly Change[] {
  const begun = begunAt(c);
  const names = listOf(c, target);
  expect(c, word);
  const references = tableReferences(c);
  const filter = restriction(c, references);
  const needs = needsSince(c, begun);
  return names.map((name) => ({ ...deletion(c, referenced(c, name, references), filter), ...needs }));
}

/** `t`, `t.*`, `s.t`, `s.t.*` */
function target(c: Cursor): Name {
  const first = identifier(c);
  if (!take(c, ".") || take(c, "*")) return { schema: null, name: first };
  const name = anyWord(c);
  if (take(c, ".")) expect(c, "*");
  return { schema: first, name };
}

/** The table that a statement calls so. */
function referenced(c: Cursor, called: Name, references: readonly TableReference[]): Name {
  const found = references.find(({ alias }) => alias === called.name)?.name ?? null;
  if (found === null) refuse(c, `\`${called.name}\`, which is none of the statement's tables`);
  return found ?? called;
}

/** Without a qualifier there must be one table that it can be. */
function targetOf(
  c: Cursor,
  { qualifier, assignment: one }: WrittenAssignment,
  references: readonly TableReference[],
): Name {
  if (qualifier !== null) return referenced(c, { schema: null, name: qualifier }, references);
  const tables = references.flatMap(({ name }) => (name === null ? [] : [name]));
  const [only] = tables;
  if (tables.length !== 1 || only === undefined)
    refuse(c, `\`${one.column}\`, which is not said to be of one table or the other`);
  return only ?? { schema: null, name: "" };
}
