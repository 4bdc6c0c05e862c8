import type { ColumnDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { withoutTexts } from "../types/without-texts.ts";

/**
 * How long a value of char(n) is depends on the session's sql_mode (PAD_CHAR_TO_FULL_LENGTH), so that MariaDB keeps
 * nothing that is computed from one: "cannot be used in the GENERATED ALWAYS AS clause". It may be compared, trimmed,
 * or taken into another char(n). Seen on 10.11.
 */
export function computedFromChar(table: Table, { dialect }: Schema): string | undefined {
  if (dialect !== "mariadb") return undefined;
  const columns = [...table.columns.values()].flatMap(({ definition }) => definition ?? []);
  const chars = columns.filter(isChar).map(({ name }) => name);
  const indexed = new Set(table.indexes.flatMap(({ definition: { keys } }) => keys));
  for (const { name, type, generated } of columns) {
    const isKept = generated?.kind === "stored" || indexed.has(name);
    const source = isKept ? chars.find((each) => asksForLength(generated?.text ?? "", each)) : undefined;
    const isCopy = isChar({ type }) && generated?.text.replaceAll("`", "").trim() === source;
    if (source !== undefined && !isCopy)
      return `${name} keeps what is computed from ${source}, a char(n): rtrim(${source}) would be taken`;
  }
  return undefined;
}

function isChar({ type }: Pick<ColumnDefinition, "type">): boolean {
  return type?.name === "char";
}

function asksForLength(text: string, column: string): boolean {
  const name = `\`?(?<![\\w$])${column.replaceAll(/\W/g, String.raw`\$&`)}(?![\\w$])\`?`;
  const harmless = new RegExp(
    String.raw`\br?trim\s*\(\s*${name}\s*\)|${name}\s*${COMPARED}|${COMPARED}\s*${name}`,
    "gi",
  );
  return new RegExp(name, "i").test(withoutTexts(text).replaceAll(harmless, ""));
}

const COMPARED = String.raw`(?:[<>=!]=?>?|\b(?:not\s+)?like\b)`;
