// A type under the name that another had, and the columns that were moved to it.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import { impact } from "../rule.ts";
import { columnIn, keyOf } from "../schema/schema.ts";

/** What a change of a type, or to another one, comes to where the name stands for an enum again. */
export function typeImpact(
  change: ChangeOf<"change-type" | "drop-type" | "rename-type">,
  own: Impact,
  ends: Ends,
): Impact {
  // A name that came in between is nobody's.
  if (change.kind !== "change-type" && !ends.client.types.has(keyOf(ends.after, change.type)))
    return impact("compatible", "always");
  const name = change.kind === "change-type" ? keptName(change, ends) : keyOf(ends.after, change.type);
  return (name === null ? undefined : labelsImpact(name, ends)) ?? own;
}

/** The column has a type of the name that its type had. */
function keptName({ table, column }: ChangeOf<"change-type">, { client, after }: Ends): string | null {
  const now = columnIn(after, table, column);
  const type = now?.definition?.type ?? null;
  const columns = [...client.tables.values()].flatMap((each) => [...each.columns.values()]);
  const was = columns.find(({ id }) => id === now?.id)?.definition?.type ?? null;
  return type !== null && was !== null && isSame(type, was) ? keyOf(after, { schema: null, name: type.name }) : null;
}

function isSame(one: ColumnType, other: ColumnType): boolean {
  return one.name === other.name && one.isArray === other.isArray;
}

/** Undefined where one of the two is not known to be an enum, or is the other. */
function labelsImpact(name: string, { client, after, side }: Ends): Impact | undefined {
  const [was, now] = [client.types.get(name), after.types.get(name)];
  if (was?.of !== "enum" || now?.of !== "enum" || was.id === now.id) return undefined;
  const isLess = was.labels.some((label) => !now.labels.includes(label));
  if (isLess) return side === "down" ? impact("writes_break", "if_data") : undefined;
  const isMore = now.labels.length > was.labels.length;
  if (String(was.labels) !== String(now.labels.slice(0, was.labels.length)))
    return impact("behaviour_change", "if_data");
  return isMore ? impact("behaviour_change", "if_data") : impact("compatible", "always");
}
