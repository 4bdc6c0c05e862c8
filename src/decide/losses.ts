import type { Loss } from "../model/judgement.ts";
import type { Count, CountedLoss, Since } from "../model/loss.ts";
import type { MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { lossNoun } from "../model/loss.ts";
import { seen } from "./gap.ts";

/** What the downs that will run destroy, newest migration first. */
export function lossesAhead({ losses }: Situation, gap: Gap): readonly CountedLoss[] {
  const byName = lossesByName(losses);
  return seen(gap.ahead).flatMap(({ name }) => byName.get(name) ?? []);
}

export function lossesByName(losses: readonly CountedLoss[]): ReadonlyMap<MigrationName, readonly CountedLoss[]> {
  return Map.groupBy(losses, ({ migration }) => migration);
}

/** "12 rows", "about 1,200,000 values": an estimate only with two digits, since it never is what it says. */
export function amountOf(object: Loss, count: Count): string {
  const noun = lossNoun(object);
  switch (count.kind) {
    case "exact":
      return `${count.rows} ${noun}${count.rows === 1 ? "" : "s"}`;
    case "estimated":
      return `about ${rounded(count.rows).toLocaleString("en")} ${noun}s (the planner's estimate: ${count.because})`;
    case "undetermined":
      return `not counted: ${count.because}`;
  }
}

/** Whether it is the new release's alone, or older: then the returning code misses it as well. */
export function ageOf(since: Since): string {
  switch (since.kind) {
    case "all":
      return "none older than the migration";
    case "some":
      return `${since.rows} of them in rows inserted after the migration (by ${since.by})`;
    case "undetermined":
      return `possibly older than the migration (${since.because})`;
  }
}

/** With one digit after the point at most: "1.5GiB". */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), UNITS.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(1))}${UNITS[power] ?? "B"}`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

function rounded(count: number): number {
  return Number(count.toPrecision(2));
}
