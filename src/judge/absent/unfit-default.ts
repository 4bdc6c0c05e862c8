import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";

/** Why MySQL and MariaDB have "Invalid default value" to say, whatever the mode; undefined where nothing is seen. */
export function unfitDefault({ type, default: value, nullable }: ColumnDefinition): string | undefined {
  if (value.kind === "null" && !nullable) return "a column that takes no null has one by default";
  const label = value.kind === "constant" ? LITERAL.exec(value.text)?.groups?.["text"] : undefined;
  return label === undefined || isLabelOf(type, label) ? undefined : `'${label}' is none of its labels`;
}

/** What is no enum takes what it takes. */
function isLabelOf(type: ColumnType | null, text: string): boolean {
  if (type?.name !== "enum" || type.labels === undefined) return true;
  return type.labels.some((label) => label.trimEnd().toLowerCase() === text.trimEnd().toLowerCase());
}

const LITERAL = /^\s*'(?<text>[^'\\]*)'\s*$/;
