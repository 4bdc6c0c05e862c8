import type { TableOption } from "../../model/change/tables.ts";
import type { Cursor } from "./cursor.ts";
import { charsetName } from "./column-types.ts";
import { inParentheses, is, next, peek, take, takeOnly, textFrom } from "./cursor.ts";
import { numberValue, stringValue } from "./literals.ts";
import { anyWord, identifier, objectName } from "./names.ts";

/** One of the options behind a table's columns, or of `alter table`, as `engine=innodb`; null where none comes next. */
export function tableOption(c: Cursor): TableOption | null {
  return charsetOption(c) ?? directoryOption(c) ?? namedOption(c);
}

function charsetOption(c: Cursor): TableOption | null {
  const start = c.position;
  take(c, "default");
  const isCharset = take(c, "character", "set") || take(c, "charset") || take(c, "char", "set");
  if (!isCharset && !take(c, "collate")) {
    c.position = start;
    return null;
  }
  take(c, "=");
  return { property: "default-charset", text: `${isCharset ? "charset" : "collate"}=${charsetName(c)}` };
}

function directoryOption(c: Cursor): TableOption | null {
  const start = c.position;
  if (!take(c, "data", "directory") && !take(c, "index", "directory")) return null;
  stringValue(c);
  return { property: "tablespace", text: textFrom(c, start) };
}

function namedOption(c: Cursor): TableOption | null {
  if (takeOnly(c, "mariadb", "with", "system", "versioning"))
    return { property: "system-versioning", text: "with system versioning" };
  const { word } = peek(c);
  const option = OPTIONS.get(word);
  if (option === undefined) return null;
  next(c);
  const start = is(c, "=") ? c.position + 1 : c.position;
  READERS[option.value](c);
  const value = textFrom(c, start);
  const text = `${word}=${option.value === "string" ? value : value.toLowerCase()}`;
  const isDefault = option.value !== "string" && value.toLowerCase() === "default";
  return { property: option.property, text, ...(isDefault && { value: "default" }) };
}

function oneWord(c: Cursor): void {
  take(c, "=");
  const { kind, word } = peek(c);
  if (kind === "string" || kind === "number" || word === "default") next(c);
  else identifier(c);
}

const READERS = {
  word: oneWord,
  number: numberValue,
  string: stringValue,
  tables: (c: Cursor): void => {
    take(c, "=");
    inParentheses(c, objectName);
  },
  space: (c: Cursor): void => {
    take(c, "=");
    anyWord(c);
    if (take(c, "storage")) anyWord(c);
  },
} as const;

interface KnownOption {
  readonly property: TableOption["property"];
  readonly value: keyof typeof READERS;
}

const NUMBERS = `avg_row_length checksum delay_key_write max_rows min_rows key_block_size page_compression_level
  encryption_key_id stats_sample_pages transactional page_checksum sequence`.split(/\s+/);
const WORDS = `pack_keys insert_method stats_auto_recalc stats_persistent encrypted page_compressed ietf_quotes
  autoextend_size secondary_engine`.split(/\s+/);
const STRINGS = "compression connection password encryption engine_attribute secondary_engine_attribute".split(" ");

/** The manuals, "CREATE TABLE Statement" and "CREATE TABLE". */
const OPTIONS: ReadonlyMap<string, KnownOption> = new Map<string, KnownOption>([
  ["engine", { property: "engine", value: "word" }],
  ["row_format", { property: "row-format", value: "word" }],
  ["auto_increment", { property: "auto-increment", value: "number" }],
  ["comment", { property: "comment", value: "string" }],
  ["tablespace", { property: "tablespace", value: "space" }],
  ["union", { property: "storage-parameter", value: "tables" }],
  ...NUMBERS.map((word) => [word, { property: "storage-parameter", value: "number" }] as const),
  ...WORDS.map((word) => [word, { property: "storage-parameter", value: "word" }] as const),
  ...STRINGS.map((word) => [word, { property: "storage-parameter", value: "string" }] as const),
]);
