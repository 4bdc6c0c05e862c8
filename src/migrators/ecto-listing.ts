import type { ImageListing, MigrationFile, Probe, ToolSettings } from "../ports.ts";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";
import { ectoDown } from "./ecto-file.ts";
import { javaResourcesIn } from "./java-resources.ts";
import { MARK } from "./probe-output.ts";

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
      const shown = places.length === 0 ? ["lib/*/priv/*/migrations", "priv/*/migrations"] : places;
      const { directory, files } = javaResourcesIn(output, PURPOSE, shown);
      const known = files.flatMap(withVersion);
      refuseTwins(known);
      return { directory, files: known, settings: {} };
    },
  };
}

/** The number before the first `_`, as a number; Ecto leaves other names out. */
function withVersion({ name, text }: MigrationFile): readonly MigrationFile[] {
  const [, digits] = /(?:^|\/)(\d+)_[^/]*\.exs$/.exec(name) ?? [];
  if (digits === undefined) return [];
  return [{ name, text: null, recordedAs: String(BigInt(digits)), down: ectoDown(text ?? "") }];
}

/** Ecto refuses them within a repository; of several repositories the ledger cannot tell which one is meant. */
function refuseTwins(files: readonly MigrationFile[]): void {
  const seen = new Map<string | undefined, string>();
  for (const { name, recordedAs } of files) {
    const other = seen.get(recordedAs);
    if (other !== undefined) {
      throw failure("image-not-readable", `${other} and ${name} are both recorded as ${recordedAs}`, {
        next: [choose("--migrations-dir PATH", "the migrations of the repository whose database this is")],
      });
    }
    seen.set(recordedAs, name);
  }
}

const PURPOSE = "listing the Ecto migrations";

/** lib/ecto/migrator.ex, `migrations_path` and `migrations_for`. */
const SCRIPT = String.raw`
mark='${MARK}'
say() { printf '%s\n' "$mark$1"; }
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
