import type { ChangeOf } from "../../model/change.ts";
import type { Restores } from "../../model/judgement.ts";
import type { Column, Id, Schema } from "../schema/schema.ts";
import type { Ways } from "./ways.ts";
import { tableIn } from "../schema/schema.ts";
import { worstRestores } from "../worst.ts";

/** Columns whose values an update of the ups left in other columns only; undefined where there are none. */
export function movedRestored(change: ChangeOf<"update">, { before, fresh, reverted }: Ways): Restores | undefined {
  const original = tableIn(before, change.table);
  const each = change.assignments.flatMap(({ column }): Restores[] => {
    const known = original?.columns.get(column);
    const keeper = known === undefined ? undefined : keeperOf(known, fresh);
    return known === undefined || keeper === undefined ? [] : [restoredFrom(keeper, known.id, reverted)];
  });
  return each.length === 0 ? undefined : worstRestores(each);
}

/** The other column that has its values, where it has not any more. */
function keeperOf({ id, holds }: Column, schema: Schema): Column | undefined {
  const now = byId(schema, id);
  if (now === undefined || holds === null || now.holds === holds) return undefined;
  return columnsIn(schema).find((each) => each.id !== id && each.holds === holds);
}

/** Whoever wrote since then wrote into the column that keeps them: what that has is its own. */
function restoredFrom(keeper: Column, id: Id, reverted: Schema): Restores {
  if (byId(reverted, id)?.holds === keeper.id) return "full";
  return byId(reverted, keeper.id) === undefined ? "none" : "partial";
}

function byId(schema: Schema, id: Id): Column | undefined {
  return columnsIn(schema).find((each) => each.id === id);
}

function columnsIn({ tables }: Schema): readonly Column[] {
  return [...tables.values()].flatMap(({ columns }) => [...columns.values()]);
}
