import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of a package that this project has as a development dependency. */
export function versionInNodeModules(name: string): string {
  const text = readFileSync(join(import.meta.dirname, "../../../node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
