import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A directory with these programs of Debian's, and no others, for a project's PATH. It comes first on this process's
 * PATH too, where listings of local directories look, before whatever else the machine has by these names.
 */
export function debianPrograms(...names: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), "debian-programs-"));
  for (const name of names) symlinkSync(join("/usr/bin", name), join(directory, name));
  process.env["PATH"] = `${directory}:${process.env["PATH"] ?? ""}`;
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
