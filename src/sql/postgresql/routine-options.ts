// How a function runs: what `create function` and `alter function` say besides its body.
import type { RoutineOption } from "../../model/change/routine-option.ts";
import type { DefElem, Node } from "libpg-query";
import { nodeOf, nodesOf } from "./nodes.ts";
import { settingText } from "./session.ts";

/** In the order in which they are given, where there are any; the body and its language are no options. */
export function routineOptionsIn(said: readonly Node[] | undefined): { readonly options?: readonly RoutineOption[] } {
  const options = nodesOf(said, "DefElem").flatMap((option) => {
    const { defname = "" } = option;
    if (defname === "as" || defname === "language") return [];
    return [defname === "set" ? settingOf(option) : plainOf(option)];
  });
  return options.length === 0 ? {} : { options };
}

function plainOf({ defname = "", arg }: DefElem): RoutineOption {
  const [value] = arg === undefined ? [] : Object.values(arg);
  const text = Object.values(value ?? {}).join(" ");
  return { option: defname, value: text === UNSAID[defname] ? null : text };
}

/** What PostgreSQL takes where nothing is said. */
const UNSAID: Readonly<Record<string, string>> = {
  volatility: "volatile",
  strict: "false",
  security: "false",
  leakproof: "false",
  parallel: "unsafe",
};

function settingOf({ arg }: DefElem): RoutineOption {
  const { kind, name = "", args } = nodeOf(arg, "VariableSetStmt") ?? {};
  if (kind === "VAR_RESET_ALL") return { option: "set *", value: null };
  if (kind === "VAR_RESET" || kind === "VAR_SET_DEFAULT") return { option: `set ${name}`, value: null };
  if (kind === "VAR_SET_CURRENT") return { option: `set ${name}`, value: "current" };
  return { option: `set ${name}`, value: settingText(args) };
}
