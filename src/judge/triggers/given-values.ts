// What a value is that a trigger makes of the row that fired it.
import type { GivenValue } from "../../model/change/given.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import { uniqueKeysOf } from "../constraints/held-unique.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf } from "../schema/schema.ts";
import { copiedFrom } from "../values/copied-from.ts";
import { isFull } from "../values/may-be-null.ts";

interface Firing extends Pick<Trigger, "events" | "timing"> {
  readonly table: Table;
  readonly schema: Schema;
}

type Reference = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

/** What is no column of the row, a variable for example, is taken to be there. */
export function isNullGiven(value: Value, { columns }: Table): boolean {
  if (value.from === "constant") return value.isNull === true;
  if (value.nulls !== "as-read") return value.nulls === "maybe";
  return value.reads.flatMap((read) => columnOf(read) ?? []).some((column) => !isFull(columns.get(column)));
}

/** Written out, or made of the row by words that are at hand: how long anything else is (`current_user`), nobody can tell. */
export function isOfRow(value: Value): boolean {
  return value.from === "constant" || (value.text !== "" && value.reads.some((read) => columnOf(read) !== undefined));
}

/** But for the row itself, which stays, and for what it refers to itself. */
export function mayLackParent(value: GivenValue["value"], reference: Reference, firing: Firing): boolean {
  if (value.from !== "expression") return value.from === "constant" && value.isNull !== true;
  const column = plainColumn(value);
  return column === undefined || !(isOwnKey(column, reference, firing) || isOwnReference(column, reference, firing));
}

function isOwnKey(column: string, { references, referenced }: Reference, firing: Firing): boolean {
  const { table, events, timing, schema } = firing;
  const isThere = timing !== "before" && !events.includes("delete");
  if (keyOf(schema, references) !== table.name || !isThere) return false;
  return (referenced.length > 0 ? referenced : primaryKeyOf(schema, table.name)).includes(column);
}

function isOwnReference(column: string, { references }: Reference, { table, schema }: Firing): boolean {
  return table.constraints.some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      definition.columns.includes(column) &&
      keyOf(schema, definition.references) === keyOf(schema, references),
  );
}

/** What is given may be there already, but for a key of rows that are new themselves. */
export function mayRepeat(value: GivenValue["value"] | undefined, column: string, { table, events }: Firing): boolean {
  if (value === undefined || value.from === "default") return false;
  if (value.from === "constant") return value.isNull !== true;
  if (value.text.trim() === column) return false;
  const own = plainColumn(value);
  const isNewKey = events.join(",") === "insert" && own !== undefined;
  return !(isNewKey && uniqueKeysOf(table).some((key) => key.length === 1 && key[0] === own));
}

/** The column of the row whose value is given as it is. */
function plainColumn(value: Extract<Value, { readonly from: "expression" }>): string | undefined {
  const [read = ""] = value.reads;
  return copiedFrom(value) === null ? undefined : columnOf(read);
}

/** `new.a`, `old.a` */
function columnOf(read: string): string | undefined {
  return OF_ROW.exec(read)?.groups?.["column"];
}

const OF_ROW = /^(?:new|old)\.(?<column>.+)$/is;
