import type { Token } from "./tokens.ts";

/**
 * The first call of a function that another database brings along, and SQLite does not: it fails, unless the program
 * brings one of that name. What is only kept (a view, a trigger, a default) fails when it is used.
 */
export function foreignCallIn(tokens: readonly Token[]): string | null {
  const [first, second, third] = tokens.map(({ word }) => word);
  if (first === "create" && second !== "index" && third !== "index") return null;
  const found = tokens.find(({ word }, place) => FOREIGN.has(word) && tokens[place + 1]?.word === "(");
  return found === undefined || first === "alter" ? null : found.word;
}

const FOREIGN: ReadonlySet<string> = new Set(
  `now uuid gen_random_uuid uuid_generate_v1 uuid_generate_v4 uuidv7 nextval currval setval lastval getdate sysdate newid
  to_char to_date to_timestamp to_number date_trunc date_part age array_agg regexp_replace regexp_matches split_part md5
  curdate curtime unix_timestamp from_unixtime date_format date_add date_sub str_to_date last_insert_id lpad rpad
  charindex greatest least nvl substring_index json_unquote jsonb_set jsonb_build_object`.split(/\s+/),
);
