import type { Token } from "./tokens.ts";
import { folded } from "./names.ts";

/**
 * The first call of a function that SQLite does not bring along: it fails, or does what the program does that brings one
 * of that name. A view fails no earlier than when it is read.
 */
export function unknownCallIn(tokens: readonly Token[]): string | null {
  for (const part of evaluatedOf(tokens)) {
    const found = part.findIndex((_, place) => isCall(part, place) && !isKnown(nameAt(part, place)));
    if (found !== -1) return nameAt(part, found);
  }
  return null;
}

/** What is computed when the statement runs, or whenever somebody writes. */
function evaluatedOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const [first, second, third] = tokens.map(({ word }) => word);
  if (first === "pragma") return [];
  if (first !== "create" && first !== "alter") return [tokens];
  if (second === "index" || third === "index") return [tokens.slice(tokens.findIndex(({ word }) => word === "(") + 1)];
  if (second === "trigger" || third === "trigger") return [tokens];
  const isTable = second === "table" || third === "table";
  return isTable ? [...EVALUATED.flatMap((word) => bracketedAfter(tokens, word)), queryOf(tokens)] : [];
}

function bracketedAfter(tokens: readonly Token[], word: string): readonly (readonly Token[])[] {
  return tokens.flatMap((token, place) =>
    token.word === word && tokens[place + 1]?.word === "("
      ? [tokens.slice(place + 1, closingOf(tokens, place + 1))]
      : [],
  );
}

function queryOf(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex(({ word }, place) => word === "as" && QUERIES.has(tokens[place + 1]?.word ?? ""));
  return start === -1 ? [] : tokens.slice(start);
}

function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let place = open; place < tokens.length; place += 1) {
    if (tokens[place]?.word === "(") depth += 1;
    if (tokens[place]?.word === ")") depth -= 1;
    if (depth === 0) return place;
  }
  return tokens.length;
}

function isCall(tokens: readonly Token[], place: number): boolean {
  const token = tokens[place];
  if (token === undefined || (token.kind !== "word" && token.kind !== "quoted")) return false;
  if (tokens[place + 1]?.word !== "(" || KEYWORDS.has(token.word)) return false;
  return !isTarget(tokens, place) && !isTyped(tokens, place) && !isQuery(tokens, place);
}

/** `into t (`, `into main.t (` */
function isTarget(tokens: readonly Token[], place: number): boolean {
  const before = tokens[place - 1]?.word === "." ? place - 3 : place - 1;
  return tokens[before]?.word === "into";
}

/** `as varchar (`, `as character varying (`, or another name before columns */
function isTyped(tokens: readonly Token[], place: number): boolean {
  const [before, earlier] = [tokens[place - 1], tokens[place - 2]];
  return before?.word === "as" || (earlier?.word === "as" && before?.kind === "word" && !KEYWORDS.has(before.word));
}

/** `with q (a) as (` */
function isQuery(tokens: readonly Token[], place: number): boolean {
  const end = closingOf(tokens, place + 1);
  return tokens[end + 1]?.word === "as" && ["(", "not", "materialized"].includes(tokens[end + 2]?.word ?? "");
}

function nameAt(tokens: readonly Token[], place: number): string {
  return folded(tokens[place]?.value ?? "");
}

function isKnown(name: string): boolean {
  return OWN.has(name) || name.startsWith("pragma_");
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Words before an expression in what makes a table. */
const EVALUATED = ["check", "as", "default"];

const QUERIES = listed("select with values");

/** Words before a parenthesis that are no function. */
const KEYWORDS = listed(`
  all and as between by case check conflict distinct do else end escape except exists filter from glob having in insert
  intersect into is isnull join key like limit match materialized not notnull nothing null offset on or order over
  partition range rows groups primary references regexp replace returning select set then union unique update using
  values when where window with
`);

/** `pragma_function_list` of SQLite 3.53, and what its documentation has besides. */
const OWN = listed(`
  abs acos acosh asin asinh atan atan2 atanh avg bm25 cast ceil ceiling changes char coalesce concat concat_ws cos cosh
  count cume_dist current_date current_time current_timestamp date datetime degrees dense_rank exp first_value floor
  format fts3_tokenizer fts5_get_locale fts5_insttoken fts5_locale fts5_source_id generate_series geopoly_area
  geopoly_bbox geopoly_blob geopoly_ccw geopoly_contains_point geopoly_group_bbox geopoly_json geopoly_overlap
  geopoly_regular geopoly_svg geopoly_within geopoly_xform glob group_concat hex highlight if ifnull iif instr json
  json_array json_array_insert json_array_length json_each json_error_position json_extract json_group_array
  json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set json_tree
  json_type json_valid jsonb jsonb_array jsonb_array_insert jsonb_each jsonb_extract jsonb_group_array jsonb_group_object
  jsonb_insert jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set jsonb_tree julianday lag last_insert_rowid
  last_value lead length like likelihood likely ln load_extension log log10 log2 lower ltrim match matchinfo max median min
  mod nth_value ntile nullif octet_length offsets optimize percent_rank percentile percentile_cont percentile_disc pi pow
  power printf quote radians raise random randomblob rank regexp replace round row_number rtreecheck rtreedepth rtreenode
  rtrim sign sin sinh snippet soundex sqlite_compileoption_get sqlite_compileoption_used sqlite_offset sqlite_source_id
  sqlite_version sqrt strftime string_agg substr substring subtype sum tan tanh time timediff total total_changes trim
  trunc typeof unhex unicode unistr unistr_quote unixepoch unlikely upper zeroblob
`);
