// What PostgreSQL's built-in functions are: pg_proc.provolatile, and whether they change anything (chapter "Functions").
import type { FuncCall } from "libpg-query";
import { wordsOf } from "./nodes.ts";

/**
 * `immutable` and `stable` as PostgreSQL says; `volatile` for those that give another value each time but change
 * nothing; `unknown` for all others: their effects are not in the text.
 */
export type FunctionNature = "immutable" | "stable" | "volatile" | "unknown";

export function functionNature(call: FuncCall): FunctionNature {
  const words = wordsOf(call.funcname);
  if (words.length > 1 && words[0] !== "pg_catalog") return EXTENSIONS.has(words.at(-1) ?? "") ? "volatile" : "unknown";
  return NATURES.get(words.at(-1) ?? "") ?? "unknown";
}

/** Whether PostgreSQL itself brings it along, whatever it does. */
export function isBuiltIn(call: FuncCall): boolean {
  if (functionNature(call) !== "unknown") return true;
  const words = wordsOf(call.funcname);
  const name = words.at(-1) ?? "";
  return words[0] === "pg_catalog" || (words.length === 1 && (FAMILIES.test(name) || OTHERS.has(name)));
}

export function functionName(call: FuncCall): string {
  return wordsOf(call.funcname).join(".");
}

function listed(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Of extensions that are all over the world, often called with the schema they were put into. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  listed("uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_uuid gen_random_bytes gen_salt"),
);

const IMMUTABLE = `
  abs ceil ceiling floor round trunc sign sqrt cbrt power pow exp ln log mod div gcd lcm greatest least width_bucket
  degrees radians pi sin cos tan cot asin acos atan atan2 factorial scale min_scale trim_scale bit_count get_bit set_bit
  get_byte set_byte parse_ident covar_pop covar_samp range_agg abbrev broadcast netmask hostmask set_masklen inet_merge
  lower upper initcap length char_length character_length octet_length bit_length btrim ltrim rtrim trim
  left right substr substring strpos position overlay replace reverse repeat lpad rpad translate split_part
  ascii chr md5 sha224 sha256 sha384 sha512 encode decode to_hex quote_ident quote_literal quote_nullable
  regexp_replace regexp_match regexp_matches regexp_split_to_array regexp_split_to_table regexp_count regexp_instr
  regexp_like regexp_substr string_to_array string_to_table starts_with normalize
  array_append array_prepend array_cat array_length array_lower array_upper array_ndims array_position array_positions
  array_remove array_replace array_fill cardinality unnest array_dims trim_array array_sort array_reverse
  jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_each jsonb_each_text
  jsonb_extract_path jsonb_extract_path_text jsonb_object_keys jsonb_set jsonb_insert jsonb_strip_nulls jsonb_typeof
  jsonb_pretty jsonb_path_exists jsonb_path_query jsonb_path_query_first jsonb_path_query_array jsonb_path_match
  json_array_elements json_array_elements_text json_array_length json_each json_each_text json_extract_path
  json_extract_path_text json_object_keys json_typeof json_strip_nulls
  int4range int8range numrange tsrange tstzrange daterange lower_inc upper_inc lower_inf upper_inf isempty range_merge
  int4 int8 int2 bool interval float4 float8 numeric text varchar bpchar make_date make_interval make_time make_timestamp
  justify_days justify_hours justify_interval isfinite date_bin point box circle polygon host masklen network family
  to_number num_nulls num_nonnulls crc32 crc32c ntile
  count sum avg min max bool_and bool_or every bit_and bit_or bit_xor stddev stddev_pop stddev_samp variance var_pop
  var_samp corr mode percentile_cont percentile_disc any_value
  row_number rank dense_rank percent_rank cume_dist lag lead first_value last_value nth_value grouping
  generate_series generate_subscripts
  unistr hstore digest hmac text2ltree ltree2text nlevel subpath subltree lca levenshtein soundex metaphone dmetaphone
`;

