import type { Change, Statement } from "../../model/change.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { withComputed } from "./computed-beside.ts";
import { asDemanded } from "./demanded.ts";
import { withFullText } from "./full-text.ts";
import { withOthers } from "./together.ts";

/** Where a clause stands: `first` is the schema before all statements, `begun` the one before its own. */
interface Place {
  readonly at: At;
  readonly first: Schema;
  readonly begun: Schema;
  readonly demands: Statement["demands"];
}

/** What a change takes where it stands: by what the table has, what the other clauses do, and what is asked for. */
export function inStatement(own: Effect, change: Change, { at, first, begun, demands }: Place): Effect {
  const stated = { before: begun, alongside: at.alongside };
  const onTable = withComputed(withFullText(own, change, { at, first }), change, stated);
  const beside = withOthers(onTable, change, stated);
  return asDemanded(beside, change, { demands, before: at.before });
}
