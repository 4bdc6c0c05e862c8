// What SQLite itself refuses of a down, whatever the rows: its statements are compiled on the schema, and none touches a row.
import type { Change, Statement } from "../../model/change.ts";
import type { DatabaseSync } from "node:sqlite";
import { sqliteModule } from "./syntax.ts";

export interface Sides {
  /** The statements that make the schema before the up, all of it. */
  readonly schema: readonly Statement[];
  readonly up: readonly Statement[];
  readonly down: readonly Statement[];
}

/**
 * The down, with the first statement marked that cannot be compiled where it stands. As it is where that cannot be told:
 * something is not understood, is not in the schema after all, or is temporary.
 */
export function withRefusal({ schema, up, down }: Sides): readonly Statement[] {
  const sqlite = sqliteModule();
  if (sqlite === undefined || [...schema, ...up].some((one) => isUnclear(one) || fills(one))) return down;
  const database = new sqlite.DatabaseSync(":memory:", { enableDoubleQuotedStringLiterals: true });
  try {
    database.exec("pragma foreign_keys = off");
    const isMade = [...schema, ...up].every((statement) => troubleOf(statement, database) === null);
    return isMade ? marked(down, database) : down;
  } finally {
    database.close();
  }
}

function marked(down: readonly Statement[], database: DatabaseSync): readonly Statement[] {
  for (const [place, statement] of down.entries()) {
    if (isUnclear(statement)) return down;
    const trouble = troubleOf(statement, database);
    if (trouble !== null && ITS_OWN.test(trouble)) return down;
    if (trouble !== null) return down.with(place, { ...statement, refused: `SQLite refuses it: ${trouble}` });
    if (fills(statement)) return down;
  }
  return down;
}

/** What it keeps for itself it makes when it needs it. */
const ITS_OWN = /^no such table: (?:main\.)?sqlite_/;

/** Nothing is run but what defines things, on tables without rows. */
function troubleOf({ text, changes }: Statement, database: DatabaseSync): string | null {
  if (changes.some(({ kind }) => kind === "transaction")) return null;
  if (changes.some((change) => change.kind === "session-setting" && change.setting !== "legacy_alter_table"))
    return null;
  try {
    if (changes.every(isQuery) || fills({ text, changes })) database.prepare(text);
    else database.exec(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isUnclear({ changes }: Statement): boolean {
  return changes.some(
    (change) =>
      change.kind === "opaque" ||
      (change.kind === "transaction" && change.verb === "rollback") ||
      (change.kind === "create-table" && change.temporary),
  );
}

/** It would run a query, which need not end, to know what it makes. */
function fills({ changes }: Statement): boolean {
  return changes.some((change) => change.kind === "create-table" && change.source.from === "query");
}

function isQuery({ kind }: Change): boolean {
  return QUERIES.has(kind);
}

const QUERIES: ReadonlySet<Change["kind"]> = new Set(["insert", "update", "delete", "read", "reindex", "maintenance"]);
