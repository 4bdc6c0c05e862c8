import type { Index, Schema, Table } from "./schema.ts";

/** The schema after a change, where what went along with a column or a table is known not to be there any more. */
export function withGoneAlong(before: Schema, after: Schema): Schema {
  const gone = [...sequencesGone(before, after), ...indexesGone(before, after)].filter(
    (each) => !after.dropped.has(each),
  );
  return gone.length === 0 ? after : { ...after, dropped: new Set([...after.dropped, ...gone]) };
}

function sequencesGone(before: Schema, after: Schema): readonly string[] {
  if (before.sequences === after.sequences) return [];
  const left = new Set([...after.sequences.values()].map(({ id }) => id));
  return [...before.sequences].flatMap(([key, { id }]) => (left.has(id) ? [] : [`sequences:${key}`]));
}

function indexesGone(before: Schema, after: Schema): readonly string[] {
  if (before.tables === after.tables) return [];
  const changed = [...before.tables].filter(([key, table]) => after.tables.get(key) !== table);
  const had = changed.flatMap(([, table]) => table.indexes.map((index) => ({ table, index })));
  if (had.length === 0) return [];
  const left = new Set([...after.tables.values()].flatMap(({ indexes }) => indexes.map(({ id }) => id)));
  return had.flatMap(({ table, index }) => (left.has(index.id) ? [] : markOf(index, table, before)));
}

/** As the rule about dropping an index marks it. */
function markOf({ definition: { name } }: Index, table: Table, { dialect }: Schema): readonly string[] {
  if (name === null) return [];
  if (dialect === "mysql" || dialect === "mariadb") return [`indexes:index ${name} of ${table.name}`];
  const schema = dialect === "postgresql" ? table.name.slice(0, table.name.lastIndexOf(".") + 1) : "";
  return [`indexes:index ${schema}${name}`];
}
