// Rows kept aside in MySQL and MariaDB: "CREATE TABLE … SELECT" keeps each column's type, and no key or counter.
import type { Row } from "../../ports/database.ts";
import type { Copied, Keeping, KeptColumn } from "./keeping.ts";

/** Who may see more sees other users' privileges too. A role's do not count: the plan then asks, though needlessly. */
const OWN =
  "grantee = concat('''', substring_index(current_user(), '@', 1), '''@''', substring_index(current_user(), '@', -1), '''')";

export const mysqlKeeping: Keeping = {
  session: [
    "set time_zone = '+00:00'",
    "set sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'",
    // Reading a consistent state without locks on the rows that are read.
    "set session transaction isolation level read committed",
  ],
  sessionAfter: [],
  quoted: (name) => `\`${name.replaceAll("`", "``")}\``,
  columnsOf: async (ask, { table }) => (await ask(COLUMNS, [table])).map(columnOf),
  enter: async (ask, place) =>
    (await ask("select 1 from information_schema.schemata where schema_name = ?", [place])).length > 0,
  lock: () => [],
  place: (schema) => [
    `create database if not exists ${schema} character set utf8mb4`,
    `create table if not exists ${schema}.kept (list_row bigint unsigned auto_increment primary key, migration text not null,
      source text not null, copy text not null, row_count bigint not null, checksum text not null, restore longtext not null,
      kept_at timestamp not null default current_timestamp)`,
  ],
  copying: ({ source, copy, columns }) => [
    `drop table if exists ${copy}`,
    // A key of its own: some servers refuse tables without one.
    `create table ${copy} (safe_rollback_row bigint unsigned auto_increment primary key)\n  as select ${columns.map(({ name }) => name).join(", ")} from ${source}`,
  ],
  checksum: (table, columns) => {
    const parts = columns.map(({ name }) => `coalesce(hex(${name}), '-')`).join(", ");
    return `select count(*) as counted,
      coalesce(sum(cast(conv(left(sha2(concat_ws('|', ${parts}), 256), 15), 16, 10) as unsigned)), 0) as checksum from ${table}`;
  },
  listing: (schema) => ({
    add: `insert into ${schema}.kept (migration, source, copy, row_count, checksum, restore) values (?, ?, ?, ?, ?, ?)`,
    remove: `delete from ${schema}.kept where migration = ? and source = ?`,
  }),
  restore: (what) => [
    "set time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'",
    what.lost === null ? restoreRows(what) : restoreColumns(what, what.lost),
  ],
  permission: `select (select count(*) from information_schema.user_privileges where privilege_type = 'CREATE' and ${OWN})
    + (select count(*) from information_schema.schema_privileges
      where privilege_type = 'CREATE' and 'safe_rollback_0123456789abcdef' like table_schema and ${OWN}) > 0 as allowed`,
  readable: ({ quotedTable }) => `select 1 from ${quotedTable} limit 0`,
  size: ({ quotedTable }) => ({
    text: `select coalesce(max(data_length), 0) as bytes from information_schema.tables
      where concat('\`', replace(table_schema, '\`', '\`\`'), '\`.\`', replace(table_name, '\`', '\`\`'), '\`') = ?`,
    values: [quotedTable],
  }),
};

function restoreRows({ source, copy, columns }: Copied): string {
  const own = columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => name);
  const [first = ""] = own;
  return [
    `insert into ${source} (${own.join(", ")})`,
    `  select ${own.map((name) => `kept.${name}`).join(", ")} from ${copy} as kept order by kept.safe_rollback_row`,
    // What is there already, by whatever key, stays as it is.
    `  on duplicate key update ${first} = ${source}.${first}`,
  ].join("\n");
}

/** Without a key, rows are told apart by all that they still have. */
function restoreColumns({ source, copy, columns }: Copied, lost: readonly string[]): string {
  const keys = columns.filter(({ isKey }) => isKey);
  const told = keys.length > 0 ? keys : columns.filter(({ name }) => !lost.includes(name));
  const same = told.map(({ name }) => `target.${name} <=> kept.${name}`).join(" and ");
  const back = columns.filter(({ name, isGenerated }) => lost.includes(name) && !isGenerated);
  return [
    `update ${source} as target join ${copy} as kept on ${same}`,
    `  set ${back.map(({ name }) => `target.${name} = kept.${name}`).join(", ")}`,
  ].join("\n");
}

function columnOf(row: Row): KeptColumn {
  return {
    name: mysqlKeeping.quoted(String(row["name"])),
    type: null,
    isKey: row["column_key"] === "PRI",
    isGenerated: Boolean(row["expression"]),
    isCounter: false,
  };
}

const COLUMNS = `select column_name as name, column_key as column_key, generation_expression as expression
  from information_schema.columns
  where concat('\`', replace(table_schema, '\`', '\`\`'), '\`.\`', replace(table_name, '\`', '\`\`'), '\`') = ?
  order by ordinal_position`;
