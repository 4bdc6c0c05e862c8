import type { ColumnType } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";

/** Bytes of the longest character of MySQL's and MariaDB's texts; where no character set is known, of any. */
export function characterBytes({ charset, collation }: ColumnType, table: Pick<Table, "settings"> | undefined): number {
  const set = charset ?? collation ?? table?.settings.get("default-charset")?.split("=").at(-1) ?? "";
  return WIDTHS.find(([name]) => set.toLowerCase().startsWith(name))?.[1] ?? 4;
}

const WIDTHS = [
  ["latin", 1],
  ["ascii", 1],
  ["utf8mb4", 4],
  ["utf8", 3],
] as const;
