import type { ColumnDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";

/**
 * What a table keeps of the number of a row, which is not given yet when it is computed: "cannot refer to an
 * auto-increment column" (ER_GENERATED_COLUMN_REF_AUTO_INC). MariaDB lets a value that is kept nowhere do so.
 */
export function computedFromCounter(table: Table, { dialect }: Schema): string | undefined {
  const columns = [...table.columns.values()].flatMap(({ definition }) => definition ?? []);
  const counter = columns.find(({ identity }) => identity !== "none")?.name;
  if (counter === undefined) return undefined;
  const indexed = new Set(table.indexes.flatMap(({ definition: { keys } }) => keys));
  const isKept = ({ name, generated }: ColumnDefinition): boolean =>
    dialect === "mysql" || generated?.kind === "stored" || indexed.has(name);
  const computed = columns.find((one) => one.generated?.names?.columns.includes(counter) === true && isKept(one));
  if (computed !== undefined) return `${computed.name} is computed from ${counter}, which numbers the rows`;
  const isChecked = table.constraints.some(({ definition: { kind, columns: names } }) =>
    kind === "check" ? names.includes(counter) : false,
  );
  return isChecked ? `a check asks for ${counter}, which numbers the rows` : undefined;
}
