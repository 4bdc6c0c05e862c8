import type { Table } from "../schema/schema.ts";

/**
 * Columns that an update sets in each row that it changes, though it does not name them: "an auto-updated column is
 * automatically updated to the current timestamp when the value of any other column in the row is changed" (MySQL's manual,
 * "Automatic Initialization and Updating for TIMESTAMP and DATETIME").
 */
export function stampedBeside(set: readonly string[], { columns }: Table): readonly string[] {
  return [...columns].flatMap(([name, { definition, stated }]) =>
    (definition ?? stated)?.onUpdate !== undefined && !set.includes(name) ? [name] : [],
  );
}
