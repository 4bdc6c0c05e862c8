import type { Schema, Table } from "../schema/schema.ts";
import { isUniqueWithin } from "../constraints/held-unique.ts";
import { referencesTo } from "../constraints/references.ts";
import { heldElsewhere, isComputed } from "../on-column.ts";

/** Each of its rows belongs to one of the table that it was copied from, which has all that it says. */
export function isTakenBack(table: Table, schema: Schema): boolean {
  const tables = [...schema.tables.values()];
  const own = [...table.columns].filter(([, column]) => !isComputed(column));
  const [key, second] = own.filter(([, column]) => heldElsewhere(tables, column) !== "all").map(([name]) => name);
  const isOneOfSeveral = key !== undefined && second === undefined && own.length > 1;
  return isOneOfSeveral && isUniqueWithin(table, [key]) && isOfItsOriginal(key, table, schema);
}

/** No row is without the one that it was copied from, as a foreign key sees to. */
function isOfItsOriginal(key: string, { columns, constraints }: Table, schema: Schema): boolean {
  const { pairs, definition } = columns.get(key) ?? {};
  const own = constraints.filter((each) => each.definition.columns.join() === key).map(({ id }) => id);
  const isOriginal = (name: string, column = ""): boolean =>
    pairs !== undefined && schema.tables.get(name)?.columns.get(column)?.id === pairs;
  return (
    definition?.nullable === false &&
    [...schema.tables.keys()].some((name) =>
      referencesTo(schema, name).some(({ id, to: [referenced] }) => own.includes(id) && isOriginal(name, referenced)),
    )
  );
}
