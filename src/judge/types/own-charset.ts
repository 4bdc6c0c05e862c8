// The characters of a text, which MySQL and MariaDB take from its collation or its table where it does not say so.
import type { ColumnType } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";
import { familyOf } from "./family.ts";

/** The type with its characters said, where anything says which. */
export function withCharset(type: ColumnType, table: Pick<Table, "settings"> | undefined): ColumnType {
  if (familyOf(type).family !== "text" || type.charset !== undefined) return type;
  const own = type.collation === undefined || type.collation === "default" ? undefined : setOf(type.collation);
  const charset = own ?? (table === undefined ? "" : charsetOf(table));
  return charset === "" ? type : { ...type, charset };
}

/** Empty where the table does not say. */
export function charsetOf({ settings }: Pick<Table, "settings">): string {
  return setOf(settings.get("default-charset")?.split("=").at(-1) ?? "");
}

/** `latin1` of `latin1_swedish_ci` */
function setOf(collation: string): string {
  return collation.trim().split("_")[0]?.toLowerCase() ?? "";
}
