import type { ImageListing, MigrationFile, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { listingOf } from "../runtimes/listing-answer.ts";
import { filesIn } from "../runtimes/printed-files.ts";
import { MARK, markedLines } from "../runtimes/probe-output.ts";
import { ectoDown } from "./file.ts";

/**
 * Lists the .exs files of every repository of a release or a project, with a shell alone: the release's own program
 * would first run its configuration, which asks for the variables that a look does not get.
 */
export function ectoListing({ migrationsDir }: ToolSettings): Probe<ImageListing> {
  const places = migrationsDir === undefined ? [] : [migrationsDir];
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["sh", "-c", SCRIPT, "sh", ...places], environment: {} },
    parse: (output) => {
      const lines = markedLines(output, PURPOSE);
      const directories = lines.filter(({ tag }) => tag === "directory").map(({ rest }) => rest);
      const [directory, another] = directories;
      if (directory === undefined) return nothingFound(migrationsDir);
      if (another !== undefined) throw several(directories);
      const unreadable = lines.find(({ tag }) => tag === "unreadable");
      if (unreadable !== undefined)
        throw failure("image-not-readable", `the migration file ${unreadable.rest} may not be read there`);
      return { directory, files: filesIn(lines).flatMap(withVersion), settings: {} };
    },
  };
}

/** The number before the first `_`, as a number; Ecto leaves other names out. */
function withVersion({ name, text }: MigrationFile): readonly MigrationFile[] {
  const [, digits] = /(?:^|\/)(\d+)_[^/]*\.exs$/.exec(name) ?? [];
  if (digits === undefined) return [];
  return [{ name, text: null, recordedAs: String(BigInt(digits)), down: ectoDown(text ?? "") }];
}

function nothingFound(told: string | undefined): ImageListing {
  if (told !== undefined) return listingOf({ kind: "no-directory", looked: told }, "");
  const lacking = "no lib/*/priv/*/migrations of a release and no priv/*/migrations of a project";
  return listingOf({ kind: "not-here", looked: "the working directory" }, lacking);
}

/** Each repository has a database or a ledger of its own. */
function several(directories: readonly string[]): Error {
  return failure("image-not-readable", `there are migrations of several repositories: ${directories.join(", ")}`, {
    next: [choose("--migrations-dir PATH", "the migrations of the repository whose database this is")],
  });
}

const PURPOSE = "listing the Ecto migrations";

/** lib/ecto/migrator.ex, `migrations_path` and `migrations_for`. */
const SCRIPT = String.raw`
mark='${MARK}'
say() { printf '%s\n' "$mark$1"; }
seen=
[ $# -gt 0 ] || set -- lib/*/priv/*/migrations priv/*/migrations /app/lib/*/priv/*/migrations
for directory do
  [ -d "$directory" ] || continue
  directory=$(cd "$directory" && pwd)
  case $seen in *"<$directory>"*) continue ;; esac
  seen="$seen<$directory>"
  say "directory $directory"
  find -L "$directory" -type f -name '[0-9]*_*.exs' 2>/dev/null | LC_ALL=C sort | while IFS= read -r file; do
    say "file ${"$"}{file#"$directory"/}"
    if [ ! -r "$file" ]; then say "unreadable $file"; continue; fi
    line=
    while IFS= read -r line; do printf '%s\n' "${"$"}{mark}text $line"; done <"$file"
    [ -z "$line" ] || printf '%s\n' "${"$"}{mark}rest $line"
  done
done
say end
`;
