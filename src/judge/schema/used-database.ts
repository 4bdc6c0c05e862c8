import type { Statement } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Migration } from "../judge.ts";
import { isInnoDb } from "./innodb.ts";
import { inOneDatabase, withNames } from "./one-database.ts";

/** Names say their database where it is another than the one that code works in, and there alone. */
export function inItsDatabases(migration: Migration): Migration {
  return inUsedDatabases(inOneDatabase(migration));
}

/**
 * Behind MySQL's `use d`, a name without a database is another table than the one that code knows by it, where `d` is a
 * database that the up makes: it is given the database.
 */
function inUsedDatabases(migration: Migration): Migration {
  if (!isInnoDb(migration)) return migration;
  const { up, down } = migration;
  const made = madeBy(up);
  if (made.size === 0) return migration;
  return { ...migration, up: qualified(up, made), down: down && qualified(down, made) };
}

/** One that is dropped first may be the one that all is in, and so may one that need not be made. */
function madeBy(up: readonly Statement[]): ReadonlySet<string> {
  const changes = up.flatMap((statement) => statement.changes);
  const isDropped = (name: string, until: number): boolean =>
    changes.slice(0, until).some((change) => change.kind === "drop-schema" && change.name === name);
  const made = changes.flatMap((change, place) =>
    change.kind === "create-schema" && !change.ifNotExists && !isDropped(change.name, place) ? change.name : [],
  );
  return new Set(made);
}

function qualified(statements: readonly Statement[], made: ReadonlySet<string>): readonly Statement[] {
  let used: string | null = null;
  return statements.map((statement) => {
    for (const change of statement.changes)
      if (change.kind === "session-setting" && change.setting === "database")
        used = made.has(change.value) ? change.value : null;
    return used === null ? statement : { ...statement, changes: withNames(statement.changes, within(used)) };
  });
}

function within(database: string): (name: Name) => Name {
  return ({ schema, name }) => ({ schema: schema ?? database, name });
}
