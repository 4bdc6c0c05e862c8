// A partition has what its parent is indexed and held to, and keeps that when it is detached: AttachPartitionEnsureIndexes
// and CloneForeignKeyConstraints in src/backend/commands/tablecmds.c.
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { plainText } from "../schema/same-text.ts";
import { keyOf } from "../schema/schema.ts";

/** One that is detached, with a mark of what it did not have by itself. */
export function withKeptOf(parent: Table | undefined, table: Table, schema: Schema): Table {
  const own = new Set(heldTo(table, schema));
  const listed = parent === undefined ? [] : heldTo(parent, schema).filter((each) => !own.has(each));
  const kept = parent?.complete === true ? listed : [...listed, "what is not listed"];
  return kept.length === 0
    ? table
    : { ...table, settings: new Map(table.settings).set(KEPT, kept.toSorted().join(" ")) };
}

/** Of one that is attached, it goes without saying. */
export function withoutKept(table: Table): Table {
  const settings = new Map(table.settings);
  settings.delete(KEPT);
  return { ...table, settings };
}

const KEPT = "kept of its parent";

function heldTo({ constraints, indexes }: Table, schema: Schema): readonly string[] {
  return [
    ...constraints.flatMap(({ definition }) => shownConstraint(definition, schema)),
    ...indexes.map(({ definition: { keys, unique, method, where } }) =>
      JSON.stringify([keys.map(plainText), unique, method, plainText(where ?? "")]),
    ),
  ];
}

/** Checks have to be there before. */
function shownConstraint(definition: ConstraintDefinition, schema: Schema): readonly string[] {
  const { kind, columns } = definition;
  if (definition.kind === "foreign-key") return [JSON.stringify([kind, columns, keyOf(schema, definition.references)])];
  return kind === "primary-key" || kind === "unique" ? [JSON.stringify([kind, columns])] : [];
}
