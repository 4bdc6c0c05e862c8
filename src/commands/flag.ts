import type { Read } from "../observe/setting-values.ts";
import type { CommandName } from "./invocation.ts";

export type FlagGroup =
  | "judged"
  | "target"
  | "migrations"
  | "database"
  | "execution"
  | "consent"
  | "output"
  | "kubectl";

/** One flag, as data: the parser, the help and the tests read the same list. */
export interface Flag {
  readonly group: FlagGroup;
  /** As commander takes it: `-c, --container <NAME>`; without a value it is a switch. */
  readonly syntax: string;
  readonly meaning: string;
  readonly commands: readonly CommandName[];
  /** Absent: any text. Values of repeated flags are joined by `join`; without it the last one wins. */
  readonly read?: (text: string) => Read<unknown>;
  readonly join?: (before: unknown, value: unknown) => unknown;
  /** False for what a suggested command must not repeat: credentials, consent and what only shapes the output. */
  readonly repeat: boolean;
}

/** Flags of one group, with what they have in common. */
export function grouped(
  common: Pick<Flag, "group" | "commands" | "repeat">,
  flags: readonly (Pick<Flag, "syntax" | "meaning"> & Partial<Flag>)[],
): readonly Flag[] {
  return flags.map((flag) => ({ ...common, ...flag }));
}

export function longNameOf({ syntax }: Flag): string {
  return /--([\w-]+)/.exec(syntax)?.[1] ?? syntax;
}

export function isSwitch({ syntax }: Flag): boolean {
  return !syntax.includes("<");
}

export function appended(before: unknown, value: unknown): unknown {
  const earlier = Array.isArray(before) ? (before as unknown[]) : [];
  return earlier.concat(value);
}
