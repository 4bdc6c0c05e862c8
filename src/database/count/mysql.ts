// Counting in MySQL and MariaDB: names and estimates are those of information_schema, whose rows of a table are the
// storage engine's guess.
import type { Row } from "../../ports/database.ts";
import type { After, Counting, Found, NotFound } from "./counting.ts";
import { lossParts } from "../../model/loss.ts";
import { COUNT_LOCK_TIMEOUT_SECONDS, COUNT_TIMEOUT_SECONDS, refusedWith } from "./counting.ts";

export const mysqlCounting: Counting = {
  limits: (dialect) => [
    `set lock_wait_timeout = ${COUNT_LOCK_TIMEOUT_SECONDS}`,
    dialect === "mariadb"
      ? `set max_statement_time = ${COUNT_TIMEOUT_SECONDS}`
      : `set max_execution_time = ${COUNT_TIMEOUT_SECONDS * 1_000}`,
  ],
  find: async (ask, loss) => {
    const { kind, name } = lossParts(loss);
    if (!KINDS.has(kind)) return { kind: "not-found", because: "this kind of thing is not counted" };
    const columns = kind === "column" || kind === "values" ? await ask(COLUMNS, [name, name]) : [];
    const found = columns.length > 0 || kind === "column" ? columns : await ask(TABLES, [name, name]);
    return oneOf(found, loss);
  },
  insertionTimes: async (ask, { table }) => {
    const rows = await ask(INSERTION_TIMES, [table]);
    return rows.map((row) => quoted(String(row["bare"])));
  },
  question: ({ loss, quotedTable, quotedColumn, defaultValue }, _, after) => {
    const { kind } = lossParts(loss);
    return { text: textOf(kind, { table: quotedTable, column: quotedColumn, defaultValue, after }) };
  },
  refusalOf: (error) => {
    const { errno, code = "" } = error as { errno?: number; code?: string };
    if (errno === TIME_OUT_OF_MYSQL || errno === TIME_OUT_OF_MARIADB) return { kind: "too-long" };
    return refusedWith(REASONS.get(code), code);
  },
};

interface Asked {
  readonly table: string;
  readonly column: string | null;
  readonly defaultValue: string | null;
  readonly after: After | null;
}

function textOf(kind: string, { table, column, defaultValue, after }: Asked): string {
  if (kind === "sequence")
    return `select case when next_not_cached_value = start_value then 0 else 1 end as counted from ${table}`;
  if (kind === "history")
    return `select (select count(*) from ${table} for system_time all) - (select count(*) from ${table}) as counted`;
  const later = after === null ? "" : laterThan(after);
  if (column === null) return `select count(*) as counted${later} from ${table}`;
  // Byte by byte, since most collations take "Abc" for "abc".
  const other = defaultValue === null ? "" : ` and not (cast(${column} as binary) <=> cast(${defaultValue} as binary))`;
  return `select count(*) as counted${later} from ${table} where ${column} is not null${other}`;
}

/** From seconds, since a text would be read in the session's time zone. */
function laterThan({ time, columns }: After): string {
  const seconds = Date.parse(time) / 1_000;
  const later = columns.map((column) => `${column} > from_unixtime(${seconds})`);
  return `, count(case when ${later.join(" and ")} then 1 end) as later`;
}

/** Names differ in case only on some servers; the exact one is meant then. */
function oneOf(rows: readonly Row[], loss: string): Found | NotFound {
  const { name } = lossParts(loss);
  const exact = rows.filter((row) => row["bare"] === name || row["whole"] === name);
  const [row, second] = exact.length > 0 ? exact : rows;
  if (row === undefined) return { kind: "not-found", because: "it is not there, or this user may not see it" };
  if (second !== undefined) return { kind: "not-found", because: "more than one thing is called so" };
  if (row["kind"] === "VIEW") return { kind: "not-found", because: "it is a view, which has no rows of its own" };
  const table = `${quoted(String(row["in_schema"]))}.${quoted(String(row["in_table"]))}`;
  const column = row["in_column"] === null ? null : quoted(row["in_column"] as string);
  return {
    kind: "found",
    loss,
    table,
    family: [table],
    quotedTable: table,
    quotedColumn: column,
    defaultValue: column === null || !isConstant(row) ? null : `default(${column})`,
    estimate: row["estimate"] === null ? null : Number(row["estimate"]),
  };
}

/** MariaDB shows a default as an expression, in quotes where it is a text; MySQL as it is, and marks expressions. */
function isConstant(row: Row): boolean {
  const text = row["default_text"];
  if (typeof text !== "string" || String(row["extra"]).includes("DEFAULT_GENERATED")) return false;
  return row["quotes"] === 1 ? /^(?:'.*'|-?[\d.]+)$/s.test(text) : true;
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

const TABLES = `select table_schema as in_schema, table_name as in_table, null as in_column, table_type as kind,
    table_rows as estimate, table_name as bare, concat(table_schema, '.', table_name) as whole
  from information_schema.tables
  where table_schema = database() and table_name = ? or concat(table_schema, '.', table_name) = ?`;

const COLUMNS = `select c.table_schema as in_schema, c.table_name as in_table, column_name as in_column,
    table_type as kind, table_rows as estimate, column_default as default_text, extra as extra,
    version() like '%MariaDB%' as quotes,
    concat(c.table_name, '.', column_name) as bare, concat(c.table_schema, '.', c.table_name, '.', column_name) as whole
  from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
  where c.table_schema = database() and concat(c.table_name, '.', column_name) = ?
    or concat(c.table_schema, '.', c.table_name, '.', column_name) = ?`;

/** What the server gives as the default itself; a `datetime` depends on the time zone of who inserted. */
const INSERTION_TIMES = `select column_name as bare from information_schema.columns
  where concat('\`', replace(table_schema, '\`', '\`\`'), '\`.\`', replace(table_name, '\`', '\`\`'), '\`') = ?
    and data_type = 'timestamp' and is_nullable = 'NO' and lower(column_default) like 'current\\_timestamp%'
    and lower(extra) not like '%on update%'
  order by ordinal_position`;

const KINDS: ReadonlySet<string> = new Set(["table", "rows", "column", "values", "sequence", "history"]);

/** ER_QUERY_TIMEOUT of MySQL, ER_STATEMENT_TIMEOUT of MariaDB. */
const TIME_OUT_OF_MYSQL = 3024;
const TIME_OUT_OF_MARIADB = 1969;

/** MySQL's "Server Error Message Reference". */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["ER_LOCK_WAIT_TIMEOUT", "somebody holds a lock on it"],
  ["ER_TABLEACCESS_DENIED_ERROR", "this user may not read it"],
  ["ER_COLUMNACCESS_DENIED_ERROR", "this user may not read it"],
  ["ER_NO_SUCH_TABLE", "it is not there any more"],
  ["ER_BAD_FIELD_ERROR", "it is not there any more"],
]);
