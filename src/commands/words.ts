import type { OutputFormat } from "./invocation.ts";
// The differences between how kubectl's flags are written (pflag) and how commander reads them.
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";
import { holdsCredentials } from "../observe/credentials.ts";
import { isSwitch, longNameOf } from "./flag.ts";
import { FLAGS } from "./flags.ts";

/**
 * Words as kubectl's users write them → words as commander reads them: a bare `--dry-run`, `--flag=true`, `-o=json`.
 * @throws usage when a word carries a password, which is then not repeated
 */
export function normalised(words: readonly string[]): readonly string[] {
  if (words.some(holdsCredentials)) {
    throw failure(
      "usage",
      "one of the arguments has a password in a URL; arguments are visible to everyone on a machine",
      {
        facts: ["the argument is not repeated here, and nothing was done with it"],
        next: [
          choose("--database-url-file FILE", "read the URL from a file, or from standard input with -"),
          choose("--database-url-env NAME", "name the container's variable that holds it"),
        ],
      },
    );
  }
  const apart = words.findIndex((word, index) => word === "--dry-run" && MODES.has(words[index + 1] ?? ""));
  if (apart !== -1) {
    const meant = `--dry-run=${words[apart + 1]}`;
    throw failure("usage", "--dry-run takes its value with =", { next: [choose(meant, "as kubectl has it")] });
  }
  const end = words.indexOf("--");
  const flagged = end === -1 ? words : words.slice(0, end);
  return [...flagged.flatMap(normalisedWord), ...words.slice(flagged.length)];
}

/** The format that was asked for, also when the rest cannot be understood: a script that fails wants JSON too. */
export function outputAskedFor(words: readonly string[]): OutputFormat {
  const values = words.flatMap((word, index) => {
    if (word === "-o" || word === "--output") return [words[index + 1]];
    return [/^(?:-o=?|--output=)(\w+)$/.exec(word)?.[1]];
  });
  return values.findLast(isFormat) ?? "text";
}

function normalisedWord(word: string): readonly string[] {
  if (word === "--dry-run") return ["--dry-run=server"];
  const short = /^-([A-Za-z])=(.*)$/s.exec(word);
  if (short !== null) return [`-${short[1]}`, short[2] ?? ""];
  const long = /^--([\w-]+)=(true|false)$/.exec(word);
  if (long === null || !SWITCHES.has(long[1] ?? "")) return [word];
  return long[2] === "true" ? [`--${long[1]}`] : [];
}

function isFormat(text: string | undefined): text is OutputFormat {
  return text === "json" || text === "yaml" || text === "name" || text === "text";
}

const MODES: ReadonlySet<string> = new Set(["none", "client", "server"]);
const SWITCHES: ReadonlySet<string> = new Set(FLAGS.filter(isSwitch).map(longNameOf));
