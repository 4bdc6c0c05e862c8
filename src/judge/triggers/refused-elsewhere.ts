// What a trigger writes to another table may be refused there, and with it the write that fired it.
import type { ChangeOf } from "../../model/change.ts";
import type { GivenValue, TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
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
  const own = tableIn(before, table);
  return writes.some((write) => {
    const other = tableIn(before, write.table);
    return other !== undefined && (isChecked(other, write) || isGivenUnfit(other, write, own));
  });
}

function isChecked({ constraints }: Table, { event }: TriggerWrite): boolean {
  if (event === "delete") return false;
  return constraints.some(
    ({ definition: { kind, enforcement } }) =>
      (kind === "check" || kind === "exclude") && enforcement !== "not-enforced",
  );
}

function isGivenUnfit(other: Table, { gives }: TriggerWrite, own: Table | undefined): boolean {
  if (gives === undefined) return false;
  const names = [...other.columns.keys()];
  const given = gives.map((value, place) => ({ ...value, column: value.column ?? names[place] ?? "" }));
  const columns = given.map(({ column }) => column);
  const isLeftOut = [...other.columns].some(
    ([name, { definition }]) => definition !== null && isRequired(definition) && !columns.includes(name),
  );
  return isLeftOut || isTiedTo(other, columns) || given.some((value) => isUnfit(other, value, own));
}

/** A key that is given may be there already; a row that is referred to may not. */
function isTiedTo({ constraints, indexes }: Table, columns: readonly string[]): boolean {
  const ties = constraints.filter(({ definition: { kind } }) => TYING.has(kind)).map(({ definition }) => definition.columns);
  const keys = indexes.filter(({ definition }) => definition.unique).map(({ definition }) => definition.keys);
  return [...ties, ...keys].some((each) => each.every((column) => columns.includes(column)));
}

const TYING: ReadonlySet<string> = new Set(["primary-key", "unique", "foreign-key"]);

function isUnfit(other: Table, { column, of, asItStands }: GivenValue, own: Table | undefined): boolean {
  const target = other.columns.get(column ?? "")?.definition ?? null;
  if (target === null) return false;
  const sources = of.map((name) => own?.columns.get(name)?.definition ?? null);
  if (!target.nullable && sources.some((source) => source?.nullable === true)) return true;
  const [only = null] = sources;
  if (!asItStands || only === null || only.type === null || target.type === null) return false;
  return typeChange(only.type, target.type).impact.verdict === "writes_break";
}
