// The length of a text, for a column of small numbers.
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { familyOf } from "./family.ts";
import { callOf } from "./parts-of-value.ts";
import { typesRead } from "./types-read.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

interface Read {
  readonly type: ColumnType | null;
  readonly tables: readonly Table[];
  readonly schema: Schema;
}

/** "smallint out of range", "Out of range value for column": a text may be longer than the largest number. */
export function mayCountTooFar({ text, reads }: Expression, { type, tables, schema }: Read): boolean {
  const name = callOf(text)?.name ?? "";
  if (type === null || !LENGTHS.has(name)) return false;
  const isOfBytes = name === "octet_length" || (name === "length" && schema.dialect !== "postgresql");
  const lengths = reads.flatMap((read) => typesRead(read, tables)).map((read) => familyOf(read).size);
  return Math.max(0, ...lengths) * (isOfBytes ? BYTES : 1) >= roomOf(type);
}

/** Up to the numbers of four bytes, which hold the length of every text. */
function roomOf(type: ColumnType): number {
  const { family, size } = familyOf(type);
  return family === "integer" && size < 4 ? 2 ** (8 * size - (type.unsigned === true ? 0 : 1)) : Infinity;
}

const LENGTHS: ReadonlySet<string> = new Set(["length", "char_length", "character_length", "octet_length"]);

/** Of one character of utf8mb4. */
const BYTES = 4;
