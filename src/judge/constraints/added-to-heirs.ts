// A column that is added to a table is added to its children and partitions too; ATExecAddColumn in
// src/backend/commands/tablecmds.c.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Column, Schema } from "../schema/schema.ts";
import { effect } from "../rule.ts";
import { heirsOf } from "../schema/heirs.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** "column must be added to child tables too", "child table has different type for column" */
export function heirsRefuse({ only, table, column }: ChangeOf<"add-column">, before: Schema): Effect | undefined {
  const parent = before.dialect === "postgresql" ? tableIn(before, table)?.partitionOf?.parent : undefined;
  if (parent !== undefined) return effect(`a partition of ${parent} has its columns alone`, { succeeds: "no" });
  const heirs = heirsOf(before, keyOf(before, table));
  const [heir] = only === true ? heirs : [];
  if (heir !== undefined) return effect(`${heir} needs the column as well`, { succeeds: "no" });
  const other = heirs.find((each) => isOtherThere(before.tables.get(each)?.columns.get(column.name), column));
  return other === undefined ? undefined : effect(`${other} has it with another type`, { succeeds: "no" });
}

function isOtherThere(own: Column | undefined, { type }: ColumnDefinition): boolean {
  const there = own?.definition?.type ?? null;
  return (
    there !== null && type !== null && (there.name !== type.name || String(there.modifiers) !== String(type.modifiers))
  );
}
