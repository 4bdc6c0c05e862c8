// SQLite's own parser, through node:sqlite: https://nodejs.org/api/sqlite.html. It compiles and runs nothing.
import type { DatabaseSync } from "node:sqlite";
import { CHECKED } from "./checkable.ts";

/** Says what SQLite finds wrong with the syntax of a statement; null if nothing. It knows no table but its own. */
export type SyntaxCheck = (statement: string) => string | null;

/** Null where this Node was built without SQLite. */
export function syntaxCheck(): SyntaxCheck | null {
  const sqlite = sqliteModule();
  if (sqlite === undefined) return null;
  const database: DatabaseSync = new sqlite.DatabaseSync(":memory:");
  database.exec(`create table ${CHECKED.table} (a); create view ${CHECKED.view} as select 1`);
  return (statement) => {
    try {
      database.prepare(statement);
      return null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return SYNTAX_ERROR.test(message) ? message : null;
    }
  };
}

/** Undefined where this Node was built without SQLite. */
export function sqliteModule(): ReturnType<typeof process.getBuiltinModule<"node:sqlite">> | undefined {
  return quietly(() => process.getBuiltinModule("node:sqlite"));
}

/** Node 22 warns of the module when it is loaded that it may still change. */
function quietly<Result>(load: () => Result): Result {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** As src/parse.y and src/tokenize.c say it. All else is about tables that are not there. */
const SYNTAX_ERROR =
  /syntax error$|^incomplete input$|^unrecognized token|parser stack overflow|^Recursion limit|^out of memory|too (?:many|much|large)|depth/;
