import type { ConstraintDefinition, IndexDefinition } from "../model/definition.ts";
import type { Column, Schema, Table, View } from "./schema/schema.ts";
import type { Sequence } from "./schema/sequence.ts";
import { columnText, inOwnSchema } from "./column-text.ts";
import { allowedBy } from "./constraints/allowed-values.ts";
import { settingsText } from "./schema/column-settings.ts";
import { optionsText } from "./schema/options-text.ts";
import { withoutOwners } from "./schema/owners.ts";
import { withoutPartComments } from "./schema/part-comments.ts";
import { primaryKeyOf } from "./schema/primary-key.ts";
import { comparedText } from "./schema/same-text.ts";
import { keyOf } from "./schema/schema.ts";
import { spelledOut } from "./schema/serial.ts";
import { withoutSpareBrackets } from "./schema/spare-brackets.ts";
import { lasting } from "./schema/temporary.ts";
import { PARTITION_KEY } from "./schema/ties.ts";
import { triggerText } from "./triggers/same.ts";
import { UNKNOWN_DOMAIN, domainText } from "./types/domains.ts";

/** True when an application could not tell one schema from the other; the order of columns does not count. */
export function isSameSchema(first: Schema, second: Schema): boolean {
  return describe(first, second) === describe(second, first);
}

/** Names of what the first has and the second has not, for people. */
export function missingIn(first: Schema, second: Schema): readonly string[] {
  const there = new Set(partsOf(second, first).map(({ name }) => name));
  const missing = partsOf(first, second)
    .map(({ name }) => name)
    .filter((name) => !there.has(name));
  const revoked = [...second.surroundings.keys()].filter((key) => isRevoked(key) && !first.surroundings.has(key));
  return [...missing, ...revoked];
}

/** The mark of a privilege that was taken away without having been listed. */
function isRevoked(key: string): boolean {
  return key.startsWith("revoked ");
}

function describe(schema: Schema, other: Schema): string {
  return JSON.stringify(
    partsOf(schema, other)
      .map(({ name, text }) => `${name}: ${text}`)
      .toSorted(),
  );
}

export interface Part {
  readonly name: string;
  readonly text: string;
}

/** What it is made of, but for what is the very same in the other. */
function partsOf(schema: Schema, other: Schema): readonly Part[] {
  const tables = notIn(other.tables, schema.tables).filter(([, table]) => !table.settings.has("temporary"));
  const views = notIn(other.views, lasting(schema.views, schema));
  return [
    ...tables.flatMap(([name, table]) => tableParts(name, table, schema)),
    ...views.map(([name, view]) => ({
      name: `view ${name}`,
      text: viewText(view),
    })),
    ...notIn(other.types, schema.types).map(([name, { labels, text, of, domain }]) => ({
      name: `type ${name}`,
      text: `${of} ${labels.join(",")} ${text} ${domainText(domain ?? UNKNOWN_DOMAIN)}`,
    })),
    ...notIn(other.routines, schema.routines).map(([name, { signature, body, options }]) => ({
      name: `routine ${name}`,
      text: `${inOwnSchema(signature)} ${comparedText(body)} ${optionsText(options)}`,
    })),
    ...notIn(other.sequences, lasting(schema.sequences, schema)).map(([name, sequence]) => ({
      name: `sequence ${name}`,
      text: sequenceText(sequence),
    })),
    ...notIn(other.surroundings, withoutPartComments(withoutOwners(schema.surroundings))).map(([name, text]) => ({
      name,
      text,
    })),
  ];
}

/** What it reads may have another name by now than its text says, and another table that one. */
function viewText({ columns, reads, indexes, isWithoutData, unread = [], said = "", ...query }: View): string {
  const shown = indexes.map((index) => `${index.name ?? ""} ${indexText(index)}`).toSorted();
  const made = `${columns?.join() ?? ""} ${queryText(query)} ${reads.join()} ${shown.join()} ${isWithoutData === true}`;
  return comparedText(`${made} ${unread.join()} ${said}`);
}

/** What it shows and of what, where its grammar tells: that may be written in other words. */
function queryText({ outputs, rest, text }: Pick<View, "outputs" | "rest" | "text">): string {
  return outputs === null || rest === null ? text : `${outputs.map((output) => output.text).join()} ${rest}`;
}

