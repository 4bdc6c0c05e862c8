// Products that have no room in the column that they are written to.
import type { ColumnType } from "../../model/definition.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { familyOf } from "./family.ts";
import { typesRead } from "./types-read.ts";
import { withoutTexts } from "./without-texts.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

interface Read {
  /** What the column takes. */
  readonly type: ColumnType | null;
  /** The tables whose columns are multiplied. */
  readonly tables: readonly Table[];
  readonly schema: Schema;
}

/** "integer out of range", "numeric field overflow". What has no limit takes every product. */
export function mayOverflow({ text, reads }: Expression, { type, tables, schema: { dialect } }: Read): boolean {
  const plain = withoutTexts(text).replaceAll(COUNTED, "");
  if (dialect === "sqlite" || type === null || reads.length === 0 || !plain.includes("*")) return false;
  const types = reads.flatMap((read) => typesRead(read, tables));
  const constants = [...plain.matchAll(CONSTANT)].map(([, before, behind]) => Number(before ?? behind));
  const isByColumn = constants.length < plain.split("*").length - 1;
  const times = isByColumn ? Infinity : constants.reduce((product, each) => product * each, 1);
  if (times <= 1) return false;
  const largest = types.length === 0 ? Infinity : Math.max(...types.map(limitOf));
  return largest * times > Math.min(limitOf(type), limitOfProduct(types, constants, dialect));
}

/** PostgreSQL multiplies whole numbers in the larger of their own types. */
function limitOfProduct(types: readonly ColumnType[], constants: readonly number[], dialect: Dialect): number {
  const areWhole = types.every((type) => familyOf(type).family === "integer") && constants.every(Number.isInteger);
  return dialect === "postgresql" && areWhole ? Math.max(LIMIT_OF_LITERALS, ...types.map(limitOf)) : Infinity;
}

/** The largest value; infinite for what has no limit, or is no number. */
function limitOf(type: ColumnType): number {
  const { family, size, scale } = familyOf(type);
  if (family === "integer") return 2 ** (8 * size - 1);
  return family === "decimal" ? 10 ** (size - scale) : Infinity;
}

const LIMIT_OF_LITERALS = 2 ** 31;

/** `count(*)` */
const COUNTED = /\(\s*\*\s*\)/g;

const CONSTANT = /(?<![\w.])(\d+(?:\.\d+)?)\s*\*|\*\s*\(?(\d+(?:\.\d+)?)(?![\w.])/g;
