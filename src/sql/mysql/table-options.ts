import type { ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { charsetName } from "./column-types.ts";
import { inParentheses, next, peek, take, takeOnly, textFrom } from "./cursor.ts";
import { numberValue, stringValue } from "./literals.ts";
import { anyWord, identifier, objectName } from "./names.ts";

export interface TableOption {
  readonly property: ChangeOf<"set-table-property">["property"];
  readonly text: string;
}

/** One of the options behind a table's columns, or of `alter table`; null where none comes next. */
export function tableOption(c: Cursor): TableOption | null {
  const start = c.position;
  const property = charsetOption(c) ?? namedOption(c);
  return property === null ? null : { property, text: textFrom(c, start) };
}

function charsetOption(c: Cursor): TableOption["property"] | null {
  const start = c.position;
  take(c, "default");
  if (!take(c, "character", "set") && !take(c, "charset") && !take(c, "char", "set") && !take(c, "collate")) {
    c.position = start;
    return null;
  }
  take(c, "=");
  charsetName(c);
  return "default-charset";
}

function namedOption(c: Cursor): TableOption["property"] | null {
  if (takeOnly(c, "mariadb", "with", "system", "versioning")) return "system-versioning";
  for (const word of DIRECTORIES) {
    if (!take(c, word, "directory")) continue;
    stringValue(c);
    return "tablespace";
  }
  const { word } = peek(c);
  const option = OPTIONS.get(word);
  if (option === undefined) return null;
  next(c);
  READERS[option.value](c);
  return option.property;
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

const DIRECTORIES: readonly string[] = ["data", "index"];

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
