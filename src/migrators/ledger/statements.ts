import type { LedgerReading, Question } from "./reading.ts";

/** The kinds of database that an image can be asked about. */
export type Asked = "postgresql" | "mysql";

/**
 * A statement for a script in an image, whole, without values of its own. It is left out when the one called `when`
 * gave no row.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly when?: string;
}

/** Everything that a ledger is asked, in order, in one transaction that reads only. The first that fails ends it. */
export function ledgerStatements(
  reading: LedgerReading,
  tables: Readonly<Record<Asked, readonly string[]>>,
): Readonly<Record<Asked, readonly Statement[]>> {
  return { postgresql: statementsFor("postgresql"), mysql: statementsFor("mysql") };

  function statementsFor(family: Asked): readonly Statement[] {
    const rules = FAMILIES[family];
    const lock = reading.locks?.[family];
    return [
      ...rules.begin.map((text) => ({ name: "begin", text })),
      { name: SEEN, text: rules.seen },
      ...tables[family].flatMap((table) => [
        { name: columnsOf(table), text: columnsQuery(family, table) },
        { name: rowsOf(table), text: sqlOf(family, { text: reading.rows, values: [table] }), when: columnsOf(table) },
      ]),
      ...(lock === undefined ? [] : [{ name: LOCK, text: sqlOf(family, lock) }]),
    ];
  }
}

/** The names of the answers. */
export const SEEN: string = "seen";

export const LOCK: string = "lock";

export function columnsOf(table: string): string {
  return `columns of ${table}`;
}

export function rowsOf(table: string): string {
  return `rows of ${table}`;
}

/** A bare name means the first table on the search path that has it, as it would in a query. */
function columnsQuery(family: Asked, table: string): string {
  const dot = table.indexOf(".");
  const { columns, here, there } = FAMILIES[family];
  const named = { text: `${columns} = ? and ${dot === -1 ? here : `${there} = ?`}`, values: [table.slice(dot + 1)] };
  return sqlOf(family, dot === -1 ? named : { ...named, values: [...named.values, table.slice(0, dot)] });
}

/** Drivers differ in how they take values, so there are none: all are the tool's own constants and a table's name. */
function sqlOf(family: Asked, { text, values }: Question): string {
  const left = [...values];
  return text.replaceAll(/\?\??/g, (mark) =>
    FAMILIES[family][mark === "??" ? "identifier" : "literal"](left.shift() ?? ""),
  );
}

interface FamilyRules {
  /** Begins the transaction, or makes the one that the driver has begun already one that reads only. */
  readonly begin: readonly string[];
  readonly seen: string;
  readonly columns: string;
  readonly here: string;
  readonly there: string;
  identifier(this: void, name: string): string;
  literal(this: void, value: string): string;
}

const FAMILIES: Readonly<Record<Asked, FamilyRules>> = {
  postgresql: {
    begin: ["begin", "set transaction read only", "set local statement_timeout = '15s'"],
    seen:
      "select current_setting('server_version') as version, current_database() as name, " +
      "array_to_string(current_schemas(false), ', ') as path",
    columns:
      "select lower(attname) as column_name from pg_catalog.pg_attribute " +
      "join pg_catalog.pg_class on pg_class.oid = attrelid " +
      "join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace " +
      "where relkind in ('r', 'p', 'v', 'f') and attnum > 0 and not attisdropped and relname",
    here: "pg_catalog.pg_table_is_visible(pg_class.oid)",
    there: "nspname",
    identifier: (name) => quoted(name, '"'),
    literal: (value) => `'${value.replaceAll("'", "''")}'`,
  },
  mysql: {
    begin: ["start transaction read only"],
    seen: "select version() as version, database() as name, database() as path",
    columns: "select lower(column_name) as column_name from information_schema.columns where table_name",
    here: "table_schema = database()",
    there: "table_schema",
    identifier: (name) => quoted(name, "`"),
    literal: (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
  },
};

function quoted(name: string, mark: string): string {
  return name
    .split(".")
    .map((part) => `${mark}${part.replaceAll(mark, mark + mark)}${mark}`)
    .join(".");
}
