import type { ColumnDefinition } from "../model/definition.ts";
import type { Schema, Table } from "./schema/schema.ts";

/** What the migrations imply and the database has not, or has otherwise, in words. What is there besides is no matter. */
export function driftBetween(implied: Schema, live: Schema): readonly string[] {
  return [...implied.tables].flatMap(([name, table]) => {
    const now = live.tables.get(name) ?? elsewhere(live, name);
    if (now !== undefined) return columnsBetween(name, table, now);
    return live.views.has(name) ? [] : [`table ${name} is not there`];
  });
}

/** A name without a schema is found on a search path that nobody told us of, unless two could be meant. */
function elsewhere({ tables }: Schema, name: string): Table | undefined {
  const [only, second] = [...tables.values()].filter((table) => table.name.endsWith(`.${name}`));
  return second === undefined ? only : undefined;
}

function columnsBetween(name: string, implied: Table, live: Table): readonly string[] {
  return [...implied.columns].flatMap(([column, { definition }]) => {
    const now = live.columns.get(column);
    if (now === undefined) return [`column ${name}.${column} is not there`];
    const difference = definition === null || now.definition === null ? null : between(definition, now.definition);
    return difference === null ? [] : [`column ${name}.${column} ${difference}`];
  });
}

function between(implied: ColumnDefinition, live: ColumnDefinition): string | null {
  if (implied.type !== null && live.type !== null && implied.type.name !== live.type.name)
    return `is ${live.type.name}, and the migrations made it ${implied.type.name}`;
  if (implied.nullable === live.nullable) return null;
  return live.nullable ? "takes nulls, which the migrations forbade" : "takes no nulls, which the migrations allowed";
}
