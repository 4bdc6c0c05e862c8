import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "../runtimes/listing-answer.ts";
import { MARK, markedLines } from "../runtimes/probe-output.ts";

/**
 * EF Core's migrations are compiled, and only its SDK lists them. But an assembly keeps the argument of
 * `[Migration("20240101000000_Name")]` as plain UTF-8, so a shell with grep finds the names, in assemblies and in
 * bundles that are not compressed; what a Down does stays unseen. An image without a shell tells nothing.
 */
export function efCoreListing({ migrationsDir }: ToolSettings): Probe<ImageListing> {
  const directory = migrationsDir ?? ".";
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: { argv: ["sh", "-c", SCRIPT, "sh", directory], environment: {} },
    parse: (output) => {
      const lines = markedLines(output, PURPOSE);
      const all = (tag: string): readonly string[] => lines.filter((line) => line.tag === tag).map(({ rest }) => rest);
      const [looked = directory] = all("directory");
      if (all("id").length === 0) return listingOf({ kind: "not-here", looked }, NOTHING);
      const files = [...new Set(all("id"))].map((name) => ({ name, text: null, down: { kind: "code" } as const }));
      return { directory: looked, files, settings: {} };
    },
  };
}

const PURPOSE = "looking for the names of EF Core migrations";

const NOTHING = "no assembly or bundle with names of EF Core migrations in it";

/** ECMA-335, II.23.3: the length, then the text, then a zero byte for no further arguments. */
const SCRIPT = String.raw`
mark='${MARK}'
day='(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])'
id="${"$"}{day}([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]_[A-Za-z0-9_]+"
cd "$1" 2>/dev/null || { printf '%s\n' "${"$"}{mark}directory $1" "${"$"}{mark}end"; exit; }
printf '%s\n' "${"$"}{mark}directory $PWD"
for file in ./*.dll ./efbundle; do
  [ ! -f "$file" ] || LC_ALL=C grep -aoE "$id" "$file"
done | LC_ALL=C sort -u | while IFS= read -r found; do printf '%s\n' "${"$"}{mark}id $found"; done
printf '%s\n' "${"$"}{mark}end"
`;
