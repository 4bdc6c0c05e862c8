import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { MarkedLine } from "../runtimes/probe-output.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { filesIn } from "../runtimes/printed-files.ts";
import { MARK, markedLines } from "../runtimes/probe-output.ts";

/**
 * Prints every migration file with its text, with nothing but a shell: dbmate's own image has one, and no runtime.
 * dbmate takes several directories, separated by commas.
 */
export function dbmateListing(toolSettings: ToolSettings): Probe<ImageListing> {
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["sh", "-c", SCRIPT, "sh", ...directoriesOf(toolSettings)], environment: {} },
    parse: (output) => listingOf(markedLines(output, PURPOSE)),
  };
}

export function directoriesOf({ migrationsDir, variables }: ToolSettings): readonly string[] {
  const told = migrationsDir ?? (variables["DBMATE_MIGRATIONS_DIR"] || "./db/migrations");
  return told.split(",").map((directory) => directory.trim());
}

function listingOf(lines: readonly MarkedLine[]): ImageListing {
  const missing = lines.find(({ tag }) => tag === "missing");
  if (missing !== undefined) {
    throw failure("image-not-readable", `there is no migrations directory ${missing.rest}`, {
      next: [choose("--migrations-dir PATH", "where the migrations are in the image")],
    });
  }
  const unreadable = lines.find(({ tag }) => tag === "unreadable");
  if (unreadable !== undefined)
    throw failure("image-not-readable", `the migration file ${unreadable.rest} may not be read there`);
  const directories = lines.filter(({ tag }) => tag === "directory").map(({ rest }) => rest);
  return { directory: directories.join(", "), files: filesIn(lines), settings: {} };
}

const PURPOSE = "listing the dbmate migrations";

/** POSIX sh, builtins only. A name with a line feed is none for dbmate either (pkg/dbmate/db.go). */
const SCRIPT = String.raw`
count=0
say() { printf '%s\n' "${MARK}$1"; count=$((count + 1)); }
line_feed='
'
for directory do
  if [ ! -d "$directory" ]; then say "missing $directory"; continue; fi
  say "directory $directory"
  for file in "$directory"/[0-9]*.sql; do
    [ -f "$file" ] || continue
    case $file in *"$line_feed"*) continue ;; esac
    say "file ${"$"}{file##*/}"
    if [ ! -r "$file" ]; then say "unreadable $file"; continue; fi
    line=
    while IFS= read -r line; do say "text $line"; done <"$file"
    [ -z "$line" ] || say "rest $line"
  done
done
printf '%s\n' "${MARK}end $count"
`;
