import type { DownJudgement, Inverse } from "../model/judgement.ts";
import type { Ways } from "./restored/ways.ts";
import type { Done } from "./run.ts";
import type { Schema } from "./schema/schema.ts";
import { isSameSchema } from "./compare.ts";
import { leavesOpen } from "./left-open.ts";

/** What may not succeed is not called exact. */
export function inverseIf(succeeds: DownJudgement["succeeds"], inverse: Inverse): Inverse {
  if (succeeds === "no") return "none";
  return succeeds === "undetermined" && inverse === "exact" ? "differs" : inverse;
}

/** The schema after the down, beside the one before the up. */
export function inverseOf(ways: Ways): Inverse {
  const { before, between, reverted, ups, downs } = ways;
  if (changesNothing(downs)) return "noop";
  const isUnknown = [...ups, ...downs].some(({ effect, unsure }) => unsure || effect.impact.verdict === "undetermined");
  if (isUnknown || hasUnlistedReplaced(before, reverted)) return "differs";
  if (isSameSchema(before, reverted)) return leavesOpen(ways) ? "differs" : "exact";
  const isAboutRows = downs.some(({ change }) => ROWS.has(change.kind));
  return !isAboutRows && isSameSchema(between, reverted) ? "noop" : "differs";
}

/** What a table had besides that is not listed, the one in its place has not. */
function hasUnlistedReplaced(before: Schema, reverted: Schema): boolean {
  for (const [name, was] of before.tables) {
    if (was.complete) continue;
    const now = reverted.tables.get(name);
    if (now !== undefined && now.id !== was.id) return true;
  }
  return false;
}

export function changesNothing(done: readonly Done[]): boolean {
  return done.every(({ change }) => IDLE.has(change.kind));
}

const IDLE: ReadonlySet<string> = new Set(["read", "session-setting", "transaction"]);

const ROWS: ReadonlySet<string> = new Set(["insert", "update", "delete", "load", "truncate-table"]);
