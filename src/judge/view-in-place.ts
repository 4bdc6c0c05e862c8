// A view under the name that a table had.
import type { Impact } from "../model/judgement.ts";
import type { Column, Table, View } from "./schema.ts";
import { impact } from "./rule.ts";
import { worstImpact } from "./worst.ts";

/** It is read and written like the table where it has all the columns, and shows all the rows. */
export function inPlaceOf(before: Table, { columns, updatable, filtered }: View, taken: Impact): Impact {
  if (columns !== null && !before.complete) return impact("undetermined", "always");
  if (columns !== null && [...before.columns.keys()].some((column) => !columns.includes(column))) return taken;
  if (!updatable) return impact("writes_break", "if_referenced");
  return filtered === true ? impact("behaviour_change", "if_data") : impact("compatible", "always");
}

/** A column that is called otherwise in the table, or is not there any more, as the view shows it. */
export function throughView(
  { columns, outputs }: View,
  { name, id }: { readonly name: string; readonly id: Column["id"] },
  { table, taken }: { readonly table: Table | undefined; readonly taken: Impact },
): Impact {
  const place = columns?.indexOf(name) ?? -1;
  const shown = place === -1 ? undefined : outputs?.[place]?.text;
  if (shown === undefined) return taken;
  if (table?.columns.get(shown)?.id === id) return impact("compatible", "always");
  return worstImpact([impact("behaviour_change", "always"), impact("writes_break", "if_referenced")]);
}
