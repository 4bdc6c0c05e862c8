import type { Change, Statement } from "../model/change.ts";
import type { DownJudgement, Impact, JudgedStatement, Judgement, Loss } from "../model/judgement.ts";
import type { Dialect } from "../model/situation.ts";
import type { Ends } from "./ends.ts";
import type { Ways } from "./restored/ways.ts";
import type { Taken } from "./rule.ts";
import type { Done, Run } from "./run.ts";
import type { Schema } from "./schema/schema.ts";
import { withoutParts } from "../model/loss.ts";
import { presupposing } from "./absent/presuppose.ts";
import { isAtomic } from "./atomic.ts";
import { NO_HAZARD, hazardOfAll } from "./hazards/hazards.ts";
import { changesNothing, inverseIf, inverseOf } from "./inverse.ts";
import { leftEmpty } from "./left-empty.ts";
import { metByNew } from "./met-by-new.ts";
import { netReason } from "./net-reason.ts";
import { netImpact } from "./net.ts";
import { doubtingOlder } from "./perhaps-older.ts";
import { restoredBy } from "./restores.ts";
import { applied, runOn } from "./run.ts";
import { emptySchema } from "./schema/empty.ts";
import { filled } from "./schema/filled.ts";
import { forgettingNamed } from "./schema/forgotten.ts";
import { withOlderRoles } from "./schema/held-by-role.ts";
import { inItsDatabases } from "./schema/used-database.ts";
import { withTypesInUse } from "./types/in-use.ts";
import { withWorseDown } from "./worse-down.ts";
import { worstImpact, worstSuccess } from "./worst.ts";

/** A migration's two sides as statements, oldest first; `down` is null where nobody wrote one. */
export interface Migration {
  readonly dialect: Dialect;
  readonly up: readonly Statement[];
  readonly down: readonly Statement[] | null;
  /** Statements that make the schema before the up; null when that is not known. */
  readonly schema: readonly Statement[] | null;
}

/** Can code that was written for the schema before live with the one after, and what does the way back do. Pure. */
export function judge(migration: Migration): Judgement {
  const one = inItsDatabases(migration);
  const known = judgeKnown(one);
  const doubts = doubtsOf(one.schema ?? []);
  const judgement = doubts.length === 0 ? known.judgement : { ...known.judgement, schemaDoubts: doubts };
  if (known.isUnderstood || one.schema === null) return judgement;
  return withWorseDown(judgement, judgeKnown({ ...one, schema: null }).judgement);
}

function doubtsOf(schema: readonly Statement[]): NonNullable<Judgement["schemaDoubts"]> {
  return schema.flatMap(({ text, changes }) =>
    changes.flatMap((change) =>
      change.kind === "opaque" && change.ofClient !== true ? [{ text, because: change.because }] : [],
    ),
  );
}

interface Known {
  readonly judgement: Judgement;
  readonly isUnderstood: boolean;
}

function judgeKnown({ dialect, up, down, schema }: Migration): Known {
  const listed = schemaOf(dialect, schema ?? [], schema === null ? "incomplete" : "complete");
  const before = presupposing(listed, { ups: changesOf(up), downs: changesOf(down ?? []) });
  const ups = ownRun(up, before);
  const after = filled(ups.after);
  const isUnderstood = ups.done.every(isClear);
  const between: Schema = isUnderstood ? after : { ...after, doubtful: "of-all" };
  return { judgement: judgeBetween({ before, ups, between }, down), isUnderstood };
}

/** A `rollback` takes back what nobody can tell. */
function isClear({ change, effect }: Done): boolean {
  return effect.impact.verdict !== "undetermined" || (change.kind !== "opaque" && change.kind !== "transaction");
}

export function changesOf(statements: readonly Statement[]): readonly Change[] {
  return statements.flatMap(({ changes }) => changes);
}

/** An up as the code sees it that was written for the schema right before it. */
export function ownRun(up: readonly Statement[], before: Schema): Run {
  return runOn(up, before, { client: before, side: "up" });
}

/** As `judge`, where the schema before is known as a value, and `ups` is the run of the up on it. */
export function judgeFrom(before: Schema, ups: Run, down: readonly Statement[] | null): Judgement {
  return judgeBetween({ before, ups, between: filled(ups.after) }, down);
}

interface Met {
  readonly before: Schema;
  readonly ups: Run;
  /** What the down meets. */
  readonly between: Schema;
}

