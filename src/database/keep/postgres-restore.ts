import type { Copied, KeptColumn } from "./keeping.ts";

/** Rows that are there already, by whatever key, are left as they are. */
export function restoreRows({ source, copy, columns }: Copied): readonly string[] {
  const own = columns.filter(({ isGenerated }) => !isGenerated);
  const names = own.map(({ name }) => name).join(", ");
  return [
    `insert into ${source} (${names}) overriding system value\n  select ${own.map((column) => again(column)).join(", ")} from ${copy}\n  on conflict do nothing`,
    ...own.filter(({ isCounter }) => isCounter).map(({ name }) => counterAfter(source, name)),
  ];
}

export function restoreColumns(what: Copied, lost: readonly string[]): readonly string[] {
  const { source, copy, columns } = what;
  const back = columns.filter(({ name, isGenerated }) => lost.includes(name) && !isGenerated);
  const set = back.map((column) => `${column.name} = ${again(column, "kept")}`).join(", ");
  const keys = columns.filter(({ isKey }) => isKey);
  if (keys.length === 0) return [withoutKey(what, set, lost)];
  const same = keys.map((column) => `target.${column.name} = ${again(column, "kept")}`).join(" and ");
  return [`update ${source} as target set ${set}\n  from ${copy} as kept where ${same}`];
}

/**
 * Without a key, rows are told apart by all that they still have. Those that are alike in that are paired in any
 * order, since nothing tells which is which.
 */
function withoutKey({ source, copy, columns }: Copied, set: string, lost: readonly string[]): string {
  const others = columns.filter(({ name }) => !lost.includes(name));
  const row = `row(${others.map(({ name }) => name).join(", ")})::text`;
  const numbered = `${row} as safe_rollback_alike, row_number() over (partition by ${row}) as safe_rollback_number`;
  return [
    `update ${source} as target set ${set}`,
    `  from (select tableoid as of_table, ctid as place, ${numbered} from ${source}) as here`,
    `    join (select *, ${numbered} from ${copy}) as kept using (safe_rollback_alike, safe_rollback_number)`,
    `  where target.tableoid = here.of_table and target.ctid = here.place`,
  ].join("\n");
}

function again({ name, type }: KeptColumn, from?: string): string {
  const qualified = from === undefined ? name : `${from}.${name}`;
  return type === null ? qualified : `${qualified}::${type}`;
}

/** It must not give out a number again; one that is further on stays there. */
function counterAfter(source: string, column: string): string {
  const sequence = `pg_get_serial_sequence(${text(source)}, ${text(unquoted(column))})`;
  return `select setval(${sequence}, greatest(max(${column}), nextval(${sequence})))\n  from ${source} having max(${column}) is not null`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** As `quote_ident` quotes: this function takes the column's bare name, and the table's as in a statement. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
