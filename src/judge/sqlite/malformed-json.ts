import type { Table } from "../schema/schema.ts";
import { bareName } from "../types/types-read.ts";
import { withoutTexts } from "../types/without-texts.ts";

/**
 * SQLite keeps JSON as text, and asks what it is when a function reads it ("malformed JSON"); what is written out is taken
 * to be some.
 */
export function mayBeMalformed(text: string): boolean {
  return READS_JSON.test(withoutTexts(text)) && !ASKS_FOR_JSON.test(text);
}

/** The same of columns of these tables, unless their checks keep anything else out. */
export function mayReadMalformed(text: string, reads: readonly string[], tables: readonly Table[]): boolean {
  return reads.length > 0 && mayBeMalformed(text) && !reads.every((read) => isKeptJson(bareName(read), tables));
}

function isKeptJson(column: string, tables: readonly Table[]): boolean {
  const owners = tables.filter(({ columns }) => columns.has(column));
  return owners.length > 0 && owners.every(({ constraints }) => constraints.some((each) => keepsJson(each, column)));
}

function keepsJson({ definition }: Table["constraints"][number], column: string): boolean {
  return definition.kind === "check" && definition.columns.includes(column) && ASKS_FOR_JSON.test(definition.text);
}

const READS_JSON =
  /->|\bjsonb?(?:_(?:array_insert|array_length|each|extract|insert|patch|pretty|remove|replace|set|tree|type))?\s*\((?!\s*')/i;

const ASKS_FOR_JSON = /\bjson_valid\s*\(/i;
