import type { ColumnDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { withoutTexts } from "../types/without-texts.ts";

/**
 * How long a value of char(n) is depends on the session's sql_mode (PAD_CHAR_TO_FULL_LENGTH), so that MariaDB keeps
 * nothing that is computed from one: "cannot be used in the GENERATED ALWAYS AS clause". It may be compared by a sign or
 * stand before `like`, be trimmed at its end, or be taken into another char(n). Seen on 10.11, form by form.
 */
export function computedFromChar(table: Table, { dialect }: Schema): string | undefined {
  if (dialect !== "mariadb") return undefined;
  const columns = [...table.columns.values()].flatMap(({ definition }) => definition ?? []);
  const chars = columns.filter(isChar).map(({ name }) => name);
  const indexed = new Set(table.indexes.flatMap(({ definition: { keys } }) => keys));
  const kept = columns.filter(({ name, generated }) => generated?.kind === "stored" || indexed.has(name));
  const [reason] = kept.flatMap((column) => {
    const source = chars.find((char) => dependsOnLength(column, char));
    return source === undefined
      ? []
      : [`${column.name} keeps what is computed from ${source}, a char(n): rtrim(${source}) would be taken`];
  });
  return reason;
}

function dependsOnLength(column: ColumnDefinition, char: string): boolean {
  const { text = "" } = column.generated ?? {};
  return asksForLength(text, char) && !(isChar(column) && isColumn(text, char));
}

function isChar({ type }: ColumnDefinition): boolean {
  return type?.name === "char";
}

function asksForLength(text: string, column: string): boolean {
  const name = nameOf(column);
  const harmless = new RegExp(
    String.raw`\br?trim\s*\(\s*(?:(?:trailing|both)\b[^()]*\bfrom\s+)?${name}\s*\)|${name}\s*(?:${COMPARED}|like\b)|${COMPARED}\s*${name}`,
    "gi",
  );
  return new RegExp(name, "i").test(withoutTexts(text).replaceAll(harmless, ""));
}

function isColumn(text: string, column: string): boolean {
  return new RegExp(String.raw`^[\s(]*${nameOf(column)}[\s)]*$`, "i").test(text);
}

/** With its table or without, in backticks or not. */
function nameOf(column: string): string {
  const name = column.replaceAll(/\W/g, String.raw`\$&`);
  return String.raw`(?:\`?[\w$]+\`?\.)?\`?(?<![\w$])${name}(?![\w$])\`?`;
}

const COMPARED = "(?:<=>|<>|!=|[<>]=?|=)";
