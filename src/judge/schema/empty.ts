import type { Dialect } from "../../model/situation.ts";
import type { Schema } from "./schema.ts";

export function emptySchema(dialect: Dialect, complete: boolean): Schema {
  return {
    dialect,
    complete,
    doubtful: false,
    nextId: 1,
    tables: new Map(),
    views: new Map(),
    types: new Map(),
    routines: new Map(),
    sequences: new Map(),
    surroundings: new Map(),
    session: new Map(),
    spoken: new Set(),
    dropped: new Set(),
  };
}
