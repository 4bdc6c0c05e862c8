import type { StartFile } from "../../model/start-files.ts";
import type { ShellCall } from "./shell-script.ts";
import type { At, Walk } from "./walk.ts";
import type { Argument } from "./wrappers.ts";
import { isAllArguments, possibleArguments, withArguments } from "./arguments.ts";
import { goesOnAfter, mayStop } from "./goes-on.ts";
import { isHarmless } from "./known-programs.ts";
import { packageStart } from "./package-start.ts";
import { shellScriptOf } from "./shell-calls.ts";
import { fileOf, giveUp, isElsewhere, quoted, textOf } from "./walk.ts";

/** A script in a file, and what it is given: `sh FILE`, `. FILE`. */
export function followNamed(walk: Walk, [file, ...given]: readonly Argument[], at: At): void {
  if (file === undefined) return;
  if (!file.fixed) return giveUp(walk, at, `${quoted([file])}, which is not known before it runs`);
  const found = fileOf(walk, file.text, "script");
  if (found === undefined) return giveUp(walk, at, `${quoted([file])}, which was not found in the image`);
  if (found.holds.kind === "program") return giveUp(walk, at, `${quoted([file])}, which is no shell script`);
  followFile(walk, [found, given], at);
}

export function followFile(walk: Walk, [file, given]: readonly [StartFile, readonly Argument[]], at: At): void {
  const { path, holds, word } = file;
  if (isElsewhere(walk, path)) return giveUp(walk, at, `"${word}", which lies in a volume that the look did not have`);
  if (holds.kind === "unread") return giveUp(walk, at, `"${word}", which ${holds.because}`);
  walk.read.add(path);
  if (holds.kind !== "text") return;
  if (!isForBash(holds.text)) return giveUp(walk, at, `"${word}", which is not for sh or bash`);
  const visit = [path, at.last, textOf(given)].join(" ");
  if (walk.visited.has(visit)) return;
  walk.visited.add(visit);
  const label = `${walk.container}, ${path}`;
  followText(walk, holds.text, { at: { ...at, label }, given, file: word });
}

/** A script that stands where it is started: `sh -c TEXT`. */
export function followInline(walk: Walk, [text, ...given]: readonly Argument[], at: At): void {
  if (text === undefined) return;
  if (!text.fixed) return giveUp(walk, at, `${quoted([text])}, which is not known before it runs`);
  followText(walk, text.text, { at, given, file: undefined });
}

/** `npm start` and its like. */
export function followPackage(walk: Walk, words: readonly Argument[], at: At): void {
  const file = walk.files.files.find(({ path }) => path === "package.json");
  walk.sought.push({ from: "directory", word: "package.json" });
  const isHere = file?.holds.kind === "text" && !isElsewhere(walk, "package.json");
  const start = packageStart(words, isHere && file.holds.kind === "text" ? file.holds.text : undefined);
  if (start.kind === "unseen") return giveUp(walk, at, `${quoted(words)}, ${start.because}`);
  if (start.kind === "command") return walk.follow(start.words, at);
  walk.read.add("package.json");
  for (const { name, text } of start.scripts) {
    const visit = `script ${name} ${at.last} ${text}`;
    if (walk.visited.has(visit)) continue;
    walk.visited.add(visit);
    const label = `${walk.container}, script "${name}" of package.json`;
    const last = at.last && !/^(?:pre|post)/.test(name);
    followText(walk, text, { at: { ...at, label, last }, given: [], file: undefined });
  }
}

interface Script {
  readonly at: At;
  readonly given: readonly Argument[];
  /** As it was named; of a script in a file, the lines count. */
  readonly file: string | undefined;
}

function followText(walk: Walk, text: string, { at, given, file }: Script): void {
  const script = at.depth < DEEPEST ? shellScriptOf(text) : undefined;
  if (script === undefined) return giveUp(walk, at, "a script that is not understood as a whole");
  const { calls, functions } = script;
  for (const name of functions) walk.functions.add(name);
  walk.mayStop ||= mayStop(text);
  walk.runsGiven ||= functions.size > 0 && calls.some(runsWhatItIsGiven);
  if (calls.some(setsPath)) walk.changes.add("PATH");
  const possible = possibleArguments(calls, given);
  for (const [index, call] of calls.entries()) {
    const here = placeOf(at, [call, calls[index + 1]], file !== undefined);
    for (const words of withArguments(ownWords(call, file), possible)) walk.follow(words, here);
  }
}

/** A script may start itself again, as another user; one that is sourced has the arguments of the one that sources it. */
function ownWords({ words }: ShellCall, file: string | undefined): readonly Argument[] {
  const own = words.map((word) => (file !== undefined && isItself(word) ? { text: file, fixed: true } : word));
  const isSourcing = /^(?:\.|source)$/.test(own[0]?.text ?? "") && own.length === 2;
  return isSourcing ? [...own, { text: "$@", fixed: false }] : own;
}

function isItself({ text, fixed }: Argument): boolean {
  return !fixed && /^\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\})$/.test(text);
}

function placeOf(at: At, [call, next]: readonly [ShellCall, ShellCall | undefined], hasLines: boolean): At {
  return {
    label: hasLines ? `${at.label} line ${call.line}` : at.label,
    last: at.last && next === undefined,
    goesOn: goesOnAfter(call, next),
    depth: at.depth + 1,
  };
}

function setsPath({ sets, words }: ShellCall): boolean {
  return sets.includes("PATH") || words.some(({ text }) => /^PATH\+?=/.test(text));
}

function runsWhatItIsGiven({ words, outermost }: ShellCall): boolean {
  return !outermost && !isHarmless(words[0]?.text ?? "") && words.some((word) => isAllArguments(word) || isOne(word));
}

function isOne({ text, fixed }: Argument): boolean {
  return !fixed && /^\$(?:\d|\{\d\})$/.test(text);
}

function isForBash(text: string): boolean {
  const [first = ""] = text.split("\n", 1);
  return !first.startsWith("#!") || FOR_BASH.test(first);
}

const FOR_BASH =
  /^#!\s*(?:\S*\/env\s+(?:-S\s+)?|\S*with-contenv\s+|\S*dumb-init\s+(?:--\s+)?)?(?:\S*\/)?(?:ba|da|a)?sh(?:\s+-\S+)*\s*$/;

/** More scripts within scripts than anybody writes; it ends what starts itself. */
const DEEPEST = 20;
