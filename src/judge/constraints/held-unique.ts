import type { Schema, Table } from "../schema/schema.ts";
import { staysApart } from "../types/kept-apart.ts";

interface Twice {
  readonly known: Table | undefined;
  readonly now: Table | undefined;
  readonly schema: Schema;
}

/** True where some of these columns alone were unique in every row already. */
export function isHeldUnique(columns: readonly string[], { known, now, schema }: Twice): boolean {
  if (known === undefined || now === undefined) return false;
  const isSame = (column: string): boolean => {
    const [before, after] = [known.columns.get(column), now.columns.get(column)];
    if (before === undefined || after === undefined) return false;
    const isUntouched = before.id === after.id && after.written === undefined;
    const isOf = isUntouched || (before.holds !== null && before.holds === after.holds);
    return isOf && staysApart(before, after, { table: now, schema });
  };
  return uniqueKeysOf(known).some((key) => key.every((column) => columns.includes(column) && isSame(column)));
}

/** True where some of the columns have the values of a key of the same rows. */
export function isCopyOfKey(columns: readonly string[], table: Table, schema: Schema): boolean {
  const copies = columns.flatMap((column) => table.columns.get(column) ?? []);
  return uniqueKeysOf(table).some((key) =>
    key.every((column) => {
      const known = table.columns.get(column);
      return copies.some(
        (copy) =>
          known !== undefined &&
          known.holds !== null &&
          copy.holds === known.holds &&
          staysApart(known, copy, { table, schema }),
      );
    }),
  );
}

/** True where some of the columns alone are unique. */
export function isUniqueWithin(table: Table, columns: readonly string[]): boolean {
  return uniqueKeysOf(table).some((key) => key.every((column) => columns.includes(column)));
}

export function uniqueKeysOf({ constraints, indexes }: Table): readonly (readonly string[])[] {
  const whole = indexes.filter(
    ({ definition: { unique, where, lengths, invisible } }) =>
      unique && where === null && lengths === undefined && invisible !== true,
  );
  const keys = [
    ...constraints
      .filter(({ definition: { kind, enforcement } }) => KEYS.has(kind) && enforcement === "valid")
      .map(({ definition: { columns } }) => columns),
    ...whole.map(({ definition }) => definition.keys),
  ];
  // Of an index that is not listed, nobody knows what it is over.
  return keys.filter((key) => key.length > 0);
}

const KEYS: ReadonlySet<string> = new Set(["primary-key", "unique"]);
