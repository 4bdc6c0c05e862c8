import type { Name } from "../definition.ts";

/** A query's columns in their order: names, or all columns of one of its sources, or of all of them (null). */
export interface QueryShape {
  readonly outputs: readonly (string | { readonly star: string | null })[];
  readonly sources: readonly ShapeSource[];
}

export interface ShapeSource {
  readonly alias: string;
  /** Null where its columns cannot be told. */
  readonly of: { readonly table: Name } | { readonly query: QueryShape } | null;
}
