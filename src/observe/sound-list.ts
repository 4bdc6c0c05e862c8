import type { KnownMigration } from "../model/migration.ts";
import type { ErrorCode } from "../model/trouble.ts";
import { failure } from "../errors.ts";
import { edit } from "../model/trouble.ts";

/**
 * The list as it is, if a ledger can record it: each name once, and as text.
 * @throws `code` when two files would be recorded alike, so that nobody can say which was applied, or when a file's
 * name is no valid UTF-8, so that it cannot be compared with what the database holds
 */
export function soundList(
  known: readonly KnownMigration[],
  directory: string,
  code: Extract<ErrorCode, "image-not-readable" | "file-not-readable">,
): readonly KnownMigration[] {
  const byName = new Map<string, KnownMigration>();
  for (const migration of known) {
    const { name, file } = migration;
    const twin = byName.get(name);
    if (twin !== undefined)
      throw unsound(code, `${twin.file} and ${file} in ${directory} are both recorded as ${name}`);
    if (isNoText(name)) throw unsound(code, `the name of ${file.toWellFormed()} in ${directory} is no valid UTF-8`);
    byName.set(name, migration);
  }
  return known;
}

function unsound(code: "image-not-readable" | "file-not-readable", summary: string): Error {
  return failure(code, summary, { next: [edit("the migration's file", "give it a name of its own, in UTF-8")] });
}

/** Bytes that are no UTF-8 arrive as replacement characters, or from Python as lone surrogates. */
function isNoText(name: string): boolean {
  return name.includes("\uFFFD") || !name.isWellFormed();
}
