import type { Database, Row } from "../../src/ports/database.ts";

/** Answers with these rows whatever is asked, except about locks, which nobody holds. */
export function fakeDatabase(
  tables: Readonly<Record<string, readonly string[]>>,
  rows: readonly Row[],
  dialect: Database["seen"]["dialect"] = "postgresql",
): Database {
  const all = Object.entries(tables).map(([table, columns]) => [table, new Set(columns)] as const);
  return {
    seen: { dialect, version: "18.4", host: "db", name: "shop" },
    query: async (text) => (text.includes("pg_locks") ? [] : rows),
    columns: async (asked) => new Map(all.filter(([table]) => asked.includes(table))),
    ...UNASKED,
    close: async () => undefined,
  };
}

/** What reading a ledger never asks for. */
export const UNASKED: Pick<Database, "schemaDdl" | "count" | "keepable" | "server"> = {
  schemaDdl: async () => {
    throw new Error("nobody was to ask for the schema");
  },
  count: async () => {
    throw new Error("nobody was to count");
  },
  server: async () => {
    throw new Error("nobody was to ask which server it is");
  },
  keepable: async () => {
    throw new Error("nobody was to ask what can be kept");
  },
};
