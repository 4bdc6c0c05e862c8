// Views and triggers that name an index, and fail where there is none of that name: SQLite's `indexed by`, MySQL's and
// MariaDB's `use index` and `force index`. A plan that does without `ignore index` is no other.
import type { ChangeOf } from "../../model/change.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { locate } from "../schema/locate-index.ts";
import { worstImpact } from "../worst.ts";

type Last = Pick<Ends, "client" | "after">;

/** With what indexes that are gone in the end, or called otherwise, do to those that the client knows. */
export function withAskers(done: readonly Done[], ends: Last): readonly Done[] {
  if (ends.client.dialect === "postgresql") return done;
  return done.map((one) => {
    const { change, effect } = one;
    const isTaken = change.kind === "drop-index" || change.kind === "rename-index";
    if (!isTaken || effect.succeeds === "no" || locate(ends.after, change.index, change.table) !== undefined)
      return one;
    return { ...one, effect: { ...effect, ...askedFor(change, effect, ends) } };
  });
}

type Taking = ChangeOf<"drop-index" | "rename-index">;

/** By its name, so that no other one serves. */
export function isAskedFor({ index }: Taking, ends: Last): boolean {
  if (ends.client.dialect === "postgresql") return false;
  const { view, trigger } = askersOf(index.name, ends);
  return view !== undefined || trigger !== undefined;
}

interface Askers {
  readonly view: string | undefined;
  readonly trigger: string | undefined;
}

function askersOf(name: string, { client, after }: Last): Askers {
  const asks = pattern(name, client);
  const view = [...after.views].find(([key, { text }]) => client.views.has(key) && asks.test(text))?.[0];
  const triggers = [...client.tables.values()].flatMap((table) => [...table.triggers]);
  return { view, trigger: triggers.find(([, { body }]) => asks.test(body))?.[0] };
}

function askedFor({ index: { name } }: Taking, own: Done["effect"], ends: Last): Partial<Done["effect"]> {
  const { view, trigger } = askersOf(name, ends);
  if (view === undefined && trigger === undefined) return {};
  const impacts: readonly Impact[] = [
    own.impact,
    ...(view === undefined ? [] : [impact("reads_break", "if_referenced")]),
    ...(trigger === undefined ? [] : [impact("writes_break", "always")]),
  ];
  const asker = view === undefined ? `trigger ${trigger ?? ""}` : `view ${view}`;
  return { because: `${asker} asks for index ${name} by name, and fails`, impact: worstImpact(impacts) };
}

function pattern(name: string, schema: Schema): RegExp {
  const written = `["'\`[]?${name.replaceAll(/[^\w\s]/g, "\\$&")}["'\`\\]]?`;
  return isInnoDb(schema)
    ? new RegExp(`\\b(?:use|force)\\s+(?:index|key)\\b[^()]*\\((?:[^)]*,)?\\s*${written}\\s*[,)]`, "i")
    : new RegExp(`\\bindexed\\s+by\\s+${written}(?![\\w$])`, "i");
}
