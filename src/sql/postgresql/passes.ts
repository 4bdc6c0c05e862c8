import type { AlterTableCmd } from "libpg-query";

/**
 * The clauses of one `alter table` in the order in which PostgreSQL does them: what goes, new types, new columns, then the
 * rest (AlterTablePass in src/backend/commands/tablecmds.c).
 */
export function inPasses<Part extends { readonly command: AlterTableCmd }>(clauses: readonly Part[]): readonly Part[] {
  return clauses.toSorted((one, other) => passOf(one.command) - passOf(other.command));
}

function passOf({ subtype = "AT_AddColumn", def }: AlterTableCmd): number {
  if (subtype === "AT_ColumnDefault") return def === undefined ? PASSES.gone : PASSES.rest;
  if (GONE.has(subtype)) return PASSES.gone;
  if (subtype === "AT_AlterColumnType") return PASSES.type;
  return subtype === "AT_AddColumn" ? PASSES.column : PASSES.rest;
}

const PASSES = { gone: 0, type: 1, column: 2, rest: 3 } as const;

const GONE: ReadonlySet<NonNullable<AlterTableCmd["subtype"]>> = new Set([
  "AT_DropColumn",
  "AT_DropConstraint",
  "AT_DropNotNull",
  "AT_DropIdentity",
  "AT_DropExpression",
]);
