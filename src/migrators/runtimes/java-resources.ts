import type { MigrationFile } from "../../ports/image.ts";
import type { MarkedLine } from "./probe-output.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { JAVA_RESOURCES_SCRIPT } from "./java-resources-script.ts";
import { filesIn } from "./printed-files.ts";
import { markedLines } from "./probe-output.ts";

/** Files of an application's class path or directories, with their text where they are text. */
export interface JavaResources {
  readonly directory: string;
  readonly files: readonly MigrationFile[];
}

/** What to look for, in the words of JAVA_RESOURCES_SCRIPT. */
export interface Wanted {
  readonly until: "all" | "first";
  /** An extended regular expression for the paths of files. */
  readonly paths: string;
  /** Likewise for the text of files that may be shown: others may hold anything, secrets too. Empty for any text. */
  readonly text: string;
  readonly places: readonly string[];
}

export function javaResourcesCommand({ until, paths, text, places }: Wanted): readonly string[] {
  return ["sh", "-c", JAVA_RESOURCES_SCRIPT, "sh", until, paths, text, ...places];
}

/**
 * Understands what the script printed. `places` are named when nothing was found there.
 * @throws image-not-readable
 */
export function javaResourcesIn(output: string, purpose: string, places: readonly string[]): JavaResources {
  const lines = markedLines(output, purpose);
  const all = (tag: string): readonly string[] => lines.filter((line) => line.tag === tag).map(({ rest }) => rest);
  const [unreadable] = all("unreadable");
  if (unreadable !== undefined)
    throw failure("image-not-readable", `the migration file ${unreadable} may not be read there`);
  const directories = all("directory");
  if (directories.length === 0) throw nothingFound(places, all("closed"));
  return { directory: directories.join(", "), files: ownFiles(lines) };
}

function nothingFound(places: readonly string[], closed: readonly string[]): Error {
  return failure("image-not-readable", `there is no migrations directory ${places.join(", ")}`, {
    facts: [
      "looked for as a directory, and on the class path of unpacked applications and archives; not in libraries inside archives",
      ...closed.map(
        (archive) =>
          `${archive} could not be opened: that takes unzip, python3 or Java, and a place for temporary files`,
      ),
    ],
    next: [choose("--migrations-dir PATH", "where the migrations are in the image, or in its archive")],
  });
}

/** Classes are named and not read. The same file may be in an application and in the archive that it came from. */
function ownFiles(lines: readonly MarkedLine[]): readonly MigrationFile[] {
  const files = filesIn(lines).map((file) => (file.name.endsWith(".class") ? { ...file, text: null } : file));
  return [...new Map(files.map((file) => [`${file.name}\n${file.text}`, file])).values()];
}
