// Rows kept aside in PostgreSQL: "CREATE TABLE AS", with types that a down may drop written as their text.
import type { Row } from "../../ports/database.ts";
import type { Keeping, KeptColumn } from "./keeping.ts";
import { literal } from "../count/postgres.ts";
import { restoreColumns, restoreRows } from "./postgres-restore.ts";

export const postgresKeeping: Keeping = {
  // Where a policy would hide rows, the server then says so instead of copying fewer.
  session: ["set local row_security = off"],
  sessionAfter: ["reset row_security"],
  quoted: (name) => `"${name.replaceAll('"', '""')}"`,
  columnsOf: async (ask, { table }) => (await ask(COLUMNS, [table])).map(columnOf),
  enter: async (ask, place) =>
    (await ask("select 1 from pg_catalog.pg_namespace where nspname = ?", [place])).length > 0,
  lock: (source) => [`lock table ${source} in access exclusive mode`],
  place: (schema) => [
    `create schema if not exists ${schema}`,
    `create table if not exists ${schema}.kept (list_row bigint generated always as identity, migration text not null, source text not null, copy text not null,
      row_count bigint not null, checksum text not null, restore text not null, kept_at timestamptz not null default now(),
      primary key (migration, source))`,
  ],
  copying: ({ source, copy, columns }) => [
    `drop table if exists ${copy}`,
    `create table ${copy} as select ${columns.map(copied).join(", ")} from ${source}`,
  ],
  checksum: (table, columns, isCopy) => {
    const list = columns.map((column) => (isCopy ? column.name : copied(column))).join(", ");
    return `select count(*) as counted, coalesce(sum(hashtextextended(safe_rollback_row::text, 0)::numeric), 0)::text as checksum
      from (select ${list} from ${table}) as safe_rollback_row`;
  },
  listing: (schema) => ({
    add: `insert into ${schema}.kept (migration, source, copy, row_count, checksum, restore) values (?, ?, ?, ?, ?, ?)`,
    remove: `delete from ${schema}.kept where migration = ? and source = ?`,
  }),
  restore: (what) => (what.lost === null ? restoreRows(what) : restoreColumns(what, what.lost)),
  permission: "select case when has_database_privilege(current_database(), 'CREATE') then 1 else 0 end as allowed",
  readable: ({ quotedTable }) => `select 1 from ${literal(quotedTable)} limit 0`,
  size: ({ family, quotedTable, quotedColumn, estimate }, isKeyed) =>
    isKeyed && quotedColumn !== null && estimate !== null
      ? { text: KEYED_SIZE, values: [estimate, quotedTable, quotedColumn, family.join(" ")] }
      : { text: WHOLE_SIZE, values: [family.join(" ")] },
};

/** A copy must not depend on a type that the down may drop; the text of a value makes the same value again. */
function copied({ name, type }: KeptColumn): string {
  return type === null ? name : `${name}::text as ${name}`;
}

function columnOf(row: Row): KeptColumn {
  return {
    name: String(row["name"]),
    type: typeof row["type"] === "string" ? row["type"] : null,
    isKey: row["is_key"] === true,
    isGenerated: row["is_generated"] === true,
    isCounter: row["is_counter"] === true,
  };
}

const COLUMNS = `select quote_ident(attname) as name,
    case when typnamespace <> 'pg_catalog'::regnamespace then format_type(atttypid, atttypmod) end as type,
    exists (select from pg_catalog.pg_constraint where conrelid = attrelid and contype = 'p' and attnum = any (conkey)) as is_key,
    attgenerated <> '' as is_generated,
    attidentity <> '' or pg_get_expr(adbin, adrelid) like 'nextval(%' as is_counter
  from pg_catalog.pg_attribute join pg_catalog.pg_type on pg_type.oid = atttypid
    left join pg_catalog.pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = ?::oid and attnum > 0 and not attisdropped order by attnum`;

const WHOLE_SIZE = `select coalesce(sum(pg_table_size(oid)), 0) as bytes from pg_catalog.pg_class
  where oid::text = any (string_to_array(?, ' '))`;

/** A row's header and a key take about 60 bytes; where the planner knows no width, the table is the limit. */
const KEYED_SIZE = `select coalesce(?::bigint * (60 + (select max(avg_width) from pg_catalog.pg_stats
    where format('%I.%I', schemaname, tablename) = ? and quote_ident(attname) = ?)),
  (select sum(pg_table_size(oid)) from pg_catalog.pg_class where oid::text = any (string_to_array(?, ' ')))) as bytes`;
