import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";

/** Something that must be there for a statement to succeed. */
export type Mention =
  | { readonly kind: "table"; readonly table: Name; readonly columns: readonly string[] }
  | { readonly kind: "view" | "type" | "sequence"; readonly name: Name };

export function mentionsOf<Kind extends ChangeKind>(change: ChangeOf<Kind>): readonly Mention[] {
  const special: Mentioned<Kind> | undefined = MENTIONED[change.kind as Kind];
  return special === undefined ? ofTable(change) : special(change);
}

type Mentioned<Kind extends ChangeKind> = (change: ChangeOf<Kind>) => readonly Mention[];

/** Whatever else names a table names one that is there. */
function ofTable(change: Change): readonly Mention[] {
  if (!("table" in change) || change.table === null) return [];
  const columns = "column" in change && typeof change.column === "string" ? [change.column] : [];
  return [onTable(change.table, columns)];
}

function onTable(table: Name, columns: readonly string[] = []): Mention {
  return { kind: "table", table, columns };
}

function parentsOf(constraint: ConstraintDefinition): readonly Mention[] {
  return constraint.kind === "foreign-key" ? [onTable(constraint.references)] : [];
}

function withParent({ table, parent }: ChangeOf<"inherit"> | ChangeOf<"no-inherit">): readonly Mention[] {
  return [onTable(table), onTable(parent)];
}

function withPartition({
  table,
  partition,
}: ChangeOf<"attach-partition"> | ChangeOf<"detach-partition">): readonly Mention[] {
  return [onTable(table), onTable(partition)];
}

function ofView({ view }: { readonly view: Name }): readonly Mention[] {
  return [{ kind: "view", name: view }];
}

function ofType({ type }: { readonly type: Name }): readonly Mention[] {
  return [{ kind: "type", name: type }];
}

function ofSequence({ sequence }: { readonly sequence: Name }): readonly Mention[] {
  return [{ kind: "sequence", name: sequence }];
}

const MENTIONED: { readonly [Kind in ChangeKind]?: Mentioned<Kind> } = {
  "create-table": ({ constraints, inherits }) => [
    ...constraints.flatMap(parentsOf),
    ...inherits.map((parent) => onTable(parent)),
  ],
  "add-constraint": ({ table, constraint }) => [onTable(table, constraint.columns), ...parentsOf(constraint)],
  "add-column": ({ table, constraints }) => [onTable(table), ...constraints.flatMap(parentsOf)],
  "create-index": ({ index: { table, keys, names } }) => [
    onTable(
      table,
      keys.filter((key) => names?.columns.includes(key) !== false),
    ),
  ],
  insert: ({ table, columns }) => [onTable(table, columns)],
  update: ({ table, assignments, asks = [] }) => [
    onTable(table, [...assignments.map(({ column }) => column), ...asks]),
  ],
  delete: ({ table, asks }) => [onTable(table, asks)],
  inherit: withParent,
  "no-inherit": withParent,
  "attach-partition": withPartition,
  "detach-partition": withPartition,
  "drop-view": ofView,
  "rename-view": ofView,
  "refresh-view": ofView,
  "drop-type": ofType,
  "rename-type": ofType,
  "add-enum-value": ofType,
  "rename-enum-value": ofType,
  "alter-domain": ofType,
  "add-attribute": ofType,
  "drop-attribute": ofType,
  "change-attribute": ofType,
  "rename-attribute": ofType,
  "drop-sequence": ofSequence,
  "alter-sequence": ofSequence,
  "rename-sequence": ofSequence,
};
