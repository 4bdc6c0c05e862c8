// An index or a constraint that is gone while other statements run, and there again after them.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { constraintText, indexText } from "../compare.ts";
import { tableById } from "../schema/by-id.ts";
import { locate } from "../schema/locate-index.ts";
import { tableIn } from "../schema/schema.ts";
import { isAskedFor } from "../views/index-asked-for.ts";

/**
 * Under its name, of the same table, and no other than the client knows; what goes along with it does not come back. Another
 * index does as well as the same one, but for who asks for it by its name.
 */
export function isBackInPlace(change: Change, { client, after }: Pick<Ends, "client" | "after">): boolean {
  if (change.kind !== "drop-index" && change.kind !== "drop-constraint") return false;
  if (change.cascade) return false;
  const [was, now] = [client, after].map((schema) => textOf(change, schema));
  if (was === undefined) return false;
  return was === now || (change.kind === "drop-index" && isIndexedAlike(change, { client, after }));
}

function isIndexedAlike(change: ChangeOf<"drop-index">, { client, after }: Pick<Ends, "client" | "after">): boolean {
  const table = indexed(change, client);
  const known = table?.indexes.find(({ definition }) => definition.name === change.index.name);
  const others = tableById(after, table?.id)?.indexes ?? [];
  if (known === undefined || known.definition.keys.length === 0 || isAskedFor(change, { client, after })) return false;
  return others.some(({ definition }) => indexText(definition) === indexText(known.definition));
}

function textOf(change: ChangeOf<"drop-index" | "drop-constraint">, schema: Schema): string | undefined {
  const name = change.kind === "drop-index" ? change.index.name : change.name;
  const table = change.kind === "drop-index" ? indexed(change, schema) : tableIn(schema, change.table);
  if (table === undefined) return undefined;
  const index = table.indexes.find(({ definition }) => definition.name === name);
  const constraint = table.constraints.find(({ definition }) => definition.name === name);
  if (constraint !== undefined) return `${table.name} ${constraintText(constraint.definition, schema)}`;
  return index && `${table.name} ${indexText(index.definition)}`;
}

function indexed({ index, table }: ChangeOf<"drop-index">, schema: Schema): Table | undefined {
  return locate(schema, index, table)?.table;
}
