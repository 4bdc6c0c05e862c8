import type { Style } from "./style.ts";

/** A titled block; nothing at all when it has no lines. */
export function section(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : ["", style.heading(title), ...indented(lines)];
}

export function indented(lines: readonly string[], by = 2): readonly string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

/** Two columns, the first as wide as its widest cell. */
export function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

export function page(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

/** "1 migration", "2 migrations". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