function judgeBetween({ before, ups, between }: Met, down: readonly Statement[] | null): Judgement {
  const { dialect } = before;
  const ran = runOn(down ?? [], between, { client: between, side: "down" });
  const downs = { ...ran, done: doubtingOlder(ran.done, ups.done, before) };
  const upEnds: Ends = { client: before, after: ups.after, side: "up" };
  const downEnds: Ends = { client: between, after: downs.after, side: "down" };
  const [upImpacts, downImpacts] = [impactsOf(ups.done, upEnds), impactsOf(downs.done, downEnds)];
  const round = { before, fresh: ups.after, between, reverted: downs.after, ups: ups.done, downs: downs.done };
  return {
    format: "safe-rollback.judgement/v1",
    dialect,
    oldOnNew: worstImpact([...upImpacts.values()]),
    upLoses: lossesOf(ups.done, before, ups.after),
    down: downJudgement(down, round),
    newOnReverted: metByNew(ups, downs, worstImpact([...downImpacts.values()])),
    hazard:
      down === null
        ? NO_HAZARD
        : hazardOfAll(
            { dialect },
            downs.done.map(({ effect }) => effect.hazard),
          ),
    statements: [...judged(upImpacts, upEnds), ...judged(downImpacts, downEnds)],
  };
}

function downJudgement(down: readonly Statement[] | null, round: Ways): DownJudgement {
  const isEmpty = changesNothing(round.downs);
  const doubt = round.ups.some(takesBack) ? (["undetermined"] as const) : [];
  const each = [...round.downs.map(({ effect }) => effect.succeeds), ...doubt];
  const succeeds = isEmpty ? "no_down" : worstSuccess(each);
  return {
    succeeds,
    loses: lossesOf(round.downs, round.between, round.reverted),
    restores: restoresIf(succeeds === "no" || round.downs.some(takesBack), restoresOf(round, isEmpty)),
    inverse: inverseIf(succeeds, down === null ? "none" : inverseOf(round)),
    atomic: isAtomic(round.before.dialect, down ?? []),
  };
}

/** A down that fails brings nothing back, nor does one that takes itself back. */
function restoresIf(isVain: boolean, restores: DownJudgement["restores"]): typeof restores {
  return isVain && restores !== "nothing_lost" ? "none" : restores;
}

/** Whether what came before it is there is not known then. */
function takesBack({ change }: Done): boolean {
  return change.kind === "transaction" && change.verb === "rollback";
}

/** The schema that statements make; incomplete where something may be there besides. */
export function schemaOf(
  dialect: Dialect,
  statements: readonly Statement[],
  listing: "complete" | "incomplete",
): Schema {
  const made = statements.reduce(withStatement, emptySchema(dialect, listing === "complete"));
  return withOlderRoles(withTypesInUse(filled(made)));
}

function withStatement(schema: Schema, statement: Statement): Schema {
  const made = statement.changes.reduce<Schema>(applied, schema);
  return statement.changes.some(({ kind }) => kind === "opaque") ? forgettingNamed(made, statement) : made;
}

function impactsOf(done: readonly Done[], ends: Ends): ReadonlyMap<Done, Impact> {
  return new Map(done.map((one) => [one, netImpact(one, done, ends)]));
}

function lossesOf(done: readonly Done[], before: Schema, after: Schema): readonly Loss[] {
  return withoutParts(done.flatMap(({ loses }) => loses.flatMap((loss) => leftEmpty(loss, { before, after }))));
}

function restoresOf(ways: Ways, isEmpty: boolean): DownJudgement["restores"] {
  if (!isEmpty) return restoredBy(ways);
  const loses = ways.ups.some(
    ({ effect, change }) =>
      effect.loses.length > 0 ||
      (effect.takes !== null && !isMadeAnew(effect.takes, ways)) ||
      ((effect.restorable === "none" || (effect.restorable === "structure_only" && effect.takes === null)) &&
        change.kind !== "add-enum-value"),
  );
  return loses ? "none" : "nothing_lost";
}

/** The table is there again with all that it held, by the ups alone. */
function isMadeAnew(takes: Taken, { before, between }: Ways): boolean {
  if (takes.kind !== "table") return false;
  const [was, now] = [before.tables.get(takes.table), between.tables.get(takes.table)];
  return was !== undefined && now?.copyOf?.includes(was.id) === true;
}

function judged(impacts: ReadonlyMap<Done, Impact>, ends: Ends): readonly JudgedStatement[] {
  return [...impacts].map(([one, net]) => ({
    side: ends.side,
    text: one.statement.text,
    rule: one.change.kind,
    verdict: net.verdict,
    succeeds: one.effect.succeeds,
    because: netReason(one, net, ends),
  }));
}
