import type { DirectRevert } from "../../model/direct-revert.ts";
import type { Tried } from "../../model/tried.ts";
import type { ProvenTool, Stage } from "../../ports/rehearsal.ts";
import type { LedgerReader } from "../../ports/world.ts";
import type { ByTool } from "./by-tool.ts";
import { watchLedger } from "./live-ledger.ts";

/** A clone on which both SQL and the tool can run. */
export type CloneStage = Stage<DirectRevert | ByTool, string | ByTool>;

export interface ToolHere {
  readonly tool: ProvenTool;
  /** The live ledger, read after everything that the tool was told to do. */
  readonly live: Pick<LedgerReader, "read">;
  /** What is wrong with the clone's ledger once the named migration is applied again; null where nothing is. */
  checkUp(this: void, name: string): Promise<string | null>;
}

/** Its methods throw step-not-confirmed when the live ledger changed meanwhile. */
export async function stageWithTool(stage: Stage, { tool, live, checkUp }: ToolHere): Promise<CloneStage> {
  const ledger = await watchLedger(live);
  const run = async ({ command, subject }: ByTool): Promise<Tried> => {
    try {
      return await tool.run(command, subject);
    } finally {
      await ledger.expectUnchanged();
    }
  };
  return {
    ...stage,
    revert: async (down) => (down.kind === "tool" ? run(down) : stage.revert(down)),
    apply: async (up) => (typeof up === "string" ? stage.apply(up) : checked(await run(up), await checkUp(up.subject))),
  };
}

/** Where no part needs the tool. */
export function stageWithoutTool(stage: Stage): CloneStage {
  return {
    ...stage,
    revert: async (down) => (down.kind === "tool" ? unproven() : stage.revert(down)),
    apply: async (up) => (typeof up === "string" ? stage.apply(up) : unproven()),
  };
}

function checked(tried: Tried, wrong: string | null): Tried {
  return tried.kind !== "ran" || wrong === null ? tried : { kind: "refused", because: wrong, seconds: tried.seconds };
}

function unproven(): never {
  throw new Error("a tool that was not seen to reach the clone was to run there");
}
