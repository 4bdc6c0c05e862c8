import type { At, Walk } from "./walk.ts";
import type { Argument } from "./wrappers.ts";
import { followInline, followNamed } from "./scripts.ts";
import { giveUp, quoted } from "./walk.ts";
import { isShell, shellTold } from "./wrappers.ts";

type Special = (walk: Walk, words: readonly Argument[], at: At) => void;

/** How to follow what runs something else, or changes where it is looked for; undefined for all others. */
export function specialOf(program: string): Special | undefined {
  return SPECIAL.get(program) ?? (isShell(program.replace(/^.*\//, "")) ? shell : undefined);
}

const SPECIAL: ReadonlyMap<string, Special> = new Map(
  Object.entries<Special>({
    exec: (walk, [, ...told], at) => {
      const words =
        told[0]?.text === "-a" ? told.slice(2) : told.filter(({ text }, index) => index > 0 || !/^-[cl]+$/.test(text));
      walk.follow(words, { ...at, last: true, goesOn: "not-known" });
    },
    ".": source,
    source,
    eval: (walk, [, ...told], at) => {
      const text = told.map((word) => word.text).join(" ");
      followInline(walk, [{ text, fixed: told.every(({ fixed }) => fixed) }], at);
    },
    trap: (walk, [, told], at) => {
      if (told !== undefined && told.text !== "-") followInline(walk, [told], { ...at, last: false });
    },
    alias: (walk, words, at) => giveUp(walk, at, `${quoted(words)}, which gives a command another meaning`),
    cd: move,
    pushd: move,
    popd: move,
    command: (walk, [, ...told], at) => {
      if (!/^-[vV]/.test(told[0]?.text ?? "")) walk.follow(told, at);
    },
    builtin: (walk, [, ...told], at) => walk.follow(told, at),
    su: (walk, words, at) => {
      const from = words.findIndex(({ text }) => text === "-c" || text === "--command");
      if (from === -1) giveUp(walk, at, `${quoted(words)}, which is not understood`);
      else followInline(walk, words.slice(from + 1, from + 2), at);
    },
    awk: programmed,
    gawk: programmed,
    mawk: programmed,
    xargs: (walk, words, at) => {
      if (xargsTold(words).length > 0) giveUp(walk, at, `${quoted(words)}, which is not followed`);
    },
    find: (walk, words, at) => {
      if (words.some(({ text }) => /^-(?:exec|ok)/.test(text)))
        giveUp(walk, at, `${quoted(words)}, which is not followed`);
    },
  }),
);

/** What it does to the arguments, it does to those of the script that sources it. */
function source(walk: Walk, [, ...told]: readonly Argument[], at: At): void {
  followNamed(walk, told, at);
  const name = told[0]?.text;
  const sets = walk.files.files.some(
    ({ word, holds }) => word === name && holds.kind === "text" && SETS.test(holds.text),
  );
  if (sets) giveUp(walk, at, `"${name}", which sets the arguments`);
}

/** Without a program to start, xargs prints what it reads. */
function xargsTold([, ...told]: readonly Argument[]): readonly Argument[] {
  const isValue = (index: number): boolean => /^-[dLnPsE]$/.test(told[index - 1]?.text ?? "");
  return told.filter(({ text }, index) => !text.startsWith("-") && !isValue(index));
}

function programmed(walk: Walk, words: readonly Argument[], at: At): void {
  if (words.some(({ text }) => /\bsystem\b|\|/.test(text)))
    giveUp(walk, at, `${quoted(words)}, which may run a command`);
}

function move(walk: Walk, [, to]: readonly Argument[]): void {
  if (to?.text.replace(/(?<=.)\/$/, "") !== walk.files.directory) walk.changes.add("directory");
}

function shell(walk: Walk, [program, ...told]: readonly Argument[], at: At): void {
  if (told.some(({ text }) => /^-\w*e/.test(text))) walk.mayStop = true;
  const script = shellTold(told);
  if (script === undefined)
    return giveUp(walk, at, `${quoted([...(program ? [program] : []), ...told])}, which is not known before it runs`);
  if (script.kind === "text") return followInline(walk, [script.text, ...script.args], at);
  followNamed(walk, [script.file, ...script.args], at);
}

const SETS = /^\s*set\s+--/m;
