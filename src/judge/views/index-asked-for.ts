// Views and triggers that name an index, and fail where there is none of that name: SQLite's `indexed by`, MySQL's and
// MariaDB's `use index` and `force index`. A plan that does without `ignore index` is no other.
import type { Impact } from "../../model/judgement.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { worstImpact } from "../worst.ts";

/** What a change does that takes an index its name, with what it does to those. */
export function withAskers(own: Effect, name: string, { before, client }: At): Effect {
  if (before.dialect === "postgresql" || own.succeeds === "no") return own;
  const asks = pattern(name, before);
  const view = [...before.views].find(([key, { text }]) => client.views.has(key) && asks.test(text))?.[0];
  const trigger = [...client.tables.values()].flatMap((table) => firedOn(table, asks))[0];
  if (view === undefined && trigger === undefined) return own;
  const asker = view === undefined ? `trigger ${trigger ?? ""}` : `view ${view}`;
  const impacts: readonly Impact[] = [
    own.impact,
    ...(view === undefined ? [] : [impact("reads_break", "if_referenced")]),
    ...(trigger === undefined ? [] : [impact("writes_break", "always")]),
  ];
  return { ...own, because: `${asker} asks for index ${name} by name, and fails`, impact: worstImpact(impacts) };
}

function firedOn({ triggers }: Table, asks: RegExp): readonly string[] {
  return [...triggers].flatMap(([name, { body }]) => (asks.test(body) ? name : []));
}

function pattern(name: string, schema: Schema): RegExp {
  const written = `["'\`[]?${name.replaceAll(/[^\w\s]/g, "\\$&")}["'\`\\]]?`;
  return isInnoDb(schema)
    ? new RegExp(`\\b(?:use|force)\\s+(?:index|key)\\b[^()]*\\((?:[^)]*,)?\\s*${written}\\s*[,)]`, "i")
    : new RegExp(`\\bindexed\\s+by\\s+${written}(?![\\w$])`, "i");
}
