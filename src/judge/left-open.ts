// What the ups did and the downs did not take back, and no schema shows, as it is not listed or not kept.
import type { Change, ChangeKind } from "../model/change.ts";
import type { Ways } from "./restored/ways.ts";
import type { Done } from "./run.ts";
import { leavesRecast } from "./recast-conditions.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { leavesUncommented } from "./uncommented.ts";

/** True where something is certain to be another than before the ups, or may be. */
export function leavesOpen(ways: Ways): boolean {
  if (leavesUncommented(ways) || leavesRecast(ways) || ways.ups.some((done) => isNotTakenBack(done, ways))) return true;
  if (ways.before.complete) return false;
  const all = [...ways.ups, ...ways.downs];
  return aspectsOf(ways).some(isOpen) || areRenamed(all) || all.some((done) => takesUnlisted(done, ways));
}

/** Indexes, some of which are not called as before in the end. */
function areRenamed(all: readonly Done[]): boolean {
  const first = new Map<string, string>();
  for (const { change } of all) {
    if (change.kind !== "rename-index") continue;
    first.set(change.to, first.get(change.index.name) ?? change.index.name);
    first.delete(change.index.name);
  }
  return [...first].some(([now, was]) => now !== was);
}

/** A side of something: what it must have been before the first change of it, where that says so, and what it is now. */
interface Aspect {
  readonly first: string | null;
  readonly now: string;
  readonly byUp: boolean;
  readonly byDown: boolean;
}

function isOpen({ first, now, byUp, byDown }: Aspect): boolean {
  return first === null ? !(byUp && byDown) : first !== now;
}

function aspectsOf({ ups, downs, before }: Ways): readonly Aspect[] {
  const unknown = new Set(
    [...before.tables.values()].flatMap(({ columns }) =>
      [...columns.values()].flatMap(({ id, definition }) => (definition === null ? [id] : [])),
    ),
  );
  const aspects = new Map<string, Aspect>();
  for (const [done, side] of [
    ...ups.map((one) => [one, "up"] as const),
    ...downs.map((one) => [one, "down"] as const),
  ]) {
    const made = MADE[done.change.kind];
    if (made === undefined || done.column === undefined || !unknown.has(done.column)) continue;
    const key = `${done.column} ${made.of}`;
    const known = aspects.get(key) ?? { first: made.from, now: made.to, byUp: side === "up", byDown: false };
    aspects.set(key, { ...known, now: made.to, byDown: known.byDown || side === "down" });
  }
  return [...aspects.values()];
}

interface Made {
  readonly of: "nulls" | "default" | "identity" | "expression";
  readonly from: string | null;
  readonly to: string;
}

const MADE: Partial<Readonly<Record<ChangeKind, Made>>> = {
  "set-not-null": { of: "nulls", from: "taken", to: "refused" },
  "drop-not-null": { of: "nulls", from: "refused", to: "taken" },
  "set-default": { of: "default", from: null, to: "another" },
  "drop-default": { of: "default", from: null, to: "none" },
  "add-identity": { of: "identity", from: "none", to: "some" },
  "set-identity": { of: "identity", from: null, to: "some" },
  "drop-identity": { of: "identity", from: "some", to: "none" },
  "set-expression": { of: "expression", from: null, to: "another" },
  "drop-expression": { of: "expression", from: null, to: "none" },
};

/** What is made again under its name need not be what it was. */
function takesUnlisted({ change }: Done, { before, ups, downs }: Ways): boolean {
  const isMade = (kind: ChangeKind, name: string): boolean =>
    [...ups, ...downs].some(({ change: other }) => other.kind === kind && nameIn(other) === name);
  if (change.kind === "drop-trigger" && change.table !== null)
    return !isMade("create-trigger", change.name) && tableIn(before, change.table)?.triggers.has(change.name) !== true;
  if (change.kind === "drop-routine")
    return !isMade("create-routine", change.routine.name) && !before.routines.has(keyOf(before, change.routine));
  return isOfUnlisted(change, isMade);
}

/** A constraint that was made of an index, which goes with it, or that was not valid before. */
function isOfUnlisted(change: Change, isMade: (kind: ChangeKind, name: string) => boolean): boolean {
  if (change.kind === "validate-constraint") return !isMade("add-constraint", change.name);
  if (change.kind !== "add-constraint" || !("usingIndex" in change.constraint)) return false;
  const { usingIndex } = change.constraint;
  return usingIndex !== null && !isMade("create-index", usingIndex);
}

/** Of what was there before: that it is altered again is taken for the way back. */
function isNotTakenBack({ change }: Done, { before, reverted, downs }: Ways): boolean {
  const again = downs.flatMap(({ change: other }) => (targetOf(other) === targetOf(change) ? [other] : []));
  if (targetOf(change) === undefined || isSetAgain(change, again)) return false;
  if (change.kind === "alter-routine") return !before.routines.has(keyOf(before, change.routine));
  if (change.kind !== "alter-constraint") return false;
  const [was, now] = [before, reverted].map((schema) => tableIn(schema, change.table));
  return was !== undefined && was.id === now?.id;
}

/** Of a routine, each of its options. */
function isSetAgain(change: Change, again: readonly Change[]): boolean {
  const options = (change.kind === "alter-routine" && change.options) || [];
  if (options.length === 0) return again.length > 0;
  const others = again.flatMap((other) => (other.kind === "alter-routine" ? [other] : []));
  return options.every(({ option }) => others.some((other) => other.options?.some((each) => each.option === option)));
}

/** Of changes that leave the schema as it is, or that may be of what it does not list. */
function targetOf(change: Change): string | undefined {
  if (change.kind === "alter-routine") return `routine ${change.routine.name}`;
  return change.kind === "alter-constraint" ? `${change.table.name} ${change.name}` : undefined;
}

function nameIn(change: Change): string | undefined {
  if (change.kind === "create-routine") return change.routine.name;
  if (change.kind === "create-index") return change.index.name ?? undefined;
  if (change.kind === "add-constraint") return change.constraint.name ?? undefined;
  return change.kind === "create-trigger" ? change.name : undefined;
}
