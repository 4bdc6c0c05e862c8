// What a column is made of, in a form that can be compared.
import type { ColumnDefinition, ColumnType, DefaultValue } from "../model/definition.ts";
import type { Schema, Table } from "./schema/schema.ts";
import { comparedText } from "./schema/same-text.ts";
import { keyOf } from "./schema/schema.ts";
import { countingText } from "./schema/sequence-options.ts";
import { familyOf } from "./types/family.ts";
import { orderApart } from "./types/text-order.ts";
import { isOf } from "./types/user-types.ts";

export function columnText(
  definition: ColumnDefinition,
  { schema, table }: { readonly schema: Schema; readonly table: Table },
): string {
  const { type, nullable, identity, generated, invisible, onUpdate, whenNull, comment = "" } = definition;
  const given = defaultText(definition, schema);
  const typed =
    type === null
      ? null
      : {
          ...type,
          name: inOwnSchema(type.name),
          labels: type.labels,
          charset: null,
          collation: undefined,
          sorted: orderApart(type, table),
        };
  const computed = generated && [generated.kind, comparedText(generated.text)];
  const counts = identity === "none" ? "" : countingText(definition.counting ?? [], type);
  const rest = [counts, invisible, onUpdate ?? null, whenNull, comment];
  return JSON.stringify([typed, nullable, given, identity, computed, ...rest]);
}

/** PostgreSQL prints where a type is. */
export function inOwnSchema(type: string): string {
  return type.replaceAll(/\bpublic\./g, "");
}

function defaultText({ default: value, type }: ColumnDefinition, schema: Schema): string {
  if (value.kind === "none" || value.kind === "null") return "demanded" in value ? "demanded" : "none";
  if (value.sequence !== undefined) return `next of ${keyOf(schema, value.sequence)}`;
  // A cast to a user's own type stays in it when the column gets another one.
  const kept = (value.names?.types ?? []).filter(
    (name) => name !== type?.name && [...schema.types.keys()].some((key) => isOf(name, schema, key)),
  );
  const written = uncast(comparedText(value.text));
  const text = type !== null && keepsNumbers(type, schema) ? unquotedNumber(written) : written;
  return [withoutSpareZeros(text, type), ...new Set([...kept, ...firstType(value, type, schema)])].join("::");
}

function withoutSpareZeros(text: string, type: ColumnType | null): string {
  return type?.name.startsWith("decimal") === true ? text.replace(SPARE_ZEROS, "") : text;
}

/** PostgreSQL goes on printing a literal with the type that its column had when it was given. */
function firstType(value: DefaultValue, type: ColumnType | null, { dialect }: Schema): readonly string[] {
  const given = dialect === "postgresql" && value.kind === "constant" ? givenType(value) : undefined;
  if (given === undefined || type === null || type.isArray) return [];
  return given !== type.name && WRITTEN_AS_TEXT.has(given) && WRITTEN_AS_TEXT.has(type.name) ? [given] : [];
}

function givenType({ text, gives, names }: Extract<DefaultValue, { readonly text: string }>): string | undefined {
  if (!text.startsWith("'")) return undefined;
  return gives?.name ?? names?.types?.[0];
}

const WRITTEN_AS_TEXT: ReadonlySet<string> = new Set([
  "text",
  "character varying",
  "character",
  "date",
  "timestamp without time zone",
  "timestamp with time zone",
  "json",
  "jsonb",
]);

/** SQLite keeps the statement's own words, and PostgreSQL a constant of the type unless that is what it takes a number for. */
function keepsNumbers(type: ColumnType, { dialect }: Schema): boolean {
  const { family, size } = familyOf(type);
  if (dialect === "postgresql") return family === "integer" && size === 4;
  return dialect !== "sqlite" && NUMBERS.has(family);
}

const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);

/** A number is the same in quotes. */
export function unquotedNumber(text: string): string {
  return /^(?<quote>['"])(?<number>-?\d+(?:\.\d+)?)\k<quote>$/.exec(text)?.groups?.["number"] ?? text;
}

const SPARE_ZEROS = /\.0+$|(?<=\.\d*[1-9])0+$/;

/** PostgreSQL prints the type of every literal, which is the column's. */
function uncast(text: string): string {
  return /^(?<literal>'(?:[^']|'')*')::[\w ."()[\],]+$/.exec(text)?.groups?.["literal"] ?? text;
}
