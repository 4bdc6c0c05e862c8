import type { RehearsedDown, SchemaCheck, TriedDown } from "../../model/rehearsal.ts";
import type { SchemaDdl } from "../../model/schema-ddl.ts";
import type { Stage } from "../../ports/rehearsal.ts";
import type { Part } from "./downs.ts";
import { present } from "../present.ts";
import { differencesBetween, goneBetween } from "./differences.ts";

/** A down that was tried. `takes` is what its up takes away or changes, as far as that was seen. */
export interface Played extends RehearsedDown {
  readonly takes: readonly string[];
}

export interface Playing {
  /** Whether times say something of the live database. */
  readonly timed: boolean;
  /** Ends it before the next down. */
  readonly stop: AbortSignal;
  /** What is wrong after so many downs; null where nothing is. */
  check(done: number): Promise<string | null>;
}

/**
 * Runs the downs, newest first, until one does not succeed. When all did, their ups run again, oldest first, and each
 * must lead back to the schema that was there before its down.
 */
export async function play<Down, Up>(
  stage: Stage<Down, Up>,
  parts: readonly Part<Down, Up>[],
  playing: Playing,
): Promise<readonly Played[]> {
  const schemas = [await stage.schema()];
  const tried: TriedDown[] = [];
  for (const [index, part] of parts.entries()) {
    const down = tried.every(({ kind }) => kind === "succeeded") ? await tryDown(stage, part, playing) : NOT_REACHED;
    tried.push(down.kind === "succeeded" ? await checked(down, await playing.check(index + 1)) : down);
    schemas.push(await stage.schema());
  }
  const all = tried.every(({ kind }) => kind === "succeeded");
  const checks = all ? await playUps(stage, parts, schemas) : parts.map(() => NOT_COMPARED);
  return parts.map(({ name, file, recorded }, index) => ({
    name,
    file,
    ...present({ recorded }),
    down: tried[index] ?? NOT_REACHED,
    ...(checks[index] ?? NOT_COMPARED),
  }));
}

async function tryDown<Down, Up>(
  stage: Stage<Down, Up>,
  { down }: Part<Down, Up>,
  { timed, stop }: Playing,
): Promise<TriedDown> {
  if (stop.aborted) return { kind: "not-run", because: "interrupted" };
  if (down.kind === "not") return { kind: "not-run", because: down.because };
  const tried = await stage.revert(down.what);
  if (tried.kind === "unknown") return { kind: "not-run", because: tried.because };
  const seconds = timed ? tried.seconds : null;
  return tried.kind === "ran" ? { kind: "succeeded", seconds } : { kind: "failed", because: tried.because, seconds };
}

async function checked(
  down: TriedDown & { readonly seconds: number | null },
  wrong: string | null,
): Promise<TriedDown> {
  return wrong === null ? down : { kind: "failed", because: wrong, seconds: down.seconds };
}

type Compared = Pick<Played, "schema" | "takes">;

async function playUps<Down, Up>(
  stage: Stage<Down, Up>,
  parts: readonly Part<Down, Up>[],
  schemas: readonly SchemaDdl[],
): Promise<readonly Compared[]> {
  const compared: Compared[] = parts.map(() => NOT_COMPARED);
  for (const [index, { up }] of [...parts.entries()].toReversed()) {
    const [before, below] = [schemas[index], schemas[index + 1]];
    if (up.kind === "not") {
      compared[index] = undetermined(`${up.because}, so it cannot be run again`);
      return compared;
    }
    if (before === undefined || below === undefined) return compared;
    const again = await stage.apply(up.what);
    if (again.kind === "unknown") {
      compared[index] = undetermined(`its up could not be run again: ${again.because}`);
      return compared;
    }
    if (again.kind === "refused") {
      compared[index] = { schema: differs([`its up does not run again: ${again.because}`]), takes: [] };
      return compared;
    }
    const after = await stage.schema();
    const differences = differencesBetween(before, after);
    const schema: SchemaCheck = differences.length === 0 ? { kind: "same" } : differs(differences);
    compared[index] = { schema, takes: goneBetween(below, after) };
  }
  return compared;
}

function differs(differences: readonly string[]): SchemaCheck {
  return { kind: "differs", differences };
}

function undetermined(because: string): Compared {
  return { schema: { kind: "undetermined", because }, takes: [] };
}

const NOT_REACHED: TriedDown = { kind: "not-run", because: "one before it did not succeed" };

const NOT_COMPARED: Compared = undetermined("not compared, as not all downs and ups before it succeeded");
