// Values that a strict table of SQLite does not take: "cannot store TEXT value in INTEGER column" (chapter "STRICT Tables").
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";
import { isStrict } from "../types/sqlite-affinity.ts";

/** Whether a column takes its own default. */
export function isMisfitByDefault({ type, default: value }: ColumnDefinition): boolean {
  return value.kind === "constant" && isMisfit(value.text, type);
}

/** Why no such row is written: a value that is written out, or the default of a column that is left out. */
export function strictlyRefused({ source, columns, onConflict }: ChangeOf<"insert">, table: Table): string | undefined {
  if (!isStrict(table) || source.from !== "values" || onConflict === "ignore") return undefined;
  const names = columns.length > 0 ? columns : [...table.columns.keys()];
  const { literals = [] } = source;
  const refused = [...table.columns].find(([name, { definition }]) => {
    const place = names.indexOf(name);
    if (place === -1) return definition !== null && isMisfitByDefault(definition);
    return literals.some((row) => isMisfit(row[place] ?? "", definition?.type ?? null));
  })?.[0];
  return refused && `${table.name}.${refused} does not take what is written`;
}

export function mayStrictlyRefuse({ assignments }: ChangeOf<"update">, table: Table): boolean {
  return (
    isStrict(table) &&
    assignments.some(
      (one) =>
        one.from === "constant" && isMisfit(one.text ?? "", table.columns.get(one.column)?.definition?.type ?? null),
    )
  );
}

/** Texts that read as numbers become numbers, and numbers become texts. */
function isMisfit(written: string, type: ColumnType | null): boolean {
  const literal = written.trim().replace(/^\((?<inner>.*)\)$/s, "$<inner>");
  const kind = Object.entries(FORMS).find(([, form]) => form.test(literal))?.[0];
  const taken = TAKEN[type?.name ?? ""];
  return kind !== undefined && taken !== undefined && !taken.includes(kind);
}

const FORMS = {
  blob: /^x'/i,
  integer: /^'?\s*[-+]?\d+(?:\.0*)?\s*'?$/,
  number: /^'?\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*'?$/i,
  text: /^'/,
} as const;

const TAKEN: Readonly<Record<string, readonly string[]>> = {
  int: ["integer"],
  integer: ["integer"],
  real: ["integer", "number"],
  text: ["integer", "number", "text"],
  blob: ["blob"],
};
