import type { Column } from "../schema/schema.ts";
import { typeChange } from "../types/change.ts";
import { isKeptAs, takesAll } from "../types/sqlite-affinity.ts";

/** What a column holds that is given another's values in every row. @param loose whether it takes values of any type */
export function takenFrom(source: Column, target: Column, loose: boolean): Pick<Column, "holds" | "recast"> {
  const { holds, recast = 0 } = source;
  return { holds, recast: isSameAs(source, target, loose) ? recast : recast + 1 };
}

function isSameAs({ definition: source }: Column, { definition: target }: Column, loose: boolean): boolean {
  const [from, to] = [source?.type ?? null, target?.type ?? null];
  if (loose && target !== null) return source === null ? takesAll(to) : isKeptAs(from, to);
  return from === null || to === null || !CHANGED.has(typeChange(from, to).values);
}

const CHANGED: ReadonlySet<string> = new Set(["changed", "fail-or-changed"]);
