// What several changes come to: something that is taken away may come back, and what is added may be made whole.
import type { Impact } from "../model/judgement.ts";
import type { Done } from "./run.ts";
import type { Column, Schema, Table } from "./schema.ts";
import { isFollowed } from "./foreign-keys.ts";
import { impact } from "./rule.ts";
import { isRequired } from "./rules/columns/add-column.ts";
import { columnIn, tableById, tableIn } from "./schema.ts";
import { typeChange } from "./type-change.ts";
import { worstImpact } from "./worst.ts";

/** The impact of one change, with what the others make of it until `after`. */
export function netImpact(one: Done, all: readonly Done[], { client, after }: Ends): Impact {
  const { change, effect } = one;
  if (change.kind === "add-column" && effect.impact.verdict === "writes_break")
    return isStillRequired(columnIn(after, change.table, change.column.name)) ? effect.impact : COMPATIBLE;
  if (change.kind === "add-constraint" && change.constraint.kind === "foreign-key") {
    const { columns, onDelete } = change.constraint;
    const replaced = all.some(
      ({ effect: { takes } }) => takes?.kind === "foreign-key" && String(takes.columns) === String(columns),
    );
    return replaced && isFollowed(onDelete) ? impact("behaviour_change", "if_data") : effect.impact;
  }
  if (change.kind === "row-security" && effect.impact.verdict === "writes_break") {
    const policies = [...(tableIn(after, change.table)?.settings.keys() ?? [])].filter((key) =>
      key.startsWith("policy "),
    );
    return impact("writes_break", policies.length > 0 ? "if_data" : "always");
  }
  if (effect.takes === null) return effect.impact;
  const { takes } = effect;
  if (takes.kind === "table") return tableImpact(takes.table, effect.impact, { client, after });
  if (takes.kind === "column") return columnImpact(takes, effect.impact, { client, after });
  if (takes.kind === "routine" && after.routines.has(takes.routine)) {
    const [before, now] = [client.routines.get(takes.routine), after.routines.get(takes.routine)];
    return before?.signature === now?.signature ? impact("behaviour_change", "if_referenced") : effect.impact;
  }
  return effect.impact;
}

export interface Ends {
  readonly client: Schema;
  readonly after: Schema;
}

const COMPATIBLE: Impact = impact("compatible", "always");

function isStillRequired(column: Column | undefined): boolean {
  return column?.definition !== null && column?.definition !== undefined && isRequired(column.definition);
}

function tableImpact(name: string, taken: Impact, { client, after }: Ends): Impact {
  const view = after.views.get(name);
  const before = client.tables.get(name);
  if (view !== undefined && before !== undefined)
    return view.updatable ? COMPATIBLE : impact("writes_break", "if_referenced");
  const beforeView = client.views.get(name);
  if (view !== undefined && beforeView !== undefined) return viewImpact(beforeView.columns, view.columns, taken);
  const now = after.tables.get(name);
  if (now === undefined || before === undefined) return taken;
  if (now.id === before.id) return COMPATIBLE;
  const kept = now.copyOf === before.id ? [] : [impact("behaviour_change", "always")];
  return worstImpact([...kept, ...differences(before, now)]);
}

function viewImpact(before: readonly string[] | null, now: readonly string[] | null, taken: Impact): Impact {
  if (before === null || now === null) return impact("undetermined", "always");
  const missing = before.filter((column) => !now.includes(column));
  if (missing.length > 0) return taken;
  return now.length > before.length ? COMPATIBLE : impact("behaviour_change", "if_referenced");
}

/** How a table that took the place of another looks to code that knows the other. */
export function differences(before: Table, now: Table): readonly Impact[] {
  if (!before.complete) return [impact("undetermined", "always")];
  const known = [...before.columns].map(([name, column]): Impact => {
    const other = now.columns.get(name);
    if (other === undefined)
      return now.complete ? impact("reads_and_writes_break", "if_referenced") : impact("undetermined", "always");
    return columnDifference(column, other);
  });
  const added = [...now.columns].filter(([name]) => !before.columns.has(name));
  const required = added.filter(([, column]) => isStillRequired(column));
  return [...known, ...required.map(() => impact("writes_break", "always"))];
}

function columnDifference({ definition: before }: Column, { definition: now }: Column): Impact {
  if (before === null || now === null) return impact("undetermined", "always");
  const impacts: Impact[] = [];
  if (before.type !== null && now.type !== null) impacts.push(typeChange(before.type, now.type).impact);
  if (before.nullable && !now.nullable) impacts.push(impact("writes_break", "if_data"));
  if (!isRequired(before) && isRequired(now)) impacts.push(impact("writes_break", "if_referenced"));
  if (before.generated === null && now.generated !== null) impacts.push(impact("writes_break", "if_referenced"));
  return worstImpact(impacts);
}

function columnImpact(
  { table, column }: { readonly table: string; readonly column: string },
  taken: Impact,
  { client, after }: Ends,
): Impact {
  const known = client.tables.get(table) ?? [...client.tables.values()].find((each) => each.name === table);
  const before = known?.columns.get(column);
  const now = tableById(after, known?.id)?.columns.get(column);
  if (before === undefined || now === undefined) return taken;
  if (now.id === before.id) return COMPATIBLE;
  const kept = now.holds !== null && now.holds === before.holds;
  return worstImpact([kept ? COMPATIBLE : impact("behaviour_change", "always"), columnDifference(before, now)]);
}
