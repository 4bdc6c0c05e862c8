import type { DirectRevert } from "../../model/direct-revert.ts";
import type { MigrationSql, SqlRun } from "../../model/migration-sql.ts";
import type { MigrationName } from "../../model/migration.ts";
import type { Stage } from "../../ports/rehearsal.ts";
import type { Part, Side } from "./downs.ts";

/** Where SQL runs and nothing else. An up whose transactions are not known is one text. */
export type SqlStage = Stage<SqlRun, string | SqlRun>;

/** A part that SQL alone can play. */
export type SqlPart = Part<SqlRun, string | SqlRun>;

/**
 * SQL as it stands in the files, and in the place of code the SQL that its tool was recorded to say. Where that is not
 * all that the code does, nothing of it runs.
 */
export function partsInSql(parts: readonly Part[], sql: readonly MigrationSql[]): readonly SqlPart[] {
  return parts.map(({ name, file, down, up }) => {
    const isText = down.kind === "runs" && down.what.kind === "sql";
    const part = { name, file, up: upInSql(name, up.kind === "runs" ? up.what : undefined, sql) };
    if (isText) return { ...part, down: { kind: "runs", what: runOf(down.what) } };
    const replayed = replayOf(name, "down", sql) ?? not(down.kind === "not" ? down.because : IS_CODE);
    return { ...part, down: replayed, ...(replayed.kind === "runs" && { recorded: true }) };
  });
}

/** @param text of its up, where a file has it */
export function upInSql(
  name: MigrationName,
  text: string | undefined,
  sql: readonly MigrationSql[],
): Side<string | SqlRun> {
  if (text !== undefined) return { kind: "runs", what: text };
  return replayOf(name, "up", sql) ?? not("its up is not known as SQL");
}

/** undefined where nothing is known of it. */
function replayOf(name: MigrationName, side: "up" | "down", sql: readonly MigrationSql[]): Side<SqlRun> | undefined {
  const seen = sql.find((one) => one.name === name)?.[side];
  if (seen?.kind === "unseen") return not(seen.because);
  if (seen?.kind !== "recorded") return undefined;
  const { statements, transaction, doubts } = seen;
  if (doubts.length > 0) return not(`its ${side} is code that its SQL does not tell all of: ${doubts.join("; ")}`);
  if (transaction === null) return not(`whether its ${side}, which is code, runs in a transaction is not known`);
  return { kind: "runs", what: { statements, transaction } };
}

/** Text that runs in a transaction runs there as one. */
function runOf({ text, statements, transaction }: SqlText): SqlRun {
  return { statements: transaction ? [text] : (statements ?? [text]), transaction };
}

type SqlText = Extract<DirectRevert, { kind: "sql" }>;

function not(because: string): Extract<Side<never>, { kind: "not" }> {
  return { kind: "not", because };
}

const IS_CODE = "its down is code, which only --rehearse-url-file can run";
