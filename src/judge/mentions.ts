import type { Change } from "../model/change.ts";
import type { Name } from "../model/definition.ts";

/** Something that must be there for a statement to succeed. */
export type Mention =
  | { readonly kind: "table"; readonly table: Name; readonly columns: readonly string[] }
  | { readonly kind: "view" | "type" | "sequence"; readonly name: Name };

export function mentionsOf(change: Change): readonly Mention[] {
  switch (change.kind) {
    case "create-table":
      return [...change.constraints.flatMap(parentsOf), ...change.inherits.map((parent) => onTable(parent))];
    case "add-constraint":
      return [onTable(change.table, change.constraint.columns), ...parentsOf(change.constraint)];
    case "add-column":
      return [onTable(change.table), ...change.constraints.flatMap(parentsOf)];
    case "create-index":
      return [
        onTable(
          change.index.table,
          change.index.keys.filter((key) => /^\w+$/.test(key)),
        ),
      ];
    case "insert":
      return [onTable(change.table, change.columns)];
    case "update":
      return [
        onTable(
          change.table,
          change.assignments.map(({ column }) => column),
        ),
      ];
    case "attach-partition":
    case "detach-partition":
      return [onTable(change.table), onTable(change.partition)];
    case "drop-view":
    case "rename-view":
    case "refresh-view":
      return [{ kind: "view", name: change.view }];
    case "drop-type":
    case "rename-type":
    case "add-enum-value":
    case "rename-enum-value":
    case "alter-domain":
      return [{ kind: "type", name: change.type }];
    case "drop-sequence":
    case "alter-sequence":
    case "rename-sequence":
      return [{ kind: "sequence", name: change.sequence }];
    default:
      return ofTable(change);
  }
}

/** Whatever else names a table names one that is there. */
function ofTable(change: Change): readonly Mention[] {
  if (!("table" in change) || change.table === null) return [];
  const columns = "column" in change && typeof change.column === "string" ? [change.column] : [];
  return [onTable(change.table, columns)];
}

function onTable(table: Name, columns: readonly string[] = []): Mention {
  return { kind: "table", table, columns };
}

function parentsOf(constraint: Extract<Change, { kind: "add-constraint" }>["constraint"]): readonly Mention[] {
  return constraint.kind === "foreign-key" ? [onTable(constraint.references)] : [];
}
