import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import { areOff } from "../../constraints/foreign-keys.ts";
import { foreignKeyOn } from "../../constraints/referring-column.ts";
import { BRIEF, COPY, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { strictnessOf } from "../../schema/strictness.ts";
import { collidesAs } from "../../types/colliding-values.ts";
import { familyOf } from "../../types/family.ts";
import { charsetOf } from "../../types/own-charset.ts";
import { WIDE } from "../../types/wide-charsets.ts";

export const convertCharset: Rule<"convert-charset"> = {
  effect: (change, { before }) => {
    const name = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key: name });
    const held = heldByKey(change, before);
    if (held !== undefined) return effect(`${name} keeps its characters for ${held}`, { succeeds: "no" });
    const isWide = WIDE.has(change.charset.toLowerCase());
    const isLax = !isWide && strictnessOf(before) !== "strict";
    const isKept = isWide && !collidesAs(table, change.collation);
    return effect(`text in ${name} is kept, sorted and compared as ${change.charset}`, {
      impact: impact(isKept ? "behaviour_change" : "writes_break", "if_data"),
      succeeds: isKept ? "yes" : "data_dependent",
      restorable: isLax ? "structure_only" : "full",
      loses: isLax ? [`values:${name}`] : [],
      hazard: hazardOn(before, { ...BRIEF, mysql: COPY }),
    });
  },
  after: ({ table, charset, collation }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      columns: new Map([...known.columns].map(([name, column]) => [name, converted(column, known, charset)])),
      settings: new Map(known.settings).set(
        "default-charset",
        collation === null ? `charset=${charset}` : `collate=${collation}`,
      ),
    })),
};

/** A foreign key compares texts of the same characters, while it is looked at. */
function heldByKey({ table: name, charset }: ChangeOf<"convert-charset">, before: Schema): string | undefined {
  const table = tableIn(before, name);
  if (table === undefined || areOff(before)) return undefined;
  const others = [...table.columns].filter(([, { definition }]) => {
    const type = definition?.type ?? null;
    if (type === null || familyOf(type).family !== "text") return false;
    // Where none is written, it is the server's.
    const own = (type.charset ?? charsetOf(table)).toLowerCase();
    return own !== "" && own !== charset.toLowerCase();
  });
  const keys = others.map(([column]) => foreignKeyOn(before, keyOf(before, name), column));
  return keys.find((key) => key !== undefined);
}

/** It has the table's characters and order now, and room for as many characters as before. */
function converted(column: Column, table: Table, charset: string): Column {
  const { definition } = column;
  const type = definition?.type ?? null;
  if (definition === null || type === null || familyOf(type).family !== "text") return column;
  const { charset: own, collation: _, ...plain } = type;
  const isLarger = bytesOf(charset) > bytesOf(own ?? charsetOf(table));
  const name = isLarger ? (LARGER.get(type.name) ?? type.name) : type.name;
  return { ...column, definition: { ...definition, type: { ...plain, name } } };
}

/** For a character, at most; of one that is not known, that it has one. */
function bytesOf(charset: string): number {
  return BYTES.get(charset.toLowerCase()) ?? 1;
}

const BYTES: ReadonlyMap<string, number> = new Map([
  ...[...WIDE].map((name): [string, number] => [name, 4]),
  ["utf8", 3],
  ["utf8mb3", 3],
  ["ucs2", 2],
]);

/** "ALTER TABLE Statement" in MySQL's manual, and so in MariaDB. */
const LARGER: ReadonlyMap<string, string> = new Map([
  ["tinytext", "text"],
  ["text", "mediumtext"],
  ["mediumtext", "longtext"],
]);
