import type { Name, Named } from "../../model/definition.ts";
import type { Schema, Table } from "./schema.ts";
import { withTable } from "./edit-table.ts";
import { keyOf } from "./schema.ts";

/** Something else on a table that its columns, or other objects, cannot be taken away from under. */
export interface Tie {
  readonly names: Named;
  /** It goes along with what it names, and keeps none of that where it is. */
  readonly goesAlong?: true;
  /** Other tables and views. */
  readonly reads: readonly string[];
}

/** What no `cascade` takes away. */
export const PARTITION_KEY = "the partition key";

interface Written extends Pick<Tie, "goesAlong"> {
  readonly key: string;
  readonly names: Named | undefined;
  readonly reads?: readonly Name[] | undefined;
}

/** `key` is what it is, in the words in which it is shown. */
export function withTie(schema: Schema, on: Name, { key, names, reads = [], ...rest }: Written): Schema {
  if (names === undefined) return schema;
  const tie = { names, reads: reads.map((name) => keyOf(schema, name)), ...rest };
  return withTable(schema, on, (table) => ({ ...table, ties: new Map(table.ties).set(key, tie) }));
}

export function withoutTie(table: Table, key: string): Table {
  if (!table.ties.has(key)) return table;
  const ties = new Map(table.ties);
  ties.delete(key);
  return { ...table, ties };
}

export function withTieRenamed(table: Table, from: string, to: string): Table {
  const tie = table.ties.get(from);
  if (tie === undefined) return table;
  return { ...table, ties: new Map(withoutTie(table, from).ties).set(to, tie) };
}

/** Policies, rules and triggers that go along with what they name. */
export function withoutTied(table: Table, keys: readonly string[]): Table {
  if (keys.length === 0) return table;
  const isLeft = ([key]: readonly [string, unknown]): boolean => !keys.includes(key);
  return {
    ...table,
    ties: new Map([...table.ties].filter(isLeft)),
    settings: new Map([...table.settings].filter(isLeft)),
    triggers: new Map([...table.triggers].filter(([name]) => !keys.includes(`trigger ${name}`))),
  };
}

/** Those that name the column, and keep it where it is. */
export function tiesOn(table: Table, column: string): readonly string[] {
  return namingTies(table, column).flatMap(([key, { goesAlong }]) => (goesAlong === true ? [] : [key]));
}

/** What is about the column goes with it. */
export function withoutAlong(table: Table, column: string): Table {
  const along = namingTies(table, column).flatMap(([key, { goesAlong }]) => (goesAlong === true ? [key] : []));
  return withoutTied(table, along);
}

function namingTies({ ties }: Table, column: string): readonly (readonly [string, Tie])[] {
  return [...ties].filter(([, { names }]) => names.columns.includes(column));
}

/** Those of all tables for which that is true, with their tables. */
export function tiesThat({ tables }: Schema, holds: (tie: Tie) => boolean): readonly string[] {
  return [...tables].flatMap(([name, { ties }]) =>
    [...ties].filter(([, tie]) => holds(tie)).map(([key]) => `${key} on ${name}`),
  );
}
