import { withoutTexts } from "../types/without-texts.ts";

/**
 * SQLite keeps JSON as text, and asks what it is when a function reads it ("malformed JSON"); what is written out is taken
 * to be some.
 */
export function mayBeMalformed(text: string): boolean {
  return READS_JSON.test(withoutTexts(text)) && !ASKS_FOR_JSON.test(text);
}

const READS_JSON =
  /->|\bjsonb?(?:_(?:array_insert|array_length|each|extract|insert|patch|pretty|remove|replace|set|tree|type))?\s*\((?!\s*')/i;

const ASKS_FOR_JSON = /\bjson_valid\s*\(/i;
