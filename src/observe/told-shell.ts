import { goesOnAfter, mayStop } from "./starts/goes-on.ts";
import { shellScriptOf } from "./starts/shell-calls.ts";
import { textOf } from "./starts/walk.ts";
import { isShell, shellTold } from "./starts/wrappers.ts";

/** A command of a text that a shell is told, and whether the shell surely goes on although it fails. */
export interface ToldCommand {
  readonly text: string;
  readonly goesOn: boolean;
}

/** The commands behind `sh -c` in a container's words; none where its text is not understood as a whole. */
export function toldCommandsIn(words: readonly string[]): readonly ToldCommand[] {
  const from = words.findIndex((word) => isShell(word.replace(/^.*\//, ""))) + 1;
  const told = from === 0 ? undefined : shellTold(words.slice(from).map((text) => ({ text, fixed: true })));
  const calls = (told?.kind === "text" ? shellScriptOf(told.text.text)?.calls : undefined) ?? [];
  const isTold = words.some((word) => /^-\w*e/.test(word)) || mayStop(words.join(" "));
  return calls.map((call, index) => {
    const after = goesOnAfter(call, calls[index + 1]);
    return { text: textOf(call.words), goesOn: after === "surely" || (after === "unless-told" && !isTold) };
  });
}
