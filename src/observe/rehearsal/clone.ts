import type { Plan } from "../../model/plan.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { Clone, Observation, Readers } from "../../ports.ts";
import type { Part } from "./downs.ts";
import { ledgerAfter } from "../../model/plan.ts";
import { rehearsalOf } from "../../model/rehearsal.ts";
import { partsOf } from "./downs.ts";
import { expectOtherServer } from "./other-server.ts";
import { play } from "./play.ts";
import { settled } from "./verdict.ts";

/**
 * Runs the downs on the operator's copy, as `--via direct` would on the live database. What needs the tool itself is
 * not run: whether a container that is told of another database really uses it, nothing here can prove.
 * @throws rehearsal-not-possible when the copy is, or may be, the live database
 */
export async function rehearseOnClone(plan: Plan, observation: Observation, readers: Readers): Promise<Rehearsal> {
  const parts = partsOf(plan, observation).map(withoutTool);
  const clone = await readers.rehearsals.openClone();
  try {
    await expectOtherServer(clone, observation);
    return await rehearseOn(clone, { plan, observation, parts }, readers);
  } finally {
    await clone.database.close();
  }
}

interface Rehearsing {
  readonly plan: Plan;
  readonly observation: Observation;
  readonly parts: readonly Part[];
}

async function rehearseOn(
  clone: Clone,
  { plan, observation, parts }: Rehearsing,
  readers: Readers,
): Promise<Rehearsal> {
  const stage = clone.stage();
  const check = async (done: number): Promise<string | null> => ledgerTrouble(clone, { plan, observation }, done);
  const unlike = await check(0);
  if (unlike !== null) return unlikeLive(stage.on, parts, unlike);
  readers.tell({ kind: "doing", text: `rehearsing the downs on ${stage.on}` });
  const played = await play(stage, parts, { timed: true, stop: readers.interrupts.stop, check });
  readers.tell({ kind: "done", text: "rehearsed the downs; the clone is no longer like the live database" });
  const downs = settled(
    played,
    { kind: "not", because: "on a clone, only the ups are run again" },
    observation.situation.judged,
  );
  return rehearsalOf({ on: stage.on, downs, lacks: [] });
}

/** What its ledger should say after so many downs, and does not. */
async function ledgerTrouble(
  clone: Clone,
  { plan, observation }: Pick<Rehearsing, "plan" | "observation">,
  done: number,
): Promise<string | null> {
  const { migrator, toolSettings, situation } = observation;
  const { relied } = situation.leavingKnows;
  const ledger = await migrator?.readLedger(clone.database, toolSettings, relied.known ? relied.value : undefined);
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

function withoutTool(part: Part): Part {
  if (part.down.kind === "runs") return part;
  const because = `${part.down.because}, and the tool is not run on a clone: it might find its way to the live database`;
  return { ...part, down: { kind: "not", because } };
}

function unlikeLive(on: string, parts: readonly Part[], because: string): Rehearsal {
  const downs = parts.map(({ name, file }) => ({
    name,
    file,
    down: { kind: "not-run" as const, because: "the clone is not like the live database" },
    schema: { kind: "undetermined" as const, because: "nothing was run" },
  }));
  return rehearsalOf({ on, downs, lacks: [`${because}; make the clone anew from the live database`] });
}
