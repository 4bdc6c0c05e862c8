import type { Column, Schema, Table } from "../schema/schema.ts";
import { underMode } from "../schema/strictness.ts";
import { typeChange } from "../types/change.ts";
import { changesValues } from "../types/outcomes.ts";
import { isKeptAs, isLoose, takesAll } from "../types/sqlite-affinity.ts";

interface Into {
  /** Whose column it is. */
  readonly table: Table | undefined;
  readonly schema: Schema;
}

/** What a column holds that is given another's values in every row. */
export function takenFrom(source: Column, target: Column, into: Into): Pick<Column, "holds" | "recast"> {
  const { holds, recast = 0 } = source;
  return { holds, recast: isSameAs(source, target, into) ? recast : recast + 1 };
}

function isSameAs({ definition: source }: Column, { definition: target }: Column, { table, schema }: Into): boolean {
  const [from, to] = [source?.type ?? null, target?.type ?? null];
  if (isLoose(table, schema) && target !== null) return source === null ? takesAll(to) : isKeptAs(from, to);
  return from === null || to === null || !changesValues(underMode(typeChange(from, to), schema));
}
