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
  const missing = [...before.sequences].filter(([key, { id }]) => after.sequences.get(key)?.id !== id);
  const left = new Set(missing.length === 0 ? [] : [...after.sequences.values()].map(({ id }) => id));
  return missing.flatMap(([key, { id }]) => (left.has(id) ? [] : [`sequences:${key}`]));
}

/** Most statements take none away, and schemas may be large: what is left elsewhere is looked for only then. */
function indexesGone(before: Schema, after: Schema): readonly string[] {
  if (before.tables === after.tables) return [];
  const missing = missingIn(before, after);
  const others = missing.length === 0 ? [] : [...after.tables.values()];
  const left = new Set(others.flatMap(({ indexes }) => indexes.map(({ id }) => id)));
  return missing.flatMap(({ table, index }) => (left.has(index.id) ? [] : markOf(index, table, before)));
}

interface Missing {
  readonly table: Table;
  readonly index: Index;
}

/** The indexes that a table of the same name has not any more. */
function missingIn(before: Schema, after: Schema): readonly Missing[] {
  const missing: Missing[] = [];
  for (const [key, table] of before.tables) {
    const now = after.tables.get(key);
    if (now === table || now?.indexes === table.indexes) continue;
    const kept = new Set(now?.indexes.map(({ id }) => id));
    for (const index of table.indexes) if (!kept.has(index.id)) missing.push({ table, index });
  }
  return missing;
}

/** As the rule about dropping an index marks it. */
function markOf({ definition: { name } }: Index, table: Table, { dialect }: Schema): readonly string[] {
  if (name === null) return [];
  if (dialect === "mysql" || dialect === "mariadb") return [`indexes:index ${name} of ${table.name}`];
  const schema = dialect === "postgresql" ? table.name.slice(0, table.name.lastIndexOf(".") + 1) : "";
  return [`indexes:index ${schema}${name}`];
}
