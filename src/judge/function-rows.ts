// Functions whose rows have not the columns of their result any more, or PL/pgSQL's not their types: PostgreSQL looks
// when they are called.
import type { ColumnDefinition } from "../model/definition.ts";
import type { Ends } from "./ends.ts";
import type { Done } from "./run.ts";
import type { Routine } from "./schema/routines.ts";
import type { Schema } from "./schema/schema.ts";
import { impact } from "./rule.ts";
import { columnIn, tableIn } from "./schema/schema.ts";
import { columnsOfShape } from "./schema/shape-columns.ts";
import { nameOfType } from "./types/user-types.ts";
import { worstImpact } from "./worst.ts";

type Last = Pick<Ends, "client" | "after">;

/** With what the last change of a table's columns does to the functions that the client calls, and that are still there. */
export function withMisfits(done: readonly Done[], { client, after }: Last): readonly Done[] {
  const last = done.findLast(({ change }) => RESHAPING.has(change.kind));
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

function misfitIn(client: Schema, after: Schema): string | undefined {
  if (client.dialect !== "postgresql") return undefined;
  const left = new Map([...after.routines.values()].map((routine) => [routine.id, routine]));
  const broken = [...client.routines.values()].find((routine) => {
    const now = left.get(routine.id);
    if (now === undefined) return false;
    return (
      (fits(now, after) === false && fits(routine, client) !== false) || isRetyped(routine, now, { client, after })
    );
  });
  return broken?.name;
}

const RESHAPING: ReadonlySet<Done["change"]["kind"]> = new Set(["add-column", "drop-column", "change-type"]);

/** "structure of query does not match function result type": nothing is converted, where its columns are declared. */
function isRetyped(was: Routine, now: Routine, { client, after }: Last): boolean {
  if (was.body !== now.body || !/\breturn\s+query\b/i.test(now.body)) return false;
  const declared = declaredIn(now.signature);
  return (now.gives ?? []).some((shape) =>
    (columnsOfShape(shape, after) ?? []).some((column, place) =>
      shape.sources.some(({ of }) => {
        if (of === null || "query" in of) return false;
        const [known, left] = [client, after].map((schema) => typeOf(columnIn(schema, of.table, column)?.definition));
        return known !== undefined && known === declared[place] && left !== undefined && left !== known;
      }),
    ),
  );
}

function typeOf(column: ColumnDefinition | null | undefined): string | undefined {
  return column?.type ? `${column.type.name}${column.type.isArray ? "[]" : ""}` : undefined;
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
  const named = declaredIn(signature);
  if (named.length > 0) return named.length;
  const [, result = ""] = signature.split(") returns ");
  const table = tableIn(schema, nameOfType(result.replace(/^setof /, "")));
  return table?.complete === true ? table.columns.size : null;
}

/** The types of the columns that are declared one by one. */
function declaredIn(signature: string): readonly string[] {
  const [given = ""] = signature.split(") returns ");
  return given.split(/[(,]/).flatMap((word) => /^ ?(?:out|inout|table) (.+)$/.exec(word)?.[1] ?? []);
}
