import type { Evidence } from "../../model/evidence.ts";
import type { RangeJudgement } from "../../model/judgement.ts";
import type { RehearsedDown, SchemaCheck } from "../../model/rehearsal.ts";
import type { Chain } from "./chain.ts";
import type { Played } from "./play.ts";

/**
 * Running the up again shows all that a down leaves behind or takes too much of, but not what the up took away and
 * the down did not put back. For that, the files must say what the up started from, or its SQL must.
 */
export function settled(
  played: readonly Played[],
  chain: Chain,
  judged: Evidence<RangeJudgement>,
): readonly RehearsedDown[] {
  return played.map(({ takes, ...down }, index) => {
    const started = chain.kind === "compared" ? chain.checks[index] : undefined;
    if (down.schema.kind !== "same" || started?.kind === "same") return down;
    if (started?.kind === "differs") return { ...down, schema: started };
    if (takes.length === 0 || isExact(judged, down.name)) return down;
    return { ...down, schema: { kind: "undetermined", because: unseen(takes, reasonOf(chain, started)) } };
  });
}

function isExact(judged: Evidence<RangeJudgement>, name: string): boolean {
  if (!judged.known) return false;
  return judged.value.migrations.some((one) => one.name === name && one.judgement.down.inverse === "exact");
}

function reasonOf(chain: Chain, started: SchemaCheck | undefined): string {
  if (chain.kind === "not") return chain.because;
  return started?.kind === "undetermined" ? started.because : "it was not compared";
}

function unseen([first = "something"]: readonly string[], because: string): string {
  return `its up takes away or changes what was there (${first}), and whether all of that is back is not known: ${because}`;
}
