import type { KnownMigration, Ledger, MigrationName } from "../model/migration.ts";
import type { Settings } from "../model/settings.ts";
import type { ImageKnowledge } from "../model/situation.ts";
import { failure } from "../errors.ts";
import { run } from "../model/trouble.ts";

/**
 * The operator's `--to-migration` as the ledger spells it: by its name, its file, or its file without extension.
 * An unknown target is refused here, because some tools revert everything when given one.
 * @throws usage when nothing applied, or more than one thing, is called so
 */
export function keepUpToOf(settings: Settings, ledger: Ledger, leavingKnows: ImageKnowledge): MigrationName | null {
  const wanted = settings.toMigration?.value;
  if (wanted === undefined) return null;
  const applied = new Set(ledger.applied.map(({ name }) => name));
  if (applied.has(wanted)) return wanted;
  const files: readonly KnownMigration[] = leavingKnows.relied.known ? leavingKnows.relied.value : [];
  const byFile = new Set(
    files
      .filter(({ name, file }) => applied.has(name) && (file === wanted || withoutExtension(file) === wanted))
      .map(({ name }) => name),
  );
  const [only, second] = [...byFile];
  if (only !== undefined && second === undefined) return only;
  throw failure("usage", `no applied migration is called "${wanted}"`, {
    facts: [
      `the newest applied in ${ledger.table}: ${
        ledger.applied
          .slice(-5)
          .map(({ name }) => name)
          .toReversed()
          .join(", ") || "none"
      }`,
    ],
    next: [run("kubectl safe-rollback history TYPE/NAME", "see the names as the ledger spells them")],
  });
}

function withoutExtension(file: string): string {
  return file.replace(/\.[^.]+$/, "");
}
