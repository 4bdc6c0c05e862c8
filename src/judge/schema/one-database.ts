import type { Change, Statement } from "../../model/change.ts";
import type { Migration } from "../judge.ts";
import { isInnoDb } from "./innodb.ts";

/**
 * MySQL's names may say their database, which the schema's DDL seldom does, or the other way round: where only one
 * database is named at all, and each script names it always or never, it is the one that they are all about.
 */
export function inOneDatabase(migration: Migration): Migration {
  const { dialect, schema, up, down } = migration;
  if (!isInnoDb({ dialect })) return migration;
  const scripts = [schema ?? [], [...up, ...(down ?? [])]].map(databasesOf);
  const [only, second] = [...new Set(scripts.flat().filter((database) => database !== null))];
  const isEven = scripts.every((found) => new Set(found).size <= 1);
  if (only === undefined || second !== undefined || !isEven || isMade(only, migration)) return migration;
  const strip = (statements: readonly Statement[]): readonly Statement[] => statements.map(withoutDatabase);
  return { dialect, schema: schema && strip(schema), up: strip(up), down: down && strip(down) };
}

/** One that is made or dropped is another than the one that the statements run in. */
function isMade(database: string, { schema, up, down }: Migration): boolean {
  return [...(schema ?? []), ...up, ...(down ?? [])].some(({ changes }) =>
    changes.some((change) => MAKES.has(change.kind) && "name" in change && change.name === database),
  );
}

const MAKES: ReadonlySet<Change["kind"]> = new Set(["create-schema", "drop-schema"]);

/** The database that each change names for its table or view; null where it names none. */
function databasesOf(statements: readonly Statement[]): readonly (string | null)[] {
  return statements.flatMap(({ changes }) =>
    changes.flatMap((change) => {
      if ("view" in change) return [change.view.schema];
      return "table" in change && change.table !== null ? [change.table.schema] : [];
    }),
  );
}

function withoutDatabase(statement: Statement): Statement {
  return { ...statement, changes: stripped(statement.changes) };
}

/** The same value, with the names in it as if they stood alone. */
function stripped<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(stripped) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, stripped(inner as unknown)] as const);
  const copy = Object.fromEntries(entries) as Record<string, unknown>;
  const isName = entries.length === 2 && typeof copy["name"] === "string" && "schema" in copy;
  return (isName ? { ...copy, schema: null } : copy) as Value;
}
