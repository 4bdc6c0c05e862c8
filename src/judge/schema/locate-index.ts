import type { Name } from "../../model/definition.ts";
import type { Effect } from "../rule.ts";
import type { Constraint, Index, Schema, Table } from "./schema.ts";
import { UNDETERMINED, effect } from "../rule.ts";
import { keyOf, tableIn } from "./schema.ts";

export interface Located {
  readonly id: number;
  readonly table: Table;
  readonly keys: readonly string[];
  readonly unique: boolean;
  readonly method: string;
  readonly isConstraint: boolean;
}

/** Constraints that are kept by an index go by its name too. */
export function locate(schema: Schema, index: Name, on: Name | null): Located | undefined {
  const tables = on === null ? schema.tables.values() : [tableIn(schema, on)].filter((table) => table !== undefined);
  for (const table of tables) {
    const found = locatedIn(table, index.name);
    if (found !== undefined && (on !== null || isBeside(table, index, schema))) return found;
  }
  return undefined;
}

function locatedIn(table: Table, name: string): Located | undefined {
  const own = table.indexes.find(({ definition }) => definition.name === name);
  if (own !== undefined) return ownIndex(table, own);
  const constraint = table.constraints.find(
    ({ definition }) => definition.name === name && (definition.kind === "unique" || definition.kind === "primary-key"),
  );
  return constraint === undefined ? undefined : constraintIndex(table, constraint);
}

/** An index is in the schema of its table; what stands before its name in SQLite is a database, and never a table. */
function isBeside({ name }: Table, { schema: own }: Name, schema: Schema): boolean {
  if (schema.dialect === "sqlite") return own === null || OWN_DATABASES.has(own);
  if (schema.dialect !== "postgresql") return true;
  return name === keyOf(schema, { schema: own, name: name.slice(name.lastIndexOf(".") + 1) });
}

const OWN_DATABASES: ReadonlySet<string> = new Set(["main", "temp"]);

/** What follows where the index is certain not to be there. */
export function missingIndex(schema: Schema, index: Name, on: Name | null): Effect | undefined {
  const isKnown = schema.complete || (on !== null && isKnownWhole(on, schema));
  if (!isKnown || locate(schema, index, on) !== undefined) return undefined;
  return effect(`index ${index.name} does not exist`, { impact: UNDETERMINED, succeeds: "no" });
}

/** What was seen to go has nothing any more. */
function isKnownWhole(name: Name, schema: Schema): boolean {
  const table = tableIn(schema, name);
  return table === undefined ? schema.dropped.has(`tables:${keyOf(schema, name)}`) : table.complete;
}

function ownIndex(table: Table, { id, definition }: Index): Located {
  return {
    id,
    table,
    keys: definition.keys,
    unique: definition.unique,
    method: definition.method,
    isConstraint: false,
  };
}

function constraintIndex(table: Table, { id, definition }: Constraint): Located {
  return { id, table, keys: definition.columns, unique: true, method: "", isConstraint: true };
}

/** Indexes for searches of their own, which no other index answers. */
export function isSpecial(method: string): boolean {
  return SPECIAL.has(method.toLowerCase());
}

const SPECIAL: ReadonlySet<string> = new Set(["fulltext", "spatial"]);
