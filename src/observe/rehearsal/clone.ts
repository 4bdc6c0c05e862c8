import type { Ledger } from "../../model/migration.ts";
import type { Plan } from "../../model/plan.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { Clone, Stage } from "../../ports/rehearsal.ts";
import type { Observation, Readers } from "../../ports/world.ts";
import type { ClonePart } from "./by-tool.ts";
import type { Part } from "./downs.ts";
import type { Ready } from "./proof.ts";
import type { CloneStage } from "./tool-stage.ts";
import { ledgerAfter } from "../../model/plan.ts";
import { rehearsalOf } from "../../model/rehearsal.ts";
import { isSqlForJob, needsTool, partsByTool, withoutTool } from "./by-tool.ts";
import { partsOf } from "./downs.ts";
import { expectOtherServer } from "./other-server.ts";
import { play } from "./play.ts";
import { proveTool, readinessOf } from "./proof.ts";
import { stageWithTool, stageWithoutTool } from "./tool-stage.ts";
import { settled } from "./verdict.ts";

/**
 * Runs the downs on the operator's copy: SQL as `--via direct` would on the live database, and code by the tool itself, in
 * Jobs of the leaving image, once that was seen to reach the copy.
 * @throws rehearsal-not-possible when the copy is, or may be, the live database
 */
export async function rehearseOnClone(plan: Plan, observation: Observation, readers: Readers): Promise<Rehearsal> {
  const clone = await readers.rehearsals.openClone();
  try {
    await expectOtherServer(clone, observation);
    return await rehearseOn(clone, { plan, observation, readers });
  } finally {
    await clone.database.close();
  }
}

interface Rehearsing {
  readonly plan: Plan;
  readonly observation: Observation;
  readonly readers: Readers;
}

async function rehearseOn(clone: Clone, rehearsing: Rehearsing): Promise<Rehearsal> {
  const { plan, observation, readers } = rehearsing;
  const stage = clone.stage();
  const check = async (done: number): Promise<string | null> =>
    troubleIn(await ledgerOf(clone, rehearsing), plan, done);
  const ready = readinessOf(observation, readers);
  const obstacle = "because" in ready ? ready.because : undefined;
  const own = partsOf(plan, observation);
  const parts = await partsByTool(own, rehearsing, obstacle);
  const ledger = await ledgerOf(clone, rehearsing);
  const unlike = troubleIn(ledger, plan, 0);
  if (unlike !== null) return unlikeLive(stage.on, parts, unlike);
  readers.tell({ kind: "doing", text: `rehearsing the downs on ${stage.on}` });
  const staging = { clone, ledger: ledger?.table ?? "", own, ready, rehearsing, check };
  const staged = await withToolOn(stage, parts, staging);
  const played = await play(staged.stage, staged.parts, { timed: true, stop: readers.interrupts.stop, check });
  readers.tell({ kind: "done", text: "rehearsed the downs; the clone is no longer like the live database" });
  const downs = settled(
    played,
    { kind: "not", because: "on a clone, only the ups are run again" },
    observation.situation.judged,
  );
  return rehearsalOf({ on: stage.on, downs, lacks: [] });
}

interface Staging {
  readonly clone: Clone;
  /** The table of the clone's own. */
  readonly ledger: string;
  /** The parts as they are without the tool. */
  readonly own: readonly Part[];
  readonly ready: Ready | { readonly because: string };
  readonly rehearsing: Rehearsing;
  check(this: void, done: number): Promise<string | null>;
}

async function withToolOn(
  stage: Stage,
  parts: readonly ClonePart[],
  staging: Staging,
): Promise<{ readonly stage: CloneStage; readonly parts: readonly ClonePart[] }> {
  const { clone, ledger, ready, rehearsing, check } = staging;
  const { plan, observation } = rehearsing;
  if ("because" in ready) tellOfSql(staging, ready.because);
  if (!needsTool(parts) || "because" in ready) return { stage: stageWithoutTool(stage), parts };
  const proof = await proveTool(ready, clone, { ...rehearsing, ledger });
  if (proof.kind === "not") {
    tellOfSql(staging, proof.because);
    return { stage: stageWithoutTool(stage), parts: withoutTool(parts, staging.own, proof.because) };
  }
  const places = new Map(plan.revert.map(({ name }, index) => [name, index]));
  const checkUp = async (name: string): Promise<string | null> => check(places.get(name) ?? 0);
  return { stage: await stageWithTool(stage, { tool: proof.tool, live: observation.ledger, checkUp }), parts };
}

/** Where a tool could run it itself, and does not. */
function tellOfSql({ own, rehearsing: { observation, readers } }: Staging, because: string): void {
  const { migrator, situation } = observation;
  if (migrator?.ownConnection === undefined || !own.some((part) => isSqlForJob(part, situation))) return;
  readers.tell({ kind: "doing", text: `running SQL of the files over a connection from here: ${because}` });
}

async function ledgerOf(clone: Clone, { observation }: Rehearsing): Promise<Ledger | undefined> {
  const { migrator, toolSettings, situation } = observation;
  const { relied } = situation.leavingKnows;
  return migrator?.readLedger(clone.database, toolSettings, relied.known ? relied.value : undefined);
}

/** What the clone's ledger should say after so many downs, and does not. */
function troubleIn(ledger: Ledger | undefined, plan: Plan, done: number): string | null {
  const names = ledger?.applied.map(({ name }) => name) ?? [];
  const wanted = ledgerAfter(plan, done);
  const extra = names.filter((name) => !wanted.includes(name));
  const missing = wanted.filter((name) => !names.includes(name));
  if (extra.length === 0 && missing.length === 0) return null;
  return [
    "the ledger of the clone is not what it should be",
    ...(missing.length === 0 ? [] : [`missing: ${missing.join(", ")}`]),
    ...(extra.length === 0 ? [] : [`too much: ${extra.join(", ")}`]),
  ].join("; ");
}

function unlikeLive(on: string, parts: readonly ClonePart[], because: string): Rehearsal {
  const downs = parts.map(({ name, file }) => ({
    name,
    file,
    down: { kind: "not-run" as const, because: "the clone is not like the live database" },
    schema: { kind: "undetermined" as const, because: "nothing was run" },
  }));
  return rehearsalOf({ on, downs, lacks: [`${because}; make the clone anew from the live database`] });
}
