import type { MigrationFile } from "../../ports/image.ts";
import type { MarkedLine } from "./probe-output.ts";

/** What a listing in a shell prints of its files: `file NAME`, and then each line of its text. */
export function filesIn(lines: readonly MarkedLine[]): readonly MigrationFile[] {
  const starts = lines.flatMap(({ tag }, index) => (tag === "file" ? [index] : []));
  return starts.map((start, index) => {
    const own = lines.slice(start + 1, starts[index + 1] ?? lines.length);
    return { name: lines[start]?.rest ?? "", text: own.map(textOf).join(""), down: null };
  });
}

/** `text` is a whole line of the file, `rest` a last one without a line feed. */
function textOf({ tag, rest }: MarkedLine): string {
  if (tag === "text") return `${rest}\n`;
  return tag === "rest" ? rest : "";
}
