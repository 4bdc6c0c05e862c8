// What a down drops of which the up only saw to it that it is there: it may be older, and others may need it.
import type { Change, ChangeKind, ChangeOf } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { Done } from "./run.ts";
import type { Schema } from "./schema/schema.ts";
import { keyOf } from "./schema/schema.ts";

/** The downs, where PostgreSQL may refuse one for what needs it; a table goes as its author wrote (`if not exists`). */
export function doubtingOlder(downs: readonly Done[], ups: readonly Done[], before: Schema): readonly Done[] {
  if (before.dialect !== "postgresql" || before.complete) return downs;
  const older = new Set(ups.flatMap(({ unsure, change }) => (unsure ? (namedBy(MAKES, change, before) ?? []) : [])));
  return older.size === 0 ? downs : downs.map((done) => doubted(done, older, before));
}

function doubted(done: Done, older: ReadonlySet<string>, before: Schema): Done {
  const { change, effect } = done;
  const name = namedBy(DROPS, change, before);
  const isFree = "cascade" in change && change.cascade;
  if (name === undefined || !older.has(name) || isFree || effect.succeeds !== "yes") return done;
  const because = `${effect.because}; it may be older than the up, and needed`;
  return { ...done, effect: { ...effect, succeeds: "undetermined", because } };
}

type Naming = { readonly [Kind in ChangeKind]?: (change: ChangeOf<Kind>, schema: Schema) => string };

function namedBy<Kind extends ChangeKind>(
  by: Naming,
  change: Change & ChangeOf<Kind>,
  schema: Schema,
): string | undefined {
  const named = by[change.kind as Kind];
  return named?.(change, schema);
}

function of(family: string, schema: Schema, name: Name): string {
  return `${family} ${keyOf(schema, name)}`;
}

const MAKES: Naming = {
  "create-routine": ({ routine }, schema) => of("routine", schema, routine),
  "create-view": ({ view }, schema) => of("view", schema, view),
  "create-sequence": ({ sequence }, schema) => of("sequence", schema, sequence),
  "create-enum": ({ type }, schema) => of("type", schema, type),
  "create-type": ({ type }, schema) => of("type", schema, type),
  "create-domain": ({ type }, schema) => of("type", schema, type),
  "create-extension": ({ name }) => `extension ${name}`,
  "add-column": ({ table, column }, schema) => `${of("column", schema, table)}.${column.name}`,
};

const DROPS: Naming = {
  "drop-routine": ({ routine }, schema) => of("routine", schema, routine),
  "drop-view": ({ view }, schema) => of("view", schema, view),
  "drop-sequence": ({ sequence }, schema) => of("sequence", schema, sequence),
  "drop-type": ({ type }, schema) => of("type", schema, type),
  "drop-extension": ({ name }) => `extension ${name}`,
  "drop-column": ({ table, column }, schema) => `${of("column", schema, table)}.${column}`,
};
