import type { MigrationSql } from "../../model/migration-sql.ts";
import { failure } from "../../errors.ts";

type Answer =
  | { readonly kind: "recorded"; readonly recordings: readonly MigrationSql[] }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Understands what a recording script of any runtime answered, in the shape of `Answer`.
 * @throws image-not-readable
 */
export function recordingsOf(value: unknown): readonly MigrationSql[] {
  const answer = value as Answer;
  if (answer.kind === "recorded") return answer.recordings;
  throw failure("image-not-readable", `the SQL of the migrations could not be recorded: ${answer.message}`);
}
