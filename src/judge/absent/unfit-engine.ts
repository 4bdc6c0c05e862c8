// Engines that keep no such column, and those that a server need not have.
import type { Schema, Table } from "../schema/schema.ts";
import { engineOf, isInnoDb } from "../schema/innodb.ts";
import { LONG_TYPES } from "./long-types.ts";

/** "Storage engine MEMORY doesn't support BLOB/TEXT columns" (ER_TABLE_CANT_HANDLE_BLOB). */
export function longInMemory(table: Table): string | undefined {
  if (!IN_MEMORY.has(engineOf(table))) return undefined;
  const [name] = [...table.columns].find(([, { definition }]) => LONG_TYPES.has(definition?.type?.name ?? "")) ?? [];
  return name && `a table in memory keeps no ${name}`;
}

/**
 * "Unknown storage engine" (ER_UNKNOWN_STORAGE_ENGINE), unless the server was given it: a table that is there says so.
 * What else a table has may be too long to be kept in memory.
 */
export function mayBeRefused(table: Table, schema: Schema): boolean {
  const engine = engineOf(table);
  if (IN_MEMORY.has(engine)) return !table.complete;
  if (!isInnoDb(schema) || BROUGHT.has(engine) || OWN[schema.dialect]?.has(engine) === true) return false;
  return ![...schema.tables.values()].some((other) => other.id !== table.id && engineOf(other) === engine);
}

const IN_MEMORY: ReadonlySet<string> = new Set(["memory", "heap"]);

/** Both servers are built with them. */
const BROUGHT: ReadonlySet<string> = new Set(["innodb", "myisam", "merge", "mrg_myisam", "csv", ...IN_MEMORY]);

const OWN: Partial<Record<Schema["dialect"], ReadonlySet<string>>> = {
  mysql: new Set(["archive", "blackhole"]),
  mariadb: new Set(["aria"]),
};
