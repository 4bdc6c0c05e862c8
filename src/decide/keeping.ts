import type { Loss } from "../model/judgement.ts";
import type { CountedLoss } from "../model/loss.ts";
import type { MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { isNothing } from "../model/loss.ts";
import { lossesAhead, lossesByName, sizeText } from "./losses.ts";

/** What is copied before each down runs; nothing where that is refused, or all of it is too much. */
export function keptAside(situation: Situation, gap: Gap): ReadonlyMap<MigrationName, readonly Loss[]> {
  if (!isKept(situation, gap)) return new Map();
  const kept = lossesAhead(situation, gap).filter((loss) => loss.keep.kind === "can" && !isNothing(loss));
  const byName = [...lossesByName(kept)].map(([name, losses]) => [name, losses.map(({ object }) => object)] as const);
  return new Map(byName);
}

/** What would be lost and is not kept, with the reason; nothing where the operator refused to keep anything. */
export function notKept(
  situation: Situation,
  gap: Gap,
): readonly { readonly loss: CountedLoss; readonly why: string }[] {
  const { keepRows, keepRowsMaxBytes } = situation.settings;
  if (keepRows.value === "off") return [];
  const tooLarge = `about ${sizeText(sizeOf(situation, gap))} in all, more than --keep-rows-max ${sizeText(keepRowsMaxBytes.value)}`;
  const fits = isKept(situation, gap);
  return lossesAhead(situation, gap).flatMap((loss) => {
    if (isNothing(loss)) return [];
    if (loss.keep.kind === "cannot") return [{ loss, why: loss.keep.because }];
    return fits ? [] : [{ loss, why: tooLarge }];
  });
}

function isKept(situation: Situation, gap: Gap): boolean {
  const { keepRows, keepRowsMaxBytes } = situation.settings;
  return keepRows.value === "auto" && sizeOf(situation, gap) <= keepRowsMaxBytes.value;
}

function sizeOf(situation: Situation, gap: Gap): number {
  return lossesAhead(situation, gap)
    .filter((loss) => !isNothing(loss))
    .reduce((sum, { keep }) => sum + (keep.kind === "can" ? keep.bytes : 0), 0);
}
