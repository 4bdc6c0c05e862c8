import type { SafeRollbackError } from "../../errors.ts";
import type { DatabaseSeen, Dialect } from "../../model/situation.ts";
import type { Database } from "../../ports/database.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { WELL_KNOWN } from "../../model/well-known-ledgers.ts";

type Columns = ReadonlySet<string>;

/** Where a ledger was looked for: what a message needs when it is not there. */
export interface LedgerPlace {
  readonly table: string;
  readonly database: DatabaseSeen;
  readonly searchPath: string;
  /** Ledgers of other tools that stand in the same place, by table. */
  readonly others: ReadonlyMap<string, Columns>;
}

/** Reads what `ledgerNotFound` says, so only when the ledger was not found. */
export async function placeOf(database: Database, table: string): Promise<LedgerPlace> {
  const others = await database.columns(WELL_KNOWN.map((known) => known.table));
  const [row] = await database.query(SEARCH_PATH[database.seen.dialect]);
  const path = row?.["path"];
  return { table, database: database.seen, searchPath: typeof path === "string" ? path : "", others };
}

export function ledgerNotFound({ table, database, searchPath, others }: LedgerPlace): SafeRollbackError {
  const also = [...others].flatMap(([name, columns]) => {
    const tool = toolOf(name, columns, others);
    return tool === undefined || name === table ? [] : [`there is ${name}, which looks like a ledger of ${tool}`];
  });
  return failure("ledger-not-found", `there is no table ${table} in database ${database.name} on ${database.host}`, {
    facts: [
      ...(searchPath === "" ? [] : [`schemas looked in: ${table.includes(".") ? table.split(".")[0] : searchPath}`]),
      "a table that this user has no rights on is not seen",
      ...also,
    ],
    next: [
      choose("--tool NAME", "the tool that keeps this database's ledger, if it is another one"),
      choose("--database-url-file FILE", "another database or user, if this is the wrong one"),
    ],
  });
}

/** The table is there, but not with the columns of the tool that was expected. */
export function ledgerNotUnderstood(
  table: string,
  expected: { readonly tool: string; readonly columns: readonly string[] },
  found: ReadonlyMap<string, Columns>,
): SafeRollbackError {
  const columns = found.get(table) ?? new Set<string>();
  const tool = toolOf(table, columns, found);
  return failure("ledger-not-understood", `the table ${table} is not a ledger of ${expected.tool}`, {
    facts: [
      `it has the columns ${[...columns].toSorted().join(", ")}; ${expected.tool} keeps ${expected.columns.join(", ")}`,
      ...(tool === undefined || tool === expected.tool ? [] : [`it looks like a ledger of ${tool}`]),
    ],
    next: [choose("--tool NAME", "the tool that keeps this ledger, if it is supported")],
  });
}

/** Tools share table names, so columns tell them apart; under a name of the project's own, columns alone have to. */
function toolOf(table: string, columns: Columns, all: ReadonlyMap<string, Columns>): string | undefined {
  const name = table.slice(table.lastIndexOf(".") + 1);
  const named = WELL_KNOWN.filter((known) => known.table === name);
  const telling = WELL_KNOWN.filter((known) => known.table !== name && known.columns.length > 1);
  return [...named, ...telling].find(
    (known) =>
      known.columns.every((column) => columns.has(column)) && (known.beside === undefined || all.has(known.beside)),
  )?.tool;
}

/** Where a table without a schema is looked for; in a file there is but one place. */
const SEARCH_PATH: Readonly<Record<Dialect, string>> = {
  postgresql: "select array_to_string(current_schemas(false), ', ') as path",
  mysql: "select database() as path",
  mariadb: "select database() as path",
  sqlite: "select null as path",
};
