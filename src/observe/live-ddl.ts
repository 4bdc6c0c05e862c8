import type { Reach } from "./reach.ts";
import { SafeRollbackError } from "../errors.ts";

/** The schema as it is now, as statements; null where it cannot be read, which only leaves less to judge by. */
export async function liveDdl(reached: Reach): Promise<readonly string[] | null> {
  if (reached.kind !== "connected") return null;
  try {
    return (await reached.database.schemaDdl()).statements;
  } catch (error) {
    if (error instanceof SafeRollbackError) return null;
    throw error;
  }
}
