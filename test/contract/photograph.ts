import type { Dialect } from "../../src/model/situation.ts";
import type { Database } from "../../src/ports/database.ts";

/** Everything of a schema that a migration may change, but the ledger's own tables and the order of columns. */
export async function photograph(database: Database): Promise<unknown> {
  const { columns, constraints, indexes } = QUESTIONS[database.seen.dialect];
  return {
    columns: await database.query(columns),
    constraints: await database.query(constraints),
    indexes: await database.query(indexes),
  };
}

type Questions = Readonly<Record<"columns" | "constraints" | "indexes", string>>;

const OURS = "('users', 'orders')";

const ON_POSTGRES: Questions = {
  columns: columnsIn("current_schema()"),
  constraints: constraintsIn("current_schema()"),
  indexes: `select indexname as named from pg_indexes
    where schemaname = current_schema() and tablename in ${OURS} order by 1`,
};

const ON_MYSQL: Questions = {
  columns: columnsIn("database()"),
  constraints: constraintsIn("database()"),
  indexes: `select distinct index_name as named from information_schema.statistics
    where table_schema = database() and table_name in ${OURS} order by 1`,
};

/** SQLite reads over a length, and tools that make a table anew to change it write another one. */
const BARE_TYPE = "lower(substr(c.type, 1, instr(c.type || '(', '(') - 1))";

/** What https://sqlite.org/pragma.html gives as tables. */
const ON_SQLITE: Questions = {
  columns: `select t.name as in_table, c.name as named, ${BARE_TYPE} as type, c."notnull" as filled, nullif(c.dflt_value, 'NULL') as preset
    from sqlite_master t join pragma_table_info(t.name) c where t.name in ${OURS} order by 1, 2`,
  constraints: `select t.name as in_table, k."from" as named, k."table" as other
    from sqlite_master t join pragma_foreign_key_list(t.name) k where t.name in ${OURS} order by 1, 2`,
  indexes: `select t.name as in_table, i.name as named, i."unique" as is_unique
    from sqlite_master t join pragma_index_list(t.name) i where t.name in ${OURS} order by 1, 2`,
};

const QUESTIONS: Readonly<Record<Dialect, Questions>> = {
  postgresql: ON_POSTGRES,
  mysql: ON_MYSQL,
  mariadb: ON_MYSQL,
  sqlite: ON_SQLITE,
};

function columnsIn(schema: string): string {
  return `select table_name as in_table, column_name as named, data_type as type, is_nullable as nullable,
      column_default as preset, character_maximum_length as length
    from information_schema.columns where table_schema = ${schema} and table_name in ${OURS}
    order by table_name, column_name`;
}

function constraintsIn(schema: string): string {
  return `select table_name as in_table, constraint_type as type from information_schema.table_constraints
    where table_schema = ${schema} and table_name in ${OURS} and constraint_type <> 'CHECK'
    order by table_name, constraint_type`;
}
