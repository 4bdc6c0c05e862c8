import type { Evidence } from "../model/evidence.ts";
import type { AtStart } from "../model/situation.ts";
import type { StartFiles } from "../model/start-files.ts";
import type { Revision } from "../model/workload.ts";
import type { Followed } from "./starts/follow.ts";
import type { LikelyStart } from "./starts/likely-entrypoints.ts";
import type { OwnPart } from "./starts/own-parts.ts";
import type { Part } from "./template-start.ts";
import { known, undetermined } from "../model/evidence.ts";
import { follow } from "./starts/follow.ts";
import { likelyStartOf } from "./starts/likely-entrypoints.ts";
import { ownPartsOf } from "./starts/own-parts.ts";
import { callsIn, commandOf, unseenIn } from "./template-start.ts";

interface Looked {
  readonly revision: Revision;
  readonly container: string;
  readonly parts: readonly Part[];
}

/**
 * Whether a revision runs its migrator when its Pods start, by the scripts of its image. What the image's own entrypoint
 * does is never known, since that is none of the files: one that is found may be another.
 */
export function lookedStart({ revision, container, parts }: Looked, files: StartFiles): Evidence<AtStart> {
  const own = ownPartsOf(revision, container).map((part) => lookedPart(part, files));
  const others = parts.filter(({ start }) => !own.some(({ part }) => part.start === start));
  const calls = [...own.flatMap(({ followed }) => followed.calls), ...others.flatMap(callsOf)];
  const quotes = calls.map(({ label, quote }) => `${label} runs "${quote}"`).join("; ");
  if (calls.some(({ mayFail }) => !mayFail)) return known("runs", "image", quotes);
  const unseen = [...own.flatMap((one) => one.unseen), ...others.flatMap(unseenIn)];
  const looked = parts.map(({ label, start }) => `${label}: ${commandOf(start)}`);
  const read = unique(own.flatMap(({ followed }) => followed.read));
  const inImage = read.length === 0 ? [] : [`read in the image: ${read.join(", ")}`];
  if (unseen.length > 0)
    return undetermined(unique(unseen).join("; "), [...looked, ...inImage, ...own.flatMap((one) => one.likely.looked)]);
  if (calls.length > 0) return known("runs-and-goes-on", "image", quotes);
  const programs = unique(own.flatMap(({ followed }) => followed.programs));
  const what = programs.length === 0 ? "a program" : programs.join(", ");
  return known(
    "does-not-run",
    "image",
    `no migrator in ${[...looked, ...inImage].join(", ")}; what ${what} does itself was not looked at`,
  );
}

/** Whether the template alone does not tell what this container starts. */
export function isUnseen(part: OwnPart): boolean {
  return part.start.command === null || follow(part, { directory: "", files: [] }).unseen.length > 0;
}

interface LookedPart {
  readonly part: OwnPart;
  readonly followed: Followed;
  readonly unseen: readonly string[];
  readonly likely: LikelyStart;
}

/** Where the template gives arguments alone, they are words for the image's own entrypoint, which runs them as a rule. */
function lookedPart(part: OwnPart, files: StartFiles): LookedPart {
  const followed = follow(part, files);
  if (part.start.command !== null) return { part, followed, unseen: followed.unseen, likely: NOTHING_LIKELY };
  const likely = likelyStartOf(part, files);
  const calls = likely.calls.map((call) => `in the image, ${call}`);
  return { part, followed, unseen: [...unseenIn({ label: part.container, start: part.start }), ...calls], likely };
}

function callsOf(part: Part): Followed["calls"] {
  const sure = callsIn(part).filter(({ call }) => !call.byName);
  return sure.map(({ label, call: { quote, mayFail } }) => ({ label, quote, mayFail }));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

const NOTHING_LIKELY: LikelyStart = { calls: [], looked: [] };
