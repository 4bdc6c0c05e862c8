// The columns that a query has whose text says `*`, from those that its tables have when it is made.
import type { QueryShape, ShapeSource } from "../../model/change/query-shape.ts";
import type { Schema } from "./schema.ts";
import { keyOf, tableIn } from "./schema.ts";

/** Null where one of them is not known whole. */
export function columnsOfShape({ outputs, sources }: QueryShape, schema: Schema): readonly string[] | null {
  const columns: string[] = [];
  for (const output of outputs) {
    const own = typeof output === "string" ? [output] : columnsOfStar(output.star, sources, schema);
    if (own === null) return null;
    columns.push(...own);
  }
  return columns;
}

function columnsOfStar(star: string | null, sources: readonly ShapeSource[], schema: Schema): readonly string[] | null {
  const meant = star === null ? sources : sources.filter(({ alias }) => alias === star);
  const columns = meant.map((source) => columnsOfSource(source, schema));
  if (meant.length === 0 || columns.includes(null)) return null;
  return columns.flatMap((own) => own ?? []);
}

function columnsOfSource({ of }: ShapeSource, schema: Schema): readonly string[] | null {
  if (of === null) return null;
  if ("query" in of) return columnsOfShape(of.query, schema);
  const table = tableIn(schema, of.table);
  if (table !== undefined) return table.complete ? [...table.columns.keys()] : null;
  return schema.views.get(keyOf(schema, of.table))?.columns ?? null;
}
