import type { Change } from "../../model/change.ts";
import type { Clause } from "./clause.ts";
import { clauseText } from "./clause.ts";
import { nodeOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";

/** A clause of `alter type` on a composite type, which the grammar takes for a table. */
export function readAttributeClause(clause: Clause): readonly Change[] {
  const kind = CHANGES[clause.command.subtype ?? ""];
  if (kind === undefined) return [notJudged(clauseText(clause))];
  const attribute = clause.command.name ?? nodeOf(clause.command.def, "ColumnDef")?.colname ?? "";
  return [{ kind, type: clause.table, attribute }];
}

const CHANGES: Readonly<Record<string, "add-attribute" | "drop-attribute" | "change-attribute">> = {
  AT_AddColumn: "add-attribute",
  AT_DropColumn: "drop-attribute",
  AT_AlterColumnType: "change-attribute",
};
