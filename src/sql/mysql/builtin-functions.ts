/** Whether a function of this name (in lower case) is the server's own and changes nothing but its result. */
export function isHarmless(name: string): boolean {
  return DETERMINISTIC.has(name) || STABLE.has(name) || VOLATILE.has(name);
}

/** `constant` is the same whenever it is asked, `stable` within one statement; what is not known is `volatile`. */
export function volatilityOf(calls: readonly string[]): "constant" | "stable" | "volatile" {
  if (calls.every((name) => DETERMINISTIC.has(name))) return "constant";
  return calls.every((name) => DETERMINISTIC.has(name) || STABLE.has(name)) ? "stable" : "volatile";
}

/** The manuals, "Built-In Function and Operator Reference". What writes, waits, locks or reads files is left out. */
const DETERMINISTIC: ReadonlySet<string> = new Set(
  `abs acos adddate addtime aes_decrypt aes_encrypt any_value ascii asin atan atan2 avg bin bin_to_uuid bit_and
  bit_count bit_length bit_or bit_xor cast ceil ceiling char char_length character_length chr coalesce coercibility
  collation compress concat concat_ws conv convert convert_tz cos cot count crc32 crc32c cume_dist date date_add
  date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear default degrees dense_rank elt exp
  export_set extract extractvalue field find_in_set first_value floor format format_bytes format_pico_time from_base64
  from_days from_unixtime geometrycollection geometrytype get_format greatest group_concat grouping hex hour if ifnull
  inet6_aton inet6_ntoa inet_aton inet_ntoa insert instr interval is_ipv4 is_ipv4_compat is_ipv4_mapped is_ipv6
  is_uuid isnull json_array json_array_append json_array_insert json_array_intersect json_arrayagg json_compact
  json_contains json_contains_path json_depth json_detailed json_equals json_exists json_extract json_insert
  json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve json_normalize json_object
  json_objectagg json_overlaps json_pretty json_query json_quote json_remove json_replace json_schema_valid
  json_search json_set json_storage_free json_storage_size json_type json_unquote json_valid json_value lag last_day
  last_value lcase lead least left length lengthb linestring ln locate log log10 log2 lower lpad ltrim make_set
  makedate maketime match max mbrcontains md5 microsecond mid min minute mod month monthname multilinestring
  multipoint multipolygon natural_sort_key nth_value ntile nullif nvl nvl2 oct octet_length ord percent_rank
  percentile_cont percentile_disc period_add period_diff pi point polygon position pow power quarter quote radians
  rank regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right round row_number rpad
  rtrim sec_to_time second sha sha1 sha2 sformat sign sin soundex space sqrt st_area st_asbinary st_asgeojson
  st_astext st_aswkt st_buffer st_centroid st_contains st_crosses st_difference st_disjoint st_distance
  st_distance_sphere st_envelope st_equals st_geohash st_geomfromgeojson st_geomfromtext st_geomfromwkb
  st_intersection st_intersects st_isvalid st_latitude st_length st_longitude st_makeenvelope st_numpoints
  st_overlaps st_pointfromgeohash st_pointfromtext st_pointn st_polygonfromtext st_simplify st_srid st_swapxy
  st_symdifference st_touches st_transform st_union st_within st_x st_y std stddev stddev_pop stddev_samp
  str_to_date strcmp subdate substr substring substring_index subtime sum tan time time_format time_to_sec timediff
  timestamp timestampadd timestampdiff to_base64 to_char to_days to_seconds trim truncate ucase uncompress
  uncompressed_length unhex updatexml upper uuid_to_bin validate_password_strength values value var_pop var_samp
  variance week weekday weekofyear weight_string year yearweek`.split(/\s+/),
);

const STABLE: ReadonlySet<string> = new Set(
  `charset connection_id curdate current_date current_role current_time current_timestamp current_user curtime database
  found_rows icu_version last_insert_id lastval localtime localtimestamp now ps_current_thread_id roles_graphml
  row_count schema session_user system_user unix_timestamp user utc_date utc_time utc_timestamp version`.split(/\s+/),
);

const VOLATILE: ReadonlySet<string> = new Set(
  "rand random_bytes sys_guid sysdate uuid uuid_short uuid_v4 uuid_v7".split(" "),
);