const STABLE = `
  date time timestamp timestamptz convert_from convert_to
  now transaction_timestamp statement_timestamp current_user session_user user current_schema current_schemas
  current_database current_catalog current_role version inet_client_addr inet_server_addr pg_backend_pid txid_current
  pg_current_xact_id timezone date_trunc date_part extract age to_char to_date to_timestamp make_timestamptz
  concat concat_ws format to_json to_jsonb row_to_json array_to_json array_to_string json_build_object json_build_array
  jsonb_build_object jsonb_build_array json_object jsonb_object json_populate_record jsonb_populate_record
  json_to_recordset jsonb_to_recordset json_to_record jsonb_to_record json_populate_recordset jsonb_populate_recordset
  array_agg string_agg json_agg jsonb_agg json_object_agg jsonb_object_agg xmlagg
  to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd ts_headline setweight
  strip tsvector_to_array array_to_tsvector unaccent similarity word_similarity
  to_regclass to_regtype to_regproc to_regprocedure to_regnamespace to_regrole format_type pg_get_serial_sequence
  pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_functiondef pg_get_triggerdef pg_get_expr pg_get_ruledef
  pg_get_userbyid pg_relation_size pg_table_size pg_total_relation_size pg_indexes_size pg_database_size
  pg_size_pretty obj_description col_description shobj_description pg_table_is_visible pg_type_is_visible
  has_table_privilege has_schema_privilege has_column_privilege has_function_privilege has_database_privilege
  has_sequence_privilege pg_has_role pg_is_in_recovery pg_typeof current_setting pg_encoding_to_char getdatabaseencoding
  pg_partition_root pg_column_size txid_current_snapshot pg_postmaster_start_time
`;

const VOLATILE = `
  random random_normal gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 clock_timestamp
  timeofday gen_random_bytes gen_salt crypt setseed nextval currval lastval pg_sleep pg_sleep_for pg_sleep_until
  pg_advisory_lock pg_advisory_lock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_try_advisory_lock
  pg_try_advisory_xact_lock pg_advisory_unlock pg_advisory_unlock_shared pg_advisory_unlock_all pg_notify
`;

/** By their names, of which nobody else's are like. */
const FAMILIES =
  /^(?:pg|txid|lo|regr)_|^has_\w+_privilege$|^(?:int[48]|num|ts|tstz|date)multirange$|^hash(?:text|char|name|u?int[248]|float[48]|bpchar|uuid|numeric|enum|inet|date|oid)(?:extended)?$/;

const OTHERS: ReadonlySet<string> = new Set(
  listed(`
  set_config setval area bound_box center diagonal diameter radius height width slope npoints isclosed isopen pclose
  popen path lseg line log10 erf erfc gamma lgamma sind cosd tand cotd asind acosd atand atan2d sinh cosh tanh asinh
  acosh atanh enum_first enum_last enum_range multirange macaddr macaddr8 money bit cidr char name oid timetz to_bin
  to_oct date_add date_subtract array_sample array_shuffle casefold jsonb_set_lax jsonb_path_query_tz
  jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz json_serialize
  json_scalar json_agg_strict jsonb_agg_strict json_object_agg_strict jsonb_object_agg_strict json_object_agg_unique
  jsonb_object_agg_unique to_ascii convert row_security_active overlaps range_intersect_agg querytree numnode
  get_current_ts_config table_to_xml query_to_xml cursor_to_xml schema_to_xml database_to_xml xmlcomment xmlexists
  regclass tsquery_phrase uuid_nil in_range like notlike textcat boolin booleq current_query oidvectortypes
  getpgusername to_regoper to_regoperator acldefault aclexplode brin_desummarize_range brin_summarize_new_values
  brin_summarize_range gin_clean_pending_list is_normalized ishorizontal isparallel isperp isvertical json_to_tsvector
  jsonb_to_tsvector like_escape similar_escape similar_to_escape loread lowrite makeaclitem tsvector_update_trigger
  tsvector_update_trigger_column varbit to_regcollation suppress_redundant_updates_trigger satisfies_hash_partition
  amvalidate mxid_age ts_debug ts_delete ts_filter ts_lexize ts_parse ts_rewrite ts_stat ts_token_type
  inet_client_port inet_server_port inet_same_family xpath xpath_exists xml_is_well_formed xml_is_well_formed_content
  xml_is_well_formed_document xmlvalidate uuid_extract_timestamp uuid_extract_version
  `),
);

const NATURES: ReadonlyMap<string, FunctionNature> = new Map([
  ...listed(IMMUTABLE).map((name) => [name, "immutable"] as const),
  ...listed(STABLE).map((name) => [name, "stable"] as const),
  ...listed(VOLATILE).map((name) => [name, "volatile"] as const),
]);
