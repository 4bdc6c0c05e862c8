import type { ImageListing, Probe } from "../../ports/image.ts";
import type { MarkedLine } from "./probe-output.ts";
import { listingOf } from "./listing-answer.ts";
import { filesIn } from "./printed-files.ts";
import { MARK, markedLines } from "./probe-output.ts";

/** How the files of a tool without a runtime are found. */
export interface ShellListing {
  readonly tool: string;
  /** The directory that somebody named. */
  readonly told: string | undefined;
  /** Patterns of the tool's files within their directory, no two of which match the same file. */
  readonly patterns: readonly string[];
  /** Where its users keep them. The first place with a file that matches counts. */
  readonly places: readonly string[];
  /** The project's own settings: a file of `key: value` or `key = value` lines, and two of its keys. */
  readonly config?: { readonly file: string; readonly directory: string; readonly table: string };
}

/**
 * Prints every migration file with its text, with nothing but a shell, which is all that an image of one program may
 * have; one without a shell cannot be looked into. The listing's `settings`: `table`, where the settings file says it.
 */
export function shellListing({ tool, told = "", patterns, places, config }: ShellListing): Probe<ImageListing> {
  const purpose = `listing the ${tool} migrations`;
  const { file = "", directory = "", table = "" } = config ?? {};
  return {
    purpose,
    needs: "nothing",
    command: {
      argv: ["sh", "-c", SCRIPT, "sh", told, patterns.join(" "), file, directory, table, ...places],
      environment: {},
    },
    parse: (output) => {
      const lines = markedLines(output, purpose);
      return listingOf(answerIn(lines), `no ${tool} migrations in ${places.join(", ")}`);
    },
  };
}

function answerIn(lines: readonly MarkedLine[]): unknown {
  const one = (tag: string): string | undefined => lines.find((line) => line.tag === tag)?.rest;
  const [missing, nowhere, unreadable, unsure] = ["missing", "nowhere", "unreadable", "unsure"].map(one);
  if (nowhere !== undefined) return { kind: "not-here", looked: nowhere };
  if (missing !== undefined) return { kind: "no-directory", looked: missing };
  if (unreadable !== undefined) return { kind: "failed", message: `${unreadable} may not be read there` };
  if (unsure !== undefined) return { kind: "failed", message: `${unsure}; --migrations-dir says which` };
  const tables = new Set(lines.filter(({ tag }) => tag === "table").map(({ rest }) => rest));
  const [table] = tables;
  const settings = tables.size === 1 && table !== "" ? { table } : {};
  return { kind: "listing", listing: { directory: one("directory"), files: filesIn(lines), settings } };
}

/** POSIX sh, builtins only. A name with a line feed is left out: no migration has one. */
const SCRIPT = String.raw`
told=$1 patterns=$2 config=$3 directory_key=$4 table_key=$5
shift 5
line_feed='
'
count=0
say() { printf '%s\n' "${MARK}$1"; count=$((count + 1)); }
trim() {
  value=$1
  while :; do
    case $value in
      [[:space:]\"\']*) value=${"$"}{value#?} ;;
      *[[:space:]\"\']) value=${"$"}{value%?} ;;
      *) break ;;
    esac
  done
}
visit() {
  set -f
  for pattern in $patterns; do
    set +f
    for file in "$1"/$pattern; do
      case $file in *"$line_feed"*) continue ;; esac
      if [ -f "$file" ]; then "$2" "$file" "$1" || return 1; fi
    done
  done
}
stop() { return 1; }
show() {
  say "file ${"$"}{1#"$2"/}"
  if [ ! -r "$1" ]; then say "unreadable $1"; return 0; fi
  line=
  while IFS= read -r line; do say "text $line"; done <"$1"
  [ -z "$line" ] || say "rest $line"
}
configured=
if [ -n "$config" ] && [ -r "$config" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *[:=]*) ;; *) continue ;; esac
    trim "${"$"}{line%%[:=]*}"
    key=$value
    trim "${"$"}{line#*[:=]}"
    if [ "$key" = "$table_key" ]; then say "table $value"; fi
    if [ -z "$told" ] && [ "$key" = "$directory_key" ]; then
      case $configured in '' | "$value") ;; *) say "unsure $config names $configured and $value" ;; esac
      configured=$value
    fi
  done <"$config"
fi
directory=${"$"}{told:-$configured}
if [ -z "$directory" ]; then
  for place do visit "$place" stop || { directory=$place; break; }; done
fi
if [ -z "$directory" ]; then
  say "nowhere $PWD"
elif [ ! -d "$directory" ]; then
  say "missing $directory"
else
  say "directory $directory"
  visit "$directory" show
fi
printf '%s\n' "${MARK}end $count"
`;
