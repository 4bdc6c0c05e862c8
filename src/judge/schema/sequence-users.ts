// Which columns count on a sequence; PostgreSQL takes it from under none of them.
import type { Column, Schema, Sequence } from "./schema.ts";
import { keyOf } from "./schema.ts";

/** Columns, each after its table, that are given its numbers. */
export function usersOfSequence(schema: Schema, key: string): readonly string[] {
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([column, known]) => isUserOfSequence([`${table}.${column}`, known], schema, key))
      .map(([column]) => `${table}.${column}`),
  );
}

export function isUserOfSequence([column, known]: readonly [string, Column], schema: Schema, key: string): boolean {
  return isCountedBy(known, schema, key) || isOwnedSerial(column, known, schema.sequences.get(key));
}

/** Columns elsewhere that count on sequences which go with a table, or with one of its columns. */
export function countingElsewhere(schema: Schema, table: string, column?: string): readonly string[] {
  const isWithin = (owner: string): boolean =>
    column === undefined ? owner.slice(0, owner.lastIndexOf(".")) === table : owner === `${table}.${column}`;
  return [...schema.sequences].flatMap(([key, { ownedBy }]) =>
    ownedBy !== null && isWithin(ownedBy) ? usersOfSequence(schema, key).filter((user) => !isWithin(user)) : [],
  );
}

function isOwnedSerial(column: string, { definition }: Column, sequence: Sequence | undefined): boolean {
  return definition?.identity === "by-default" && sequence?.ownedBy === column;
}

function isCountedBy({ definition, given }: Column, schema: Schema, key: string): boolean {
  const value = definition?.default ?? given;
  return (
    value !== undefined && "sequence" in value && value.sequence !== undefined && keyOf(schema, value.sequence) === key
  );
}
