// Row security by a setting that code of before knows nothing of: `unrecognized configuration parameter`, whatever it reads.
import type { Name } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

/** What becomes of it where a policy for reading asks so; a down brings back what the code behind the up has seen. */
export function withoutSetting(table: Name, own: Impact, { client, after, side }: Ends): Impact {
  const known = tableIn(after, table);
  if (side === "down" || own.verdict === "compatible" || known?.settings.has("row-security") !== true) return own;
  const set = askedIn(client);
  const isUnset = [...known.ties].some(
    ([key, { asks = [] }]) => isForReading(key, known) && asks.some((name) => !set.has(name)),
  );
  return isUnset ? impact("reads_and_writes_break", "if_referenced") : own;
}

function askedIn({ tables }: Schema): ReadonlySet<string> {
  return new Set([...tables.values()].flatMap(({ ties }) => [...ties.values()].flatMap(({ asks = [] }) => asks)));
}

/** Updates and deletes read their rows as well. */
function isForReading(policy: string, { settings }: Table): boolean {
  const { cmd_name: command = ALL } = JSON.parse(settings.get(policy) ?? "{}") as { readonly cmd_name?: string };
  return command === ALL || command === '"select"';
}

const ALL = '"all"';
