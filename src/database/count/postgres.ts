// Counting in PostgreSQL: names are looked up in "System Catalogs", estimates are pg_class.reltuples.
import type { Row } from "../../ports/database.ts";
import type { After, Counting, Found, NotFound } from "./counting.ts";
import { lossParts } from "../../model/loss.ts";
import { COUNT_LOCK_TIMEOUT_SECONDS, COUNT_TIMEOUT_SECONDS, refusedWith } from "./counting.ts";

export const postgresCounting: Counting = {
  limits: () => [
    `set local statement_timeout = '${COUNT_TIMEOUT_SECONDS}s'`,
    `set local lock_timeout = '${COUNT_LOCK_TIMEOUT_SECONDS}s'`,
    // Where a policy would hide rows, the server then says so instead of counting fewer.
    "set local row_security = off",
  ],
  find: async (ask, loss) => {
    const { kind, name } = lossParts(loss);
    const query = QUERIES[kind];
    if (query === undefined) return { kind: "not-found", because: "this kind of thing is not counted" };
    const columns = kind === "column" || kind === "values" ? await ask(COLUMN, [name]) : [];
    if (kind === "column" || columns.length > 0) return oneOf(columns, loss);
    return oneOf(await ask(query, [name]), loss);
  },
  insertionTimes: async (ask, { table }) => {
    const rows = await ask(INSERTION_TIMES, [table]);
    return rows.map((row) => String(row["quoted_column"]));
  },
  question: ({ loss, quotedTable, quotedColumn, defaultValue }, elsewhere, after) => {
    const table = literal(quotedTable);
    if (lossParts(loss).kind === "sequence")
      return { text: `select case when is_called then 1 else 0 end as counted from ${table}` };
    const conditions = [
      ...(quotedColumn === null ? [] : [`${literal(quotedColumn)} is not null`]),
      ...(quotedColumn === null || defaultValue === null
        ? []
        : [`${literal(quotedColumn)}::text is distinct from (${literal(defaultValue)})::text`]),
      ...(elsewhere.length === 0 ? [] : ["not tableoid::text = any (string_to_array(?, ' '))"]),
    ];
    const where = conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;
    const text = `select count(*) as counted${laterThan(after)} from ${table}${where}`;
    const values = [
      ...(after === null ? [] : after.columns.map(() => after.time)),
      ...(elsewhere.length === 0 ? [] : [elsewhere.join(" ")]),
    ];
    return values.length === 0 ? { text } : { text, values };
  },
  refusalOf: (error) => {
    const { code = "", message = "" } = error as { code?: string; message?: string };
    if (code === QUERY_CANCELED) return { kind: "too-long" };
    if (code === INSUFFICIENT_PRIVILEGE && message.includes("row-level security"))
      return refusedWith("row-level security hides rows of it from this user", code);
    return refusedWith(REASONS.get(code), code);
  },
};

function laterThan(after: After | null): string {
  if (after === null) return "";
  return `, count(*) filter (where ${after.columns.map((column) => `${literal(column)} > ?::timestamptz`).join(" and ")}) as later`;
}

/** knex takes a question mark for the place of a value, in this dialect even where no values are given. */
export function literal(text: string): string {
  return text.replaceAll("?", String.raw`\?`);
}

