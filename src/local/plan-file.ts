import { writeFile } from "node:fs/promises";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** @throws file-not-writable */
export async function savePlan(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? [`the system says ${String(error.code)}`] : [];
    throw failure("file-not-writable", `the plan cannot be saved to ${file}`, {
      facts: reason,
      next: [choose("--out FILE", "a file that can be written")],
      cause: error,
    });
  }
}
