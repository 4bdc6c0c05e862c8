import type { SchemaDdl } from "../../model/schema-ddl.ts";
import type { Row } from "../../ports/database.ts";

/**
 * SQLite keeps the text of what made each thing, see "The Schema Table" in its documentation. What a virtual table
 * makes for itself is made with it.
 */
export async function sqliteSchema(ask: (text: string) => Promise<readonly Row[]>): Promise<SchemaDdl> {
  const rows = await ask(`select sql from sqlite_master where sql is not null and name not like 'sqlite^_%' escape '^'
    and name not in (select name from pragma_table_list where type = 'shadow') order by rowid`);
  return { statements: rows.map(({ sql }) => String(sql)), roles: [], leftOut: [] };
}
