import type { Change, Statement } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
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
  return { ...statement, changes: withNames(statement.changes, ({ name }) => ({ schema: null, name })) };
}

/** The same value, with other names in it. */
export function withNames<Value>(value: Value, change: (name: Name) => Name): Value {
  if (Array.isArray(value)) return value.map((each: unknown) => withNames(each, change)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withNames(inner as unknown, change)] as const);
  const copy = Object.fromEntries(entries) as Record<string, unknown>;
  const isName = entries.length === 2 && typeof copy["name"] === "string" && "schema" in copy;
  return (isName ? change(copy as unknown as Name) : copy) as Value;
}
