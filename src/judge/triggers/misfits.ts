// Functions whose rows have not the columns of their result any more: PostgreSQL looks when they are called.
import type { Done } from "../run.ts";
import type { Routine } from "../schema/routines.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";
import { columnsOfShape } from "../schema/shape-columns.ts";
import { nameOfType } from "../types/user-types.ts";
import { worstImpact } from "../worst.ts";

/** With what the last change of a table's columns does to the functions that the client calls, and that are still there. */
export function withMisfits(done: readonly Done[], { client, after }: Ends): readonly Done[] {
  const last = done.findLast(({ change }) => change.kind === "add-column" || change.kind === "drop-column");
  const misfit = last === undefined ? undefined : misfitIn(client, after);
  if (last === undefined || misfit === undefined) return done;
  const { because, impact: own } = last.effect;
  const broken = {
    ...last.effect,
    because: `${because}; ${misfit}() gives rows of other columns than it says`,
    impact: worstImpact([own, impact("reads_break", "if_referenced")]),
  };
  return done.map((one) => (one === last ? { ...one, effect: broken } : one));
}

interface Ends {
  readonly client: Schema;
  readonly after: Schema;
}

function misfitIn(client: Schema, after: Schema): string | undefined {
  if (client.dialect !== "postgresql") return undefined;
  const left = new Map([...after.routines.values()].map((routine) => [routine.id, routine]));
  const broken = [...client.routines.values()].find((routine) => {
    const now = left.get(routine.id);
    return now !== undefined && fits(now, after) === false && fits(routine, client) !== false;
  });
  return broken?.name;
}

/** Null where the columns of one of them are not known. */
function fits({ signature, gives }: Routine, schema: Schema): boolean | null {
  const width = gives === undefined ? null : widthOf(signature, schema);
  if (gives === undefined || width === null) return null;
  const widths = gives.map((shape) => columnsOfShape(shape, schema)?.length ?? null);
  return widths.every((each) => each === null || each === width);
}

/** How many columns its result has. */
function widthOf(signature: string, schema: Schema): number | null {
  const [given = "", result = ""] = signature.split(") returns ");
  const named = given.split(/[(,]/).filter((word) => /^ ?(?:out|inout|table) /.test(word)).length;
  if (named > 0) return named;
  const table = tableIn(schema, nameOfType(result.replace(/^setof /, "")));
  return table?.complete === true ? table.columns.size : null;
}
