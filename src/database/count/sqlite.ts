// Counting in SQLite. It has no estimates, and a query of `node:sqlite` runs to its end: all is counted.
import type { Row } from "../../ports/database.ts";
import type { After, Counting, Found, NotFound } from "./counting.ts";
import { lossParts } from "../../model/loss.ts";
import { refusedWith } from "./counting.ts";

export const sqliteCounting: Counting = {
  limits: () => [],
  find: async (ask, loss) => {
    const { kind, name } = lossParts(loss);
    if (!KINDS.has(kind)) return { kind: "not-found", because: "this kind of thing is not counted" };
    const columns = kind === "column" || kind === "values" ? await ask(COLUMNS, [name]) : [];
    return oneOf(columns.length > 0 || kind === "column" ? columns : await ask(TABLES, [name]), loss);
  },
  insertionTimes: async (ask, { table }) => {
    const rows = await ask(INSERTION_TIMES, [table]);
    return rows.map((row) => quoted(String(row["name"])));
  },
  question: ({ quotedTable, quotedColumn, defaultValue }, _, after) => {
    const other = defaultValue === null ? "" : ` and ${quotedColumn} is not ${defaultValue}`;
    const where = quotedColumn === null ? "" : ` where ${quotedColumn} is not null${other}`;
    return { text: `select count(*) as counted${laterThan(after)} from ${quotedTable}${where}` };
  },
  refusalOf: (error) => {
    const { errstr, code = "" } = error as { errstr?: string; code?: string };
    return refusedWith(errstr === "database is locked" ? "somebody holds a lock on it" : undefined, code);
  },
};

function laterThan(after: After | null): string {
  if (after === null) return "";
  const time = new Date(after.time).toISOString().slice(0, "2024-02-01T10:00:00".length).replace("T", " ");
  const later = after.columns.map((column) => `${column} > '${time}'`);
  return `, count(*) filter (where ${later.join(" and ")}) as later`;
}

/** Names are the same in any case; `main.t` is `t`. */
function oneOf(rows: readonly Row[], loss: string): Found | NotFound {
  const [row, second] = rows;
  if (row === undefined) return { kind: "not-found", because: "it is not there" };
  if (second !== undefined) return { kind: "not-found", because: "more than one thing is called so" };
  if (row["kind"] === "view") return { kind: "not-found", because: "it is a view, which has no rows of its own" };
  const table = quoted(String(row["in_table"]));
  const [column, told] = [row["in_column"], row["default_text"]];
  return {
    ...{ kind: "found", loss, table, family: [table], quotedTable: table, estimate: null },
    quotedColumn: typeof column === "string" ? quoted(column) : null,
    defaultValue: typeof told === "string" && CONSTANT.test(told) ? told : null,
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const TABLES = `select name as in_table, type as kind from sqlite_master
  where type in ('table', 'view') and lower(?) in (lower(name), 'main.' || lower(name))`;

const COLUMNS = `select m.name as in_table, m.type as kind, c.name as in_column, c.dflt_value as default_text
  from sqlite_master m join pragma_table_xinfo(m.name) c
  where m.type = 'table' and lower(?) in (lower(m.name || '.' || c.name), 'main.' || lower(m.name || '.' || c.name))`;

/** What SQLite gives as the default itself, to the second and in UTC. */
const INSERTION_TIMES = `select c.name from sqlite_master m join pragma_table_info(m.name) c
  where '"' || replace(m.name, '"', '""') || '"' = ? and c."notnull" = 1 and upper(c.dflt_value) = 'CURRENT_TIMESTAMP'
  order by c.cid`;

const KINDS: ReadonlySet<string> = new Set(["table", "rows", "column", "values"]);

/** A text, a number or a keyword, as the schema has it. */
const CONSTANT = /^(?:'(?:[^']|'')*'|[+-]?[\d.]+|true|false)$/i;
