import type { ShellCall } from "./shell-script.ts";
import type { Argument } from "./wrappers.ts";

/** The arguments that a script may have when one of its commands uses them, the ones that it was given first. */
export function possibleArguments(
  calls: readonly ShellCall[],
  given: readonly Argument[],
): readonly (readonly Argument[])[] {
  const set = calls.flatMap(({ words: [program, ...rest] }) => {
    const dashes = rest.findIndex(({ text }) => text === "--");
    if (program?.text !== "set" || (dashes === -1 && /^[-+]/.test(rest[0]?.text ?? "-"))) return [];
    const words = rest.slice(dashes + 1);
    return [words.flatMap((word) => (isAllArguments(word) ? given : [word]))];
  });
  const isShifted = calls.some(({ words }) => words[0]?.text === "shift");
  const shifted = isShifted ? given.slice(0, MOST).map((_, index) => given.slice(index + 1)) : [];
  return [given, ...set, ...shifted];
}

/** The words of a command with each of the arguments that the script may have; as they are where it uses none. */
export function withArguments(
  words: readonly Argument[],
  possible: readonly (readonly Argument[])[],
): readonly (readonly Argument[])[] {
  const [given = [], ...others] = possible;
  const numbered = others.length > 0 ? words : words.flatMap((word) => numberedOf(word, given));
  if (!numbered.some(isAllArguments)) return [numbered];
  return possible.map((all) => numbered.flatMap((word) => (isAllArguments(word) ? all : [word])));
}

export function isAllArguments({ text, fixed }: Argument): boolean {
  return !fixed && /^\$(?:[@*]|\{[@*]\})$/.test(text);
}

function numberedOf(word: Argument, given: readonly Argument[]): readonly Argument[] {
  const number = word.fixed ? undefined : /^\$(?:([1-9])|\{([1-9])\})$/.exec(word.text)?.slice(1).join("");
  return number === undefined ? [word] : given.slice(Number(number) - 1, Number(number));
}

/** More words than a command has that is passed on. */
const MOST = 20;
