import type { Change } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table, View } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";
import { worstImpact } from "../worst.ts";

/** Adds to what a change does that a view of SQLite cannot be read any more, without which no table is altered. */
export function withUnreadable(own: Effect, change: Change, { at, next }: Following): Effect {
  const { before, client } = at;
  if (before.dialect !== "sqlite" || before.views.size === 0 || own.succeeds === "no") return own;
  const [was, is] = [unreadableIn(before), unreadableIn(next)];
  const [refusing] = CHECKED.has(change.kind) ? [...was, ...is] : [];
  if (refusing !== undefined) return { ...own, because: `view ${refusing} could not be read`, succeeds: "no" };
  const view = is.find((key) => !was.includes(key) && client.views.has(key));
  if (view === undefined) return own;
  return {
    ...own,
    because: `${own.because}; view ${view} cannot be read any more`,
    impact: worstImpact([own.impact, impact("reads_break", "if_referenced")]),
  };
}

interface Following {
  readonly at: Pick<At, "before" | "client">;
  readonly next: Schema;
}

/** "error in view …" (src/alter.c); a column is added without a look at them. */
const CHECKED: ReadonlySet<Change["kind"]> = new Set(["drop-column", "rename-column", "rename-table"]);

function unreadableIn(schema: Schema): readonly string[] {
  return [...schema.views].flatMap(([key, view]) => (isUnreadable(view, schema) ? [key] : []));
}

function isUnreadable({ lookedUp, reads }: View, schema: Schema): boolean {
  if (lookedUp === undefined) return false;
  const tables = reads.flatMap((key) => schema.tables.get(key) ?? []);
  if (tables.length < reads.length || tables.some(({ complete }) => !complete)) return false;
  const isAmbiguous = lookedUp.bare.some((name) => tables.filter(({ columns }) => columns.has(name)).length > 1);
  return isAmbiguous || new Set(widthsOf(lookedUp, schema)).size > 1;
}

function widthsOf({ widths }: NonNullable<View["lookedUp"]>, schema: Schema): readonly number[] {
  return widths.map(({ others, behind }) =>
    behind
      .flatMap((name): readonly Table[] =>
        [schema.tables.get(keyOf(schema, name))].filter((table) => table !== undefined),
      )
      .reduce((sum, { columns }) => sum + columns.size, others),
  );
}
