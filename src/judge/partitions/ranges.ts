// What MySQL asks of partitions by range, each of which ends below the next: the chapter "Management of RANGE and LIST
// Partitions".
import type { PartitionRange } from "../../model/change/partitions.ts";

type Ranges = readonly PartitionRange[];

/** Why one cannot be added behind the last; undefined where it can, null where that cannot be told. */
export function obstacleToAdding(ranges: Ranges, added: Ranges): string | null | undefined {
  const taken = added.find(({ name }) => ranges.some((range) => range.name === name));
  if (taken !== undefined) return `${taken.name} exists already`;
  const all = [...ranges.slice(-1), ...added];
  for (const [place, { name, below }] of all.entries()) {
    const last = all[place - 1];
    const isHigher = last === undefined ? true : isBelow(last.below, below);
    if (isHigher === null) return null;
    if (!isHigher) return `${name} does not lie behind ${last?.name ?? ""}`;
  }
  return undefined;
}

/** All that is put together has to end where it ended; the last of the table may end later. */
export function obstacleToReorganizing(ranges: Ranges, names: readonly string[], made: Ranges): string | undefined {
  const [was, now] = [ranges.filter(({ name }) => names.includes(name)).at(-1), made.at(-1)];
  if (was === undefined || now === undefined || was.below === now.below) return undefined;
  const isLater = was === ranges.at(-1) && isBelow(was.below, now.below) !== false;
  return isLater ? undefined : `${now.name} does not end where ${was.name} did`;
}

/** Values above what is left have no place; those below fall into the next. */
export function isLastDropped(ranges: Ranges, names: readonly string[]): boolean {
  return names.includes(ranges.at(-1)?.name ?? "");
}

export function rangesAfter(
  ranges: Ranges,
  {
    kind,
    partitions,
    ranges: made,
  }: { readonly kind: string; readonly partitions: readonly string[]; readonly ranges?: Ranges },
): Ranges {
  if (kind === "add-partition") return [...ranges, ...(made ?? [])];
  const first = ranges.findIndex(({ name }) => partitions.includes(name));
  const left = ranges.filter(({ name }) => !partitions.includes(name));
  if (kind === "drop-partition") return left;
  // Without others to go to, they are written anew where they are.
  const isReplaced = kind === "reorganize-partition" && first !== -1 && made !== undefined;
  return isReplaced ? left.toSpliced(first, 0, ...made) : ranges;
}

/** null where the two texts are not of the same form. */
function isBelow(low: string | null, high: string | null): boolean | null {
  if (low === null) return false;
  if (high === null) return true;
  if (NUMBER.test(low) && NUMBER.test(high)) return Number(low) < Number(high);
  return formOf(low) === formOf(high) ? low < high : null;
}

function formOf(text: string): string {
  return text.replaceAll(/\d/g, "0");
}

const NUMBER = /^-?\s*\d+$/;
