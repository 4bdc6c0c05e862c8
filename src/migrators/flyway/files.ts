// Flyway's files by their names: flyway-core/src/main/java/org/flywaydb/core/internal/resource/ResourceNameParser.java,
// with its default prefixes, separator and suffix.
import type { Down, KnownMigration } from "../../model/migration.ts";
import type { MigrationFile } from "../../ports/image.ts";
import { compareText } from "../compare-text.ts";
import { teamDown } from "../sections/team-down.ts";
import { upOf } from "../sections/up-text.ts";
import { compareFlywayVersions, flywayVersion } from "./version.ts";

/** What a file's name says: `name` is as in the ledger, for a repeatable one `R__` and its description. */
export interface FlywayName {
  readonly prefix: "V" | "U" | "R";
  readonly name: string;
}

/** undefined for what Flyway leaves alone, or refuses. */
export function flywayNameOf(path: string): FlywayName | undefined {
  const [, repeated] = REPEATABLE.exec(path) ?? [];
  if (repeated !== undefined) return { prefix: "R", name: repeatableName(repeated) };
  const [, prefix, version = ""] = VERSIONED.exec(path) ?? [];
  const name = flywayVersion(version);
  return name === undefined ? undefined : { prefix: prefix === "V" ? "V" : "U", name };
}

/** Flyway records a repeatable one without a version, by a description whose underscores became spaces. */
export function repeatableName(description: string): string {
  return `R__${description.replaceAll(" ", "_")}`;
}

export function isRepeatable(name: string): boolean {
  return name.startsWith("R__");
}

/** In the order in which Flyway applies them: versions, then the repeatable ones by description. */
export function flywayKnown(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const named = files.flatMap((file) => {
    const said = flywayNameOf(file.name);
    return said === undefined ? [] : [{ ...said, file }];
  });
  const undoes = new Map(named.filter(({ prefix }) => prefix === "U").map(({ name, file }) => [name, file]));
  const settings = new Map(
    files.filter(({ name }) => name.endsWith(".conf")).map(({ name, text }) => [name, text ?? ""]),
  );
  return named
    .filter(({ prefix }) => prefix !== "U")
    .map(({ name, file }) => ({
      name,
      file: file.name,
      down: downOf(name, undoes.get(name), settings),
      ...upOf(onlyFlywayKnows(file.text ?? "") === undefined ? file.text : null),
    }))
    .toSorted((left, right) => compareNames(left.name, right.name));
}

function compareNames(left: string, right: string): number {
  const [first, second] = [isRepeatable(left), isRepeatable(right)];
  if (first !== second) return first ? 1 : -1;
  return (first ? 0 : compareFlywayVersions(left, right)) || compareText(left, right);
}

function downOf(name: string, undo: MigrationFile | undefined, settings: ReadonlyMap<string, string>): Down {
  if (isRepeatable(name)) return { kind: "absent", because: "a repeatable migration has no way back" };
  const down = teamDown(undo?.text ?? null, NO_UNDO);
  if (undo === undefined || down.kind !== "sql") return down;
  const only = onlyFlywayKnows(undo.text ?? "");
  if (only !== undefined)
    return { kind: "refused", because: `${undo.name} has ${only}, which only Flyway understands` };
  const alone = /^\s*executeInTransaction\s*=\s*false\s*$/im.test(settings.get(`${undo.name}.conf`) ?? "");
  return alone ? { ...down, transaction: false } : down;
}

/** Flyway replaces placeholders, also in strings and comments, and splits by delimiters that no server knows. */
function onlyFlywayKnows(text: string): string | undefined {
  const [placeholder] = /\$\{[^}]*\}/.exec(text) ?? [];
  if (placeholder !== undefined) return `the placeholder ${placeholder}`;
  return /^\s*delimiter\s/im.test(text) ? "DELIMITER" : undefined;
}

/** A class with a `$` in its name is part of another one. */
const VERSIONED = /(?:^|\/)([VU])(\d[\d._]*?)__[^/$]*\.(?:[sS][qQ][lL]|class)$/;

const REPEATABLE = /(?:^|\/)R__([^/$]*)\.(?:[sS][qQ][lL]|class)$/;

const NO_UNDO = "there is no undo script U…__….sql of its version, which the team would have written";
