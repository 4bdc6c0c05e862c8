import { readFile } from "node:fs/promises";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** The bytes of a file that `flag` names. @throws file-not-readable */
export async function readSqlFile(file: string, flag: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? [`the system says ${String(error.code)}`] : [];
    throw failure("file-not-readable", `${file} cannot be read`, {
      facts: reason,
      next: [choose(`${flag} FILE`, "a file that can be read")],
      cause: error,
    });
  }
}
