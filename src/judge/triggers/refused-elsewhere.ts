// What a trigger writes to another table may be refused there, and with it the write that fired it.
import type { ChangeOf } from "../../model/change.ts";
import type { TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
import type { PassedValue } from "../../model/change/passed-value.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { tableIn } from "../schema/schema.ts";
import { typeChange } from "../types/change.ts";

export function mayBeRefusedElsewhere(
  { writes = [] }: TriggerEffects,
  { table }: Pick<ChangeOf<"create-trigger">, "table">,
  { before }: At,
): boolean {
  if (before.dialect !== "postgresql") return false;
  const own = tableIn(before, table);
  return writes.some((write) => {
    const other = tableIn(before, write.table);
    return other !== undefined && (isChecked(other, write) || isGivenUnfit(other, write, own));
  });
}

/** An update is asked for what it writes alone. */
function isChecked({ constraints }: Table, { event, overwrites }: TriggerWrite): boolean {
  if (event === "delete") return false;
  return constraints.some(({ definition }) => {
    const isCheck = definition.kind === "check" || definition.kind === "exclude";
    if (!isCheck || definition.enforcement === "not-enforced") return false;
    if (event === "insert" || overwrites === "all") return true;
    const named = definition.kind === "check" ? definition.names?.columns : undefined;
    return (named ?? definition.columns).some((column) => overwrites.includes(column));
  });
}

function isGivenUnfit(other: Table, { passes }: TriggerWrite, own: Table | undefined): boolean {
  if (passes === undefined) return false;
  const names = [...other.columns.keys()];
  const given = passes.map((value, place) => ({ ...value, column: value.column ?? names[place] ?? "" }));
  const columns = given.map(({ column }) => column);
  const isLeftOut = [...other.columns].some(
    ([name, { definition }]) => definition !== null && isRequired(definition) && !columns.includes(name),
  );
  return isLeftOut || isTiedTo(other, columns) || given.some((value) => isUnfit(other, value, own));
}

/** A key that is given may be there already; a row that is referred to may not. */
function isTiedTo({ constraints, indexes }: Table, columns: readonly string[]): boolean {
  const ties = constraints
    .filter(({ definition: { kind } }) => TYING.has(kind))
    .map(({ definition }) => definition.columns);
  const keys = indexes.filter(({ definition }) => definition.unique).map(({ definition }) => definition.keys);
  return [...ties, ...keys].some((each) => each.every((column) => columns.includes(column)));
}

const TYING: ReadonlySet<string> = new Set(["primary-key", "unique", "foreign-key"]);

function isUnfit(other: Table, { column, of, asItStands }: PassedValue, own: Table | undefined): boolean {
  const target = definitionIn(other, column ?? "");
  const sources = of.map((name) => definitionIn(own, name));
  const isNullRefused = target?.nullable === false && sources.some((source) => source?.nullable === true);
  return isNullRefused || (asItStands && isNarrower(target, sources[0]));
}

function isNarrower(target: ColumnDefinition | null, source: ColumnDefinition | null | undefined): boolean {
  const [from, to] = [source?.type ?? null, target?.type ?? null];
  return from !== null && to !== null && typeChange(from, to).impact.verdict === "writes_break";
}

function definitionIn(table: Table | undefined, column: string): ColumnDefinition | null {
  return table?.columns.get(column)?.definition ?? null;
}