function oneOf(rows: readonly Row[], loss: string): Found | NotFound {
  const [row, second] = rows;
  if (row === undefined) return { kind: "not-found", because: "it is not there" };
  if (second !== undefined) return { kind: "not-found", because: "more than one thing is called so" };
  if (row["relkind"] === "v" || row["relkind"] === "m")
    return { kind: "not-found", because: "it is a view, which has no rows of its own" };
  return {
    kind: "found",
    loss,
    table: String(row["id"]),
    family: String(row["family"]).split(" "),
    quotedTable: String(row["quoted_table"]),
    quotedColumn: textOf(row["quoted_column"]),
    defaultValue: textOf(row["default_value"]),
    estimate: row["estimate"] === null ? null : Math.round(Number(row["estimate"])),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A partitioned table has no rows itself. A table that was never analysed has no estimate (-1 since version 14). */
const FAMILY = `with recursive heirs (top, member) as (
    select oid, oid from pg_catalog.pg_class where relkind in ('r', 'p', 'f', 'v', 'm', 'S')
    union select top, inhrelid from heirs join pg_catalog.pg_inherits on inhparent = member),
  families as (select top, string_agg(member::text, ' ') as family,
      case when bool_or(reltuples < 0 and relkind <> 'p') then null else sum(greatest(reltuples, 0)) end as estimate
    from heirs join pg_catalog.pg_class on pg_class.oid = member group by top)`;

/**
 * A bare name is the one on the search path, as in a statement, or one in `public`, whose name a judgement leaves out:
 * where both are there, nobody can tell which is meant.
 */
const RELATION = `${FAMILY}
  select c.oid as id, relkind, family, estimate, format('%I.%I', nspname, relname) as quoted_table,
    null as quoted_column, null as default_value
  from (select ?::text as text) as asked, pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = relnamespace join families on top = c.oid
  where relkind in (KINDS)
    and (relname = asked.text and (pg_catalog.pg_table_is_visible(c.oid) or nspname = 'public') or nspname || '.' || relname = asked.text)`;

/**
 * A default counts as one where it is a constant, possibly cast: the server's own form of the expression then has no
 * other kinds of node, and no call that somebody wrote.
 */
const COLUMN = `${FAMILY}
  select c.oid as id, relkind, family, estimate, format('%I.%I', nspname, relname) as quoted_table,
    quote_ident(attname) as quoted_column,
    case when attgenerated = '' and adbin::text !~ ':funcformat 0' and not exists (
        select from regexp_matches(adbin::text, '[{]([A-Z]+)', 'g') as node
        where node[1] not in ('CONST', 'FUNCEXPR', 'RELABELTYPE', 'COERCEVIAIO', 'ARRAYCOERCEEXPR'))
      then format('(%s)::%s', pg_get_expr(adbin, adrelid), format_type(atttypid, atttypmod)) end as default_value
  from (select ?::text as text) as asked, pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = relnamespace join families on top = c.oid
    join pg_catalog.pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
    left join pg_catalog.pg_attrdef on adrelid = c.oid and adnum = attnum
  where relkind in ('r', 'p', 'f')
    and (relname || '.' || attname = asked.text and (pg_catalog.pg_table_is_visible(c.oid) or nspname = 'public')
      or nspname || '.' || relname || '.' || attname = asked.text)`;

const TABLE = RELATION.replace("KINDS", "'r', 'p', 'f', 'v', 'm'");

const QUERIES: Readonly<Record<string, string>> = {
  table: TABLE,
  rows: TABLE,
  column: COLUMN,
  values: TABLE,
  sequence: RELATION.replace("KINDS", "'S'"),
};

/** What the server gives as the default itself; a `timestamp` without a zone depends on who inserted. */
const INSERTION_TIMES = `select quote_ident(attname) as quoted_column
  from pg_catalog.pg_attribute join pg_catalog.pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = ?::oid and attnum > 0 and not attisdropped and attnotnull and attgenerated = ''
    and atttypid = 'timestamptz'::regtype
    and pg_get_expr(adbin, adrelid) in ('now()', 'CURRENT_TIMESTAMP', 'transaction_timestamp()', 'statement_timestamp()',
      'clock_timestamp()')
  order by attnum`;

/** "PostgreSQL Error Codes" in its documentation. */
const QUERY_CANCELED = "57014";
const INSUFFICIENT_PRIVILEGE = "42501";

const REASONS: ReadonlyMap<string, string> = new Map([
  [INSUFFICIENT_PRIVILEGE, "this user may not read it"],
  ["55P03", "somebody holds a lock on it"],
  ["42P01", "it is not there any more"],
  ["42703", "it is not there any more"],
  ["40P01", "counting it met a deadlock"],
]);
