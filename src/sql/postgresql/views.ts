import type { Change, ChangeOf } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type { RefreshMatViewStmt, ViewStmt } from "libpg-query";
import { namesIn } from "./expressions.ts";
import { mentionsIn } from "./mentions.ts";
import { nameOfRelation } from "./names.ts";
import { needsOf } from "./needed.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { copyOf, outputColumnsOf, tablesReadBy } from "./queries.ts";
import { shapeIfStar } from "./query-shape.ts";
import { afterWord, textOf, wholeOf } from "./source.ts";
import { writesThrough } from "./updatable.ts";
import { viewQueryOf } from "./view-query.ts";

export function createView(statement: ViewStmt, source: Source): readonly Change[] {
  const { query, aliases } = statement;
  return [
    {
      kind: "create-view",
      view: nameOfRelation(statement.view),
      orReplace: statement.replace === true,
      materialized: false,
      text: textOf(source, afterWord(source, wholeOf(source), "as") ?? wholeOf(source)),
      columns: aliases === undefined ? outputColumnsOf(query) : wordsOf(aliases),
      reads: tablesReadBy(query),
      names: namesIn(query),
      mentions: mentionsIn(query),
      ...needsOf({ query }),
      ...shapeIfStar(query),
      ...writesThrough(query),
      ...sourcesOf(statement),
      ...viewQueryOf(query),
      ifNotExists: false,
    },
  ];
}

/** The columns behind those of a view on one table, and whether it shows all rows. */
function sourcesOf({ query, withCheckOption }: ViewStmt): Pick<ChangeOf<"create-view">, "sources" | "shows"> {
  const select = nodeOf(query, "SelectStmt");
  if (select === undefined) return {};
  const { selects } = copyOf(select);
  const { updatable, mayTakeWrites } = writesThrough(query);
  const takesWrites = updatable || mayTakeWrites === true;
  const shows = (withCheckOption ?? NO_CHECK) === NO_CHECK ? "some" : "checked";
  return { ...(takesWrites && { sources: selects }), ...(select.whereClause !== undefined && { shows }) };
}

const NO_CHECK = "NO_CHECK_OPTION";

export function refreshView({ relation, concurrent, skipData }: RefreshMatViewStmt): readonly Change[] {
  return [
    {
      kind: "refresh-view",
      view: nameOfRelation(relation),
      concurrently: concurrent === true,
      ...withoutData(skipData),
    },
  ];
}

/** `with no data`. */
export function withoutData(isSkipped: boolean | undefined): { readonly isWithoutData?: true } {
  return isSkipped === true ? { isWithoutData: true } : {};
}
