import type { StartFile, StartFiles } from "../../model/start-files.ts";
import type { GoesOn } from "./goes-on.ts";
import type { Argument } from "./wrappers.ts";
import { maskCredentials } from "../../mask.ts";

/** What is found out on the way from a container's command through the scripts that it starts. */
export interface Walk {
  /** Which container it is, for people. */
  readonly container: string;
  readonly files: StartFiles;
  /** Directories in which the container has other files than the look had. */
  readonly elsewhere: readonly string[];
  readonly calls: { readonly label: string; readonly quote: string; readonly goesOn: GoesOn }[];
  /** Why it cannot be told what is started. */
  readonly unseen: Set<string>;
  /** The files that were read. */
  readonly read: Set<string>;
  /** The programs that run in the end. */
  readonly programs: Set<string>;
  readonly visited: Set<string>;
  readonly functions: Set<string>;
  /** What was looked for from the working directory, and by the directories in PATH. */
  readonly sought: { readonly from: Place; readonly word: string }[];
  /** What a script changes, so that what was sought may be elsewhere. */
  readonly changes: Set<Place>;
  /** A script may stop where a command fails. */
  mayStop: boolean;
  /** A function may run what it is given. */
  runsGiven: boolean;
  /** Goes on with a command that stands in a script. */
  follow(this: void, words: readonly Argument[], at: At): void;
}

type Place = "directory" | "PATH";

/** Where in the scripts a command stands. */
export interface At {
  readonly label: string;
  /** Nothing comes after it, so that it is what the container runs. */
  readonly last: boolean;
  readonly goesOn: GoesOn;
  /** How many scripts deep. */
  readonly depth: number;
}

export function newWalk(seen: Pick<Walk, "container" | "files" | "elsewhere">, follow: Walk["follow"]): Walk {
  return {
    ...seen,
    ...{ calls: [], sought: [], mayStop: false, runsGiven: false, follow },
    ...{ unseen: new Set(), read: new Set(), programs: new Set() },
    ...{ visited: new Set(), functions: new Set(), changes: new Set() },
  };
}

/** Says why it cannot be told what is started. */
export function giveUp(walk: Walk, at: At, why: string): void {
  walk.unseen.add(`${at.label} starts ${why}`);
}

/** A command as it is quoted. */
export function quoted(words: readonly Argument[]): string {
  const text = maskCredentials(textOf(words).replaceAll(/\s+/g, " "));
  return text.length > LONGEST ? `"${text.slice(0, LONGEST)}…"` : `"${text}"`;
}

export function textOf(words: readonly Argument[]): string {
  return words.map(({ text }) => text).join(" ");
}

/**
 * The file that a word names, as the shell finds it.
 * @param as what the shell takes it for: of a command, a bare name is looked for in PATH alone
 */
export function fileOf(walk: Walk, word: string, as: "command" | "script"): StartFile | undefined {
  const named = walk.files.files.filter((file) => file.word === word);
  const here = named.find(({ by }) => by === "path");
  const inPath = named.find(({ by }) => by !== "path");
  const found = word.includes("/") || (as === "script" && here !== undefined) ? here : inPath;
  if (found !== undefined && !word.startsWith("/"))
    walk.sought.push({ from: found.by === "PATH" ? "PATH" : "directory", word });
  return found;
}

/** Whether the container may have another file there than the one that was read. */
export function isElsewhere({ files, elsewhere }: Walk, path: string): boolean {
  const whole = path.startsWith("/") ? path : `${files.directory}/${path}`;
  const plain = whole.replaceAll(/\/(?:\.?\/)+/g, "/");
  return elsewhere.some((directory) => `${plain}/`.startsWith(`${directory.replace(/\/$/, "")}/`));
}

const LONGEST = 120;
