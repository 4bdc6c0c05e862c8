import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

/** The name of the function, within SQL, that makes a number of 62 bits of the bytes and types of a row's values. */
export const ROW_DIGEST: string = "safe_rollback_row_digest";

/** SQLite brings no function that digests anything. Nothing of a row is kept here. */
export function addRowDigest(database: DatabaseSync): void {
  const options = { deterministic: true, varargs: true, useBigIntArguments: true };
  database.function(ROW_DIGEST, options, (...values) => {
    const hash = createHash("sha256");
    for (const value of values) {
      const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
      hash.update(`${typeof value} ${bytes.length} `).update(bytes);
    }
    return hash.digest().readBigUInt64BE() >> 2n;
  });
}
