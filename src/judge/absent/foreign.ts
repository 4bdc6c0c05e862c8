// Types and functions that other databases bring along, and PostgreSQL does not: SQL that was written for one of them.
import type { Change } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { typeNamed } from "../types/user-types.ts";
import { defines, routinesIn, typesIn } from "./defined.ts";

/** In words; undefined where it names nothing of another database's, or somebody made what is called so. */
export function foreignIn(change: Change, schema: Schema): string | undefined {
  if (!defines(change)) return undefined;
  const type = typesIn(change).find(({ name }) => isForeign(name) && typeNamed(schema, name) === undefined);
  if (type !== undefined) return `PostgreSQL has no type ${type.name}`;
  const made = new Set([...schema.routines.values()].map(({ name }) => name));
  const routine = routinesIn(change).find((name) => FOREIGN_FUNCTIONS.has(name) && !made.has(name));
  return routine === undefined ? undefined : `PostgreSQL has no function ${routine}`;
}

/** `key by_name (name)` reads as a column of the type `by_name(name)`; but for shapes, no type has a name for a modifier. */
function isForeign(type: string): boolean {
  return FOREIGN_TYPES.has(type) || (type.includes("(") && !SHAPES.test(type));
}

const SHAPES = /^(?:\w+\.)?(?:geometry|geography|raster|pgr?point\w*)\(/;

const FOREIGN_TYPES: ReadonlySet<string> = new Set(
  `tinyint mediumint year datetime datetime2 smalldatetime datetimeoffset double tinytext mediumtext longtext tinyblob blob
  mediumblob longblob binary varbinary nvarchar nvarchar2 varchar2 number clob nclob ntext image uniqueidentifier
  smallmoney string int64 uint32 uint64 enum set`.split(/\s+/),
);

const FOREIGN_FUNCTIONS: ReadonlySet<string> = new Set(
  `uuid uuid_short newid newsequentialid getdate getutcdate sysdatetime sysdate datetime julianday strftime unixepoch
  unix_timestamp from_unixtime utc_timestamp utc_date curdate curtime date_add date_sub date_format datediff dateadd
  str_to_date ifnull isnull nvl iif if last_insert_id last_insert_rowid group_concat json_valid json_extract
  json_unquote json_contains charindex instr locate substring_index randomblob zeroblob typeof rand hex unhex
  uuid_to_bin bin_to_uuid`.split(/\s+/),
);
