// A case, played on a real database from the schema before the up to the schema after the down.
import type { Impact, Inverse } from "../../src/model/judgement.ts";
import type { CorpusCase } from "./case.ts";
import type { Contents } from "./contents.ts";
import type { Tried } from "./impact.ts";
import type { Hold, Stage } from "./stage.ts";
import type { Stages } from "./stages.ts";
import { withoutNotes } from "./contents.ts";
import { impactBetween, withLaterErrors } from "./impact.ts";
import { hasPlace, isBack, lossBetween } from "./loss.ts";

/** What happened. */
export interface Seen {
  /** Statements that failed where the case says they pass: a mistake in the case. */
  readonly mistakes: readonly string[];
  readonly oldOnNew: Impact;
  readonly upLoses: readonly string[];
  readonly down: SeenDown;
  /** Undefined where there was no down, or none that passed. */
  readonly reverted: SeenReverted | undefined;
}

export interface SeenDown {
  readonly succeeds: "yes" | "no" | "data_dependent" | "no_down";
  readonly error: string | undefined;
}

export interface SeenReverted {
  readonly loses: readonly string[];
  readonly restores: "all" | "some" | "places" | "nothing";
  readonly inverse: readonly Inverse[];
  readonly schemaDiffers: readonly string[];
  readonly newOnReverted: Impact;
  readonly hold: Hold | undefined;
}

export async function play(corpusCase: CorpusCase, stages: Stages): Promise<Seen> {
  const stage = await stages.take();
  try {
    return await playOn(stage, corpusCase, stages);
  } finally {
    await stages.giveBack(stage);
  }
}

async function playOn(stage: Stage, corpusCase: CorpusCase, stages: Stages): Promise<Seen> {
  await stage.run(corpusCase.schema);
  await stage.run(corpusCase.seed);
  const first = await momentOf(stage, corpusCase);
  await runUp(stage, corpusCase);
  const second = await momentOf(stage, corpusCase);
  const writes = [corpusCase.written, corpusCase.downPassesAfter].filter((text) => text !== undefined);
  await stage.run(writes.join(";\n"));
  const later = writes.length === 0 ? second.old : await triedBy(stage, corpusCase, "old");
  const before = {
    ...second,
    contents: withoutNotes(await stage.contents()),
    new: await triedBy(stage, corpusCase, "new"),
  };
  const mistakes = [...failed(first.old.plain, "before the up"), ...failed(before.new.plain, "before the down")];
  const upLoses = lossBetween(first.contents, second.contents);
  const oldOnNew = withLaterErrors(impactBetween(first.old, second.old), first.old, later);
  const common = { mistakes, oldOnNew, upLoses };
  if (isNothing(corpusCase.down) && !(corpusCase.down !== undefined && isNothing(corpusCase.up)))
    return { ...common, down: { succeeds: "no_down", error: undefined }, reverted: undefined };
  const { error, hold } = await stage.revert(corpusCase.down, corpusCase.outsideTransaction ?? false);
  if (error !== undefined) return { ...common, down: { succeeds: "no", error }, reverted: undefined };
  const failing = await failsInTheOtherWorld(corpusCase, stages);
  const succeeds = failing === undefined ? "yes" : "data_dependent";
  const reverted = { ...(await seenAfter(stage, corpusCase, { first, second, before, upLoses })), hold };
  return { ...common, down: { succeeds, error: failing }, reverted };
}

interface Moment {
  readonly schema: readonly string[];
  readonly contents: Contents;
  readonly old: Tried;
}

interface Earlier {
  readonly first: Moment;
  readonly second: Moment;
  readonly before: Moment & { readonly new: Tried };
  readonly upLoses: readonly string[];
}

async function seenAfter(
  stage: Stage,
  corpusCase: CorpusCase,
  { first, second, before, upLoses }: Earlier,
): Promise<Omit<SeenReverted, "hold">> {
  const contents = withoutNotes(await stage.contents());
  const schema = await stage.schema();
  return {
    loses: lossBetween(before.contents, contents),
    restores: restoredOf(upLoses, first.contents, contents),
    inverse: inverseOf(first.schema, second.schema, schema),
    schemaDiffers: differenceOf(first.schema, schema),
    newOnReverted: impactBetween(before.new, await triedBy(stage, corpusCase, "new")),
  };
}

function restoredOf(lost: readonly string[], first: Contents, last: Contents): SeenReverted["restores"] {
  const back = lost.filter((loss) => isBack(loss, first, last));
  if (back.length === lost.length) return "all";
  if (back.length > 0) return "some";
  return lost.every((loss) => hasPlace(loss, last)) ? "places" : "nothing";
}

function inverseOf(first: readonly string[], second: readonly string[], last: readonly string[]): readonly Inverse[] {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");
  if (same(first, last)) return same(second, last) ? ["exact", "noop"] : ["exact"];
  return same(second, last) ? ["noop", "differs"] : ["differs"];
}

function differenceOf(first: readonly string[], last: readonly string[]): readonly string[] {
  const missing = first.filter((line) => !last.includes(line)).map((line) => `- ${line}`);
  return [...missing, ...last.filter((line) => !first.includes(line)).map((line) => `+ ${line}`)];
}

async function failsInTheOtherWorld(corpusCase: CorpusCase, stages: Stages): Promise<string | undefined> {
  const { downFailsAfter, downPassesAfter, down = "" } = corpusCase;
  if (downFailsAfter === undefined && downPassesAfter === undefined) return undefined;
  const stage = await stages.take();
  try {
    await stage.run(corpusCase.schema);
    await stage.run(corpusCase.seed);
    await runUp(stage, corpusCase);
    await stage.run([corpusCase.written, downFailsAfter].filter((text) => text !== undefined).join(";\n"));
    return (await stage.revert(down, corpusCase.outsideTransaction ?? false)).error;
  } finally {
    await stages.giveBack(stage);
  }
}

async function runUp(stage: Stage, { up, outsideTransaction }: CorpusCase): Promise<void> {
  await (outsideTransaction ? stage.runApart(up) : stage.run(up));
}

async function momentOf(stage: Stage, corpusCase: CorpusCase): Promise<Moment> {
  const contents = withoutNotes(await stage.contents());
  return { schema: await stage.schema(), contents, old: await triedBy(stage, corpusCase, "old") };
}

async function triedBy(stage: Stage, corpusCase: CorpusCase, client: "old" | "new"): Promise<Tried> {
  const plain = corpusCase[client];
  const ifData = (client === "old" ? corpusCase.oldIfData : corpusCase.newIfData) ?? [];
  const held = withoutNotes(await stage.contents());
  const attempts = await stage.attempt([...plain, ...ifData], corpusCase.asApp ?? false);
  return { held, plain: attempts.slice(0, plain.length), ifData: attempts.slice(plain.length) };
}

function failed(attempts: Tried["plain"], when: string): readonly string[] {
  return attempts
    .filter(({ error }) => error !== undefined)
    .map(({ statement, error }) => `${statement} fails ${when}: ${error}`);
}

/** Nothing but comments and white space undoes nothing. */
function isNothing(script: string | undefined): script is undefined {
  return script === undefined || script.replaceAll(/(?:--|#)[^\n]*|\/\*[^!M][^]*?\*\/|[\s;]/g, "") === "";
}