/** Of one that was there without being listed, not all options are known. */
function sequenceText({ id, options, ownedBy }: Sequence): string {
  return `${id < 0 ? id : ""} ${optionsText(options)} ${ownedBy ?? ""}`;
}

function notIn<T>(other: ReadonlyMap<string, T>, all: ReadonlyMap<string, T>): readonly [string, T][] {
  if (other === all) return [];
  const found: [string, T][] = [];
  for (const entry of all) if (other.get(entry[0]) !== entry[1]) found.push(entry);
  return found;
}

/** What a table is made of, in a form that can be compared. */
export function tableParts(name: string, table: Table, schema: Schema): readonly Part[] {
  return [
    { name: `table ${name}`, text: `${JSON.stringify(table.partitionOf)} ${table.inherits.toSorted().join(",")}` },
    ...[...table.columns].map(([column, known]) => ({
      name: `column ${name}.${column}`,
      text: `${textOfColumn(known, table, schema)}${settingsText(known)}`,
    })),
    ...table.constraints.map(({ definition }) => ({
      name: `constraint ${name}.${constraintName(definition, schema)}`,
      text: constraintText(definition, schema),
    })),
    ...table.indexes.map(({ definition }) => ({
      name: `index ${name}.${definition.name ?? ""}`,
      text: indexText(definition),
    })),
    ...[...table.triggers].map(([trigger, made]) => ({
      name: `trigger ${name}.${trigger}`,
      text: `${triggerText(made)} ${(made.effects?.tables ?? []).map((each) => keyOf(schema, each)).join()}`,
    })),
    ...[...table.settings]
      .filter(isSaid)
      .map(([setting, text]) => ({ name: `${setting} of ${name}`, text: comparedText(text) })),
    { name: `partitions of ${name}`, text: partsText(table) },
  ];
}

function textOfColumn({ id, definition }: Column, table: Table, schema: Schema): string {
  if (definition === null) return `known as ${id}`;
  return columnText(spelledOut(definition, table.name, schema), { schema, table });
}

/** InnoDB goes without saying. */
function isSaid([setting, text]: readonly [string, string]): boolean {
  return setting !== "engine" || !text.toLowerCase().endsWith("innodb");
}

/** By what MySQL's rows are parted, and where the parts end. */
function partsText({ ranges = [], ties }: Table): string {
  return JSON.stringify([ties.get(PARTITION_KEY)?.names.columns ?? [], ranges]);
}

/** SQLite has no names for what statements do not name. */
function constraintName({ name, kind, columns }: ConstraintDefinition, { dialect }: Schema): string {
  return dialect === "sqlite" ? `${kind} ${columns.join(",")}` : (name ?? "");
}

export function constraintText(definition: ConstraintDefinition, schema: Schema): string {
  const { kind, columns, enforcement, deferrable, deferred } = definition;
  const base = [kind, columns, enforcement, deferrable, deferred];
  if (definition.kind === "foreign-key") {
    const { references, referenced, onDelete, onUpdate } = definition;
    const parent = keyOf(schema, references);
    const keys = referenced.length > 0 ? referenced : primaryKeyOf(schema, parent);
    return JSON.stringify([...base, parent, keys, onDelete, onUpdate]);
  }
  const isSame = "nullsAreSame" in definition && definition.nullsAreSame === true;
  const clause = "otherwise" in definition ? definition.otherwise : undefined;
  const lengths = "lengths" in definition ? definition.lengths : null;
  const built = "built" in definition ? definition.built : null;
  const text = "text" in definition ? conditionText(definition.text) : "";
  return JSON.stringify([...base, isSame, text, clause, lengths, built]);
}

/** A list of values is printed in other words than it was written in. */
function conditionText(text: string): string {
  const allowed = allowedBy(text);
  return allowed === null ? comparedText(withoutSpareBrackets(text)) : JSON.stringify(allowed);
}

export function indexText({ keys, unique, nullsAreSame, method, where, ...rest }: IndexDefinition): string {
  const { built, descending = [], lengths, invisible, properties } = rest;
  const own = [
    keys.map(comparedText),
    unique,
    nullsAreSame === true,
    method,
    comparedText(withoutSpareBrackets(where ?? "")),
  ];
  return JSON.stringify([...own, built, descending, lengths, invisible, properties]);
}
