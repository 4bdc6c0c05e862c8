import type { Contents, TableContents } from "./contents.ts";
import type { Attempt, Reverted, Stage } from "./stage.ts";
import type { SQLOutputValue } from "node:sqlite";
import { DatabaseSync } from "node:sqlite";
import { NOTHING } from "./contents.ts";
import { inOrder } from "./rows.ts";
import { columnsOf, schemaOf, tablesIn } from "./sqlite-schema.ts";

/** In memory, with foreign keys enforced as an application would have them. */
export async function openSqliteStage(): Promise<Stage> {
  let database = new DatabaseSync(":memory:");
  const run = async (script: string): Promise<void> => database.exec(script);
  return {
    run,
    runApart: run,
    attempt: async (statements) => statements.map((statement) => attempted(database, statement)),
    schema: async () => schemaOf(database),
    contents: async () => contentsOf(database),
    revert: async (down, apart) => reverted(database, down, apart),
    empty: async () => {
      database.close();
      database = new DatabaseSync(":memory:");
    },
    end: async () => database.close(),
  };
}

function attempted(database: DatabaseSync, statement: string): Attempt {
  database.exec("begin");
  try {
    const rows = database.prepare(statement).all().map(Object.values) as SQLOutputValue[][];
    return { statement, error: undefined, rows: inOrder(statement, rows), after: contentsOf(database) };
  } catch (error) {
    return { statement, error: (error as Error).message, rows: [], after: NOTHING };
  } finally {
    database.exec("rollback");
  }
}

/** Some pragmas do nothing within a transaction. */
function reverted(database: DatabaseSync, down: string, apart: boolean): Reverted {
  if (!apart) database.exec("begin");
  try {
    database.exec(down);
    if (!apart) database.exec("commit");
    return { error: undefined, hold: undefined };
  } catch (error) {
    if (!apart) database.exec("rollback");
    return { error: (error as Error).message, hold: undefined };
  }
}

function contentsOf(database: DatabaseSync): Contents {
  const tables = tablesIn(database).map((name): [string, TableContents] => {
    // A module's own, through which it takes commands, hold nothing.
    const columns = columnsOf(database, name).filter(({ hidden }) => hidden !== 1);
    const names = columns.map((column) => column.name);
    const reading = names.map((column) => `cast("${column}" as text) as "${column}"`).join(", ");
    return [
      name,
      {
        key: columns.filter(({ pk }) => pk > 0).map((column) => column.name),
        generated: columns.filter(({ hidden }) => hidden > 1).map((column) => column.name),
        columns: names,
        rows: database.prepare(`select ${reading} from "${name}"`).all() as Record<string, string | null>[],
      },
    ];
  });
  return { ...NOTHING, tables: new Map(tables) };
}
