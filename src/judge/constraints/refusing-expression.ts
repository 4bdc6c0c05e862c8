// An index is kept for every row: what its expressions cannot be computed from is refused by the table.
import type { IndexDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { familyOf } from "../types/family.ts";
import { isUnfit } from "../types/unfit-values.ts";

/** A key or a condition casts what may be something else, or divides by what may be zero. */
export function mayNotCompute({ keys, where, names }: IndexDefinition, table: Table, schema: Schema): boolean {
  if (schema.dialect !== "postgresql" && schema.dialect !== "sqlite") return false;
  const reads = (names?.columns ?? []).filter((column) => !table.complete || table.columns.has(column));
  if (reads.length > 0 && reads.every((column) => isMoment(table, column))) return false;
  const texts = [...keys, ...(where === null ? [] : [where])].flatMap((text) => computedBy(text, table));
  return texts.some((written) => {
    const text = written.replaceAll(CONSTANT, "''");
    return isUnfit({ from: "expression", reads, text, nulls: "maybe" }, { type: null, tables: [table], schema });
  });
}

/** What a key that is no plain column is computed by. */
function computedBy(key: string, { columns }: Table): readonly string[] {
  const column = columns.get(key);
  const generated = column?.definition?.generated?.text;
  if (column === undefined) return [key];
  return generated === undefined ? [] : [generated];
}

/** Which casts to any other moment. */
function isMoment({ columns }: Table, column: string): boolean {
  const type = columns.get(column)?.definition?.type ?? null;
  return type !== null && MOMENTS.has(familyOf(type).family);
}

const MOMENTS: ReadonlySet<string> = new Set(["date", "timestamp", "timestamptz"]);

/** What is cast while the statement is read. */
const CONSTANT = /(?:'(?:[^']|'')*'|\b\d[\d.]*)\s*::\s*"?\w+(?:"?\."?\w+)?"?(?:\s*\([\d,\s]*\))?/g;
