import type { Tried } from "../../model/tried.ts";
import { SafeRollbackError } from "../../errors.ts";
import { shapeOf } from "../refusal.ts";

/** Cuts SQL of PostgreSQL into its statements. */
export type Split = (text: string) => Promise<readonly string[]>;

/**
 * Runs it and takes the time; what the database refuses is a value.
 * @throws database-unreachable, database-refused: then nothing was tried
 */
export async function tried(run: () => Promise<unknown>, words: (error: unknown) => string): Promise<Tried> {
  const start = performance.now();
  try {
    await run();
    return { kind: "ran", seconds: secondsSince(start) };
  } catch (error) {
    if (error instanceof SafeRollbackError && error.trouble.code !== "step-failed") throw error;
    return { kind: "refused", because: words(error), seconds: secondsSince(start) };
  }
}

/** The database's own words. Its detail names what stands in the way, and may quote rows: only where there are none. */
export function saidBy(error: unknown, more: "with-detail" | "without-detail"): string {
  const { detail } = error as { readonly detail?: unknown };
  const details = more === "with-detail" && typeof detail === "string" ? ` (${detail.replaceAll("\n", "; ")})` : "";
  return `the database said: ${shapeOf(error).message}${details}`;
}

/**
 * An up as one text, and one by one where a statement may not run with others: several at once are a transaction to
 * PostgreSQL, and a tool may have been told to do without. A transaction that fails leaves nothing behind.
 */
export async function inPieces(up: string, exec: (text: string) => Promise<unknown>, split: Split): Promise<void> {
  try {
    await exec(up);
  } catch (error) {
    if (shapeOf(error).code !== ACTIVE_SQL_TRANSACTION) throw error;
    for (const statement of await split(up)) await exec(statement);
  }
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1_000;
}

/** "PostgreSQL Error Codes" in its documentation. */
const ACTIVE_SQL_TRANSACTION = "25001";
