// Rows kept aside in SQLite: in a file beside the database's own, in columns without a type, which change no value.
import type { Row } from "../../ports/database.ts";
import type { Keeping, KeptColumn } from "./keeping.ts";
import { chmodSync, chownSync, closeSync, existsSync, openSync, statSync } from "node:fs";
import { ROW_DIGEST } from "./sqlite-checksum.ts";
import { restoreColumns, restoreRows } from "./sqlite-restore.ts";

export const sqliteKeeping: Keeping = {
  session: [],
  sessionAfter: [],
  quoted,
  columnsOf: async (ask, { table }) => (await ask(COLUMNS, [table])).map(columnOf),
  enter: async (ask, place, purpose) => {
    const [main] = await ask(`select file, ${fileOf(place)} as beside from pragma_database_list where name = 'main'`);
    const beside = String(main?.["beside"]);
    if (!existsSync(beside)) {
      if (purpose === "look") return false;
      makeAsOpenAs(String(main?.["file"]), beside);
    }
    await ask(attach(place));
    return (await ask(`select 1 from ${place}.sqlite_master where name = 'kept'`)).length > 0;
  },
  place: (place) => [
    `create table if not exists ${place}.kept (list_row integer primary key, migration text not null, source text not null,
      copy text not null, row_count integer not null, checksum text not null, restore text not null,
      kept_at text not null default current_timestamp, unique (migration, source))`,
  ],
  lock: () => [],
  copying: ({ source, copy, columns }) => {
    const names = columns.map(({ name }) => name).join(", ");
    return [
      `drop table if exists ${copy}`,
      `create table ${copy} (${names})`,
      `insert into ${copy} (${names}) select ${names} from ${source}`,
    ];
  },
  checksum: (table, columns) => {
    const bytes = columns.map(
      ({ name }) => `typeof(${name}), case typeof(${name}) when 'text' then cast(${name} as blob) else ${name} end`,
    );
    // Two sums of 31 bits each, since the sum of larger numbers would overflow.
    return `select count(*) as counted, coalesce(sum(digest & 2147483647) || '-' || sum(digest >> 31), '') as checksum
      from (select ${ROW_DIGEST}(${bytes.join(", ")}) as digest from ${table})`;
  },
  listing: (place) => ({
    add: `insert into ${place}.kept (migration, source, copy, row_count, checksum, restore) values (?, ?, ?, ?, ?, ?)`,
    remove: `delete from ${place}.kept where migration = ? and source = ?`,
  }),
  restore: (what) => {
    const place = what.copy.slice(0, what.copy.indexOf("."));
    const back = what.lost === null ? restoreRows(what) : restoreColumns(what, what.lost);
    return [attach(place), back, `detach ${place}`];
  },
  // Whoever may write to a database makes a journal beside it.
  permission: "select 1 as allowed",
  readable: ({ quotedTable }) => `select 1 from ${quotedTable} limit 0`,
  size: ({ table }) => ({
    text: `select coalesce(sum(pgsize), 0) as bytes from dbstat
      where name = (select name from sqlite_master where '"' || replace(name, '"', '""') || '"' = ?)`,
    values: [table],
  }),
};

/** SQLite would let everybody read a file that it makes itself, and what lies in this one is from the database. */
function makeAsOpenAs(file: string, beside: string): void {
  const { mode, uid, gid } = statSync(file);
  closeSync(openSync(beside, "wx", 0o600));
  if (process.getuid?.() === 0) chownSync(beside, uid, gid);
  chmodSync(beside, mode & 0o777);
}

function attach(place: string): string {
  return `attach ${fileOf(place)} as ${place}`;
}

/** An expression: the path of the place's file. */
function fileOf(place: string): string {
  return `(select file || '.${place}' from pragma_database_list where name = 'main')`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function columnOf(row: Row): KeptColumn {
  return {
    name: quoted(String(row["name"])),
    type: null,
    isKey: row["is_key"] === 1,
    isGenerated: row["is_generated"] === 1,
    isCounter: false,
  };
}

/**
 * From https://sqlite.org/lang_createtable.html, section 3.5: columns of a primary key may be null, and null more than
 * once, but in `integer primary key`, in `without rowid` and in `strict` tables. Such a key tells no rows apart.
 */
const COLUMNS = `with of_table as (select c.* from sqlite_master m join pragma_table_xinfo(m.name) c
    where m.type = 'table' and '"' || replace(m.name, '"', '""') || '"' = ? and c.hidden <> 1),
  key as (select count(*) as parts, min("notnull") as never_null, max(upper(type)) as type from of_table where pk > 0)
  select name, hidden in (2, 3) as is_generated,
    pk > 0 and (key.never_null = 1 or (key.parts = 1 and key.type = 'INTEGER')) as is_key
  from of_table, key order by cid`;
