import type { OtherLedger } from "../../model/migration.ts";
import type { Database } from "../../ports/database.ts";
import { compareText } from "../compare-text.ts";

/**
 * The versions in tables of the same name and with the same column in other schemas of a PostgreSQL database: a tool that
 * migrates for each prefix or tenant keeps one in each. Those that this user may not read are left out, and so are
 * MySQL's other databases, which as a rule are other applications'.
 */
export async function otherLedgers(
  database: Database,
  table: string,
  column: "inserted_at" | "version",
): Promise<readonly OtherLedger[]> {
  if (database.seen.dialect !== "postgresql") return [];
  const name = table.slice(table.lastIndexOf(".") + 1);
  const quoted = table
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
  const rows = await database.query(
    `select nspname as in_schema from pg_catalog.pg_class
       join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
       join pg_catalog.pg_attribute on attrelid = pg_class.oid
     where relname = ? and attname = ? and not attisdropped and relkind in ('r', 'p')
       and pg_class.oid <> to_regclass(?) and has_table_privilege(pg_class.oid, 'SELECT')
     order by nspname`,
    [name, column, quoted],
  );
  const schemas = rows.flatMap(({ in_schema: schema }) => (typeof schema === "string" ? [schema] : []));
  const found: OtherLedger[] = [];
  for (let from = 0; from < schemas.length; from += AT_ONCE) {
    found.push(...(await versionsIn(database, name, schemas.slice(from, from + AT_ONCE))));
  }
  return found;
}

async function versionsIn(
  database: Database,
  name: string,
  schemas: readonly string[],
): Promise<readonly OtherLedger[]> {
  const text = schemas.map(() => "select ?::text as in_schema, version::text as version from ??").join(" union all ");
  const rows = await database.query(
    text,
    schemas.flatMap((schema) => [schema, `${schema}.${name}`]),
  );
  return schemas.map((schema) => ({
    table: `${schema}.${name}`,
    names: rows
      .filter((row) => row["in_schema"] === schema)
      .map((row) => String(row["version"]))
      .toSorted(compareText),
  }));
}

/** Tenants may be many, and a statement should stay readable for whoever sees it in a log. */
const AT_ONCE = 50;
