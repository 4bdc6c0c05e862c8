// A view that took the name of a table, as the code sees it that knows the table.
import type { Impact } from "../../model/judgement.ts";
import type { Column, Schema, Table, View } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { worstImpact } from "../worst.ts";

/** Which writes go through it, which columns and which rows it has. */
export function standInImpact(view: View, before: Table, after: Schema): Impact {
  const source = sourceOf(view, after);
  return worstImpact([
    view.updatable ? COMPATIBLE : impact("writes_break", "if_referenced"),
    columnsImpact(view.columns ?? columnsOf(source, before), before),
    rowsImpact(view),
    source === undefined || isSame(source, before) ? COMPATIBLE : impact("behaviour_change", "always"),
  ]);
}

/** A column that the table no longer has under its name; undefined where the view has none of that name either. */
export function shownAs(
  view: View | undefined,
  column: string,
  { id, after }: { readonly id: Column["id"] | undefined; readonly after: Schema },
): Impact | undefined {
  if (id === undefined || view?.columns?.includes(column) !== true) return undefined;
  return behind(view, column, after)?.id === id ? COMPATIBLE : impact("behaviour_change", "if_referenced");
}

/** The column of its table that the view calls so. */
function behind(view: View, column: string, after: Schema): Column | undefined {
  const source = view.sources?.[view.columns?.indexOf(column) ?? -1] ?? null;
  return source === null ? undefined : sourceOf(view, after)?.columns.get(source);
}

function sourceOf({ reads: [read, other] }: View, { tables }: Schema): Table | undefined {
  return read === undefined || other !== undefined ? undefined : tables.get(read);
}

/** What `*` stands for: a column of the same table that has another name is missed where it got it. */
function columnsOf(source: Table | undefined, before: Table): readonly string[] | null {
  return source === undefined || source.id === before.id ? null : [...source.columns.keys()];
}

function isSame({ id, copyOf }: Table, before: Table): boolean {
  return id === before.id || copyOf?.includes(before.id) === true;
}

function columnsImpact(columns: readonly string[] | null, before: Table): Impact {
  if (columns === null) return COMPATIBLE;
  if ([...before.columns.keys()].some((column) => !columns.includes(column)))
    return impact("reads_and_writes_break", "if_referenced");
  return before.complete ? COMPATIBLE : impact("undetermined", "always");
}

function rowsImpact({ shows }: View): Impact {
  if (shows === undefined) return COMPATIBLE;
  return shows === "checked" ? impact("writes_break", "if_data") : impact("behaviour_change", "if_data");
}

const COMPATIBLE: Impact = impact("compatible", "always");
