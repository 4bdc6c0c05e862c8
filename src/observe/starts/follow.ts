import type { StartFiles } from "../../model/start-files.ts";
import type { At, Walk } from "./walk.ts";
import type { Argument } from "./wrappers.ts";
import { maskCredentials } from "../../mask.ts";
import { migratorCallsIn } from "../migrator-words.ts";
import { isHarmless, isOfSystem, isServer, isStarter } from "./known-programs.ts";
import { isPackageManager } from "./package-start.ts";
import { followFile, followPackage } from "./scripts.ts";
import { specialOf } from "./special-commands.ts";
import { fileOf, giveUp, newWalk, quoted, textOf } from "./walk.ts";
import { wrappedBy } from "./wrappers.ts";

/** How a container is started. */
export interface Started {
  /** Which container it is, for people. */
  readonly container: string;
  readonly words: readonly string[];
  /** Directories in which it has other files than the look had. */
  readonly elsewhere: readonly string[];
}

/** Whether it calls a migrator, why that cannot be told, and what was read to find out. */
export interface Followed {
  readonly calls: readonly { readonly label: string; readonly quote: string; readonly mayFail: boolean }[];
  readonly unseen: readonly string[];
  readonly read: readonly string[];
  /** What runs in the end, whose own work was not looked at. */
  readonly programs: readonly string[];
}

/**
 * Follows a container's command through the shell scripts and scripts of package.json that it starts, by the files of a
 * look into its image. Every command of a script counts, whatever it depends on. Pure.
 */
export function follow({ container, words, elsewhere }: Started, files: StartFiles): Followed {
  const walk = newWalk({ container, files, elsewhere }, (some, at) => followCommand(walk, some, at));
  const all = words.map((text) => ({ text, fixed: true }));
  walk.follow(all, { label: container, last: true, goesOn: "not-known", depth: 0 });
  for (const change of walk.changes) {
    const sought = walk.sought.filter(({ from, word }) => from === change && !isServer(word)).map(({ word }) => word);
    const what = change === "PATH" ? "PATH" : "its working directory";
    const from = [...new Set(sought)].join(", ");
    if (from !== "") walk.unseen.add(`${container} changes ${what}, and ${from} may come from elsewhere`);
  }
  const goesOn = walk.mayStop ? ["surely"] : ["surely", "unless-told"];
  const calls = walk.calls.map(({ label, quote, goesOn: it }) => ({ label, quote, mayFail: goesOn.includes(it) }));
  return { calls, unseen: [...walk.unseen], read: [...walk.read], programs: [...walk.programs] };
}

type Command = readonly [program: Argument, ...told: readonly Argument[]];

function followCommand(walk: Walk, words: readonly Argument[], at: At): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  if (!first.fixed && first.text !== "[")
    return giveUp(walk, at, `${quoted(words)}, which is not known before it runs`);
  const isFunction = walk.functions.has(first.text);
  if (isFunction) followGiven(walk, rest, at);
  if (!isFunction || isReplaced(walk, first.text)) followFixed(walk, [first, ...rest], at);
}

/** A function's own commands are followed where it stands; some run what they are given, as `retry COMMAND` does. */
function followGiven(walk: Walk, given: readonly Argument[], at: At): void {
  if (walk.runsGiven) walk.follow(given, { ...at, last: false, goesOn: "not-known" });
}

function followFixed(walk: Walk, words: Command, at: At): void {
  const [{ text: program }] = words;
  const special = specialOf(program);
  if (special !== undefined) return special(walk, words, at);
  if (isHarmless(program) && !isReplaced(walk, program)) return;
  const calls = migratorCallsIn(words.map(({ text }) => text)).filter(({ byName }) => !byName);
  for (const { quote } of calls) walk.calls.push({ label: at.label, quote: maskCredentials(quote), goesOn: at.goesOn });
  if (calls.length === 0) startedBy(walk, words, at);
}

/** A command that is no migrator by its own words. */
function startedBy(walk: Walk, words: Command, at: At): void {
  const [first, ...rest] = words;
  const name = first.text.replace(/^.*\//, "");
  if (isPackageManager(name) && !isVersion(rest)) return followPackage(walk, words, at);
  if (isStarter(name)) return giveUp(walk, at, `${quoted(words)}, and it is not known what that starts`);
  const wrapped = wrappedBy(name, rest);
  if (wrapped === "unclear") return giveUp(walk, at, `${quoted(words)}, which is not understood`);
  if (wrapped !== undefined) return walk.follow(wrapped, at);
  const file = fileOf(walk, first.text, "command");
  if (file !== undefined && file.holds.kind !== "program") return followFile(walk, [file, rest], at);
  program(walk, words, { at, isThere: file !== undefined || isServer(name) });
}

/** What is not looked into. */
function program(walk: Walk, words: Command, more: { readonly at: At; readonly isThere: boolean }): void {
  const [{ text }, ...rest] = words;
  if ((isServer(text) || isPackageManager(text)) && isVersion(rest)) return;
  const trouble = troubleWith(walk, words, more);
  if (trouble === undefined) walk.programs.add(quoted(words));
  else giveUp(walk, more.at, `${quoted(words)}, ${trouble}`);
}

function isVersion([word, ...more]: readonly Argument[]): boolean {
  return more.length === 0 && /^(?:--version|-[vV])$/.test(word?.text ?? "");
}

/** Why a program that is not looked into may migrate nevertheless. */
function troubleWith(walk: Walk, words: readonly Argument[], more: { at: At; isThere: boolean }): string | undefined {
  if (migratorCallsIn(words.map(({ text }) => text)).length > 0)
    return "which migrates by its name, and whose text was not read";
  if (!more.at.last) return "before what runs in the end, and what it does was not looked at";
  if (!more.isThere) return "which was not found in the image";
  const text = textOf(words);
  if (/migrat/i.test(text)) return "which may migrate by what it is told";
  if (/^(?:\S*\/)?(?:node\s(?:.*\s)?--run\b|deno\s(?:.*\s)?task\s)/.test(text))
    return "which runs a script of the project's";
  return words.slice(1).some(({ text }) => isScript(walk, text)) ? "which is told of a script" : undefined;
}

/** A script of the image's maker goes by this name. */
function isReplaced({ files }: Walk, word: string): boolean {
  const found = files.files.find((file) => file.word === word && file.by === "PATH");
  return found?.holds.kind === "text" && !isOfSystem(found.path);
}

function isScript({ files }: Walk, word: string): boolean {
  if (word.endsWith(".sh")) return true;
  return files.files.some((file) => file.word === word && file.path !== "package.json" && file.holds.kind === "text");
}
