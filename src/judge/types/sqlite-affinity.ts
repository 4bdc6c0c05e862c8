// The rules of the chapter "Datatypes In SQLite", 3.1: what a column does with values follows from words in its type.
import type { ColumnType } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";

/** Values are kept and compared in the same way. */
export function isSameAffinity(first: ColumnType | null, second: ColumnType | null): boolean {
  return affinityOf(first) === affinityOf(second) && collationOf(first) === collationOf(second);
}

/** Every value that the first has, the second keeps in a form from which it can be told again. */
export function isKeptAs(first: ColumnType | null, second: ColumnType | null): boolean {
  const [from, to] = [affinityOf(first), affinityOf(second)];
  return from === to || to === "blob" || KEPT.has(`${from} ${to}`);
}

/** Of what is not known, a text keeps a form from which it can be told again. */
export function takesAll(type: ColumnType | null): boolean {
  return TAKES_ALL.has(affinityOf(type));
}

const TAKES_ALL: ReadonlySet<string> = new Set(["text", "blob"]);

/** What is not here: `007` becomes 7 where numbers are kept. */
const KEPT: ReadonlySet<string> = new Set(
  "integer text,integer numeric,integer real,numeric text,numeric integer,numeric real,real text,real integer,real numeric".split(
    ",",
  ),
);

/** SQLite's tables take any value for any type, unless they are strict. */
export function isLoose(table: Table | undefined, { dialect }: Schema): boolean {
  return dialect === "sqlite" && table !== undefined && !isStrict(table);
}

/** A table of SQLite that takes nothing but values of its columns' types. */
export function isStrict({ settings }: Table): boolean {
  return settings.get("storage-parameter")?.endsWith("strict") === true;
}

/** The chapter "STRICT Tables". */
export function isStrictType(type: ColumnType | null): boolean {
  return STRICT_TYPES.has(type?.name ?? "");
}

const STRICT_TYPES: ReadonlySet<string> = new Set(["int", "integer", "real", "text", "blob", "any"]);

/** The type that a column has in a table that is made of a query. */
export function asSelectedBySqlite(type: ColumnType | null): ColumnType | null {
  const name = SELECTED[affinityOf(type)];
  return name === undefined || type === null ? null : { name, modifiers: [], isArray: false };
}

const SELECTED: Readonly<Record<string, string>> = { integer: "int", numeric: "num", text: "text", real: "real" };

function affinityOf(type: ColumnType | null): string {
  const name = type?.name ?? "";
  const found = WORDS.find(([words]) => words.some((word) => name.includes(word)));
  return found?.[1] ?? (name === "" ? "blob" : "numeric");
}

function collationOf(type: ColumnType | null): string {
  return type?.collation ?? "binary";
}

const WORDS: readonly (readonly [readonly string[], string])[] = [
  [["int"], "integer"],
  [["char", "clob", "text"], "text"],
  [["blob"], "blob"],
  [["real", "floa", "doub"], "real"],
];
