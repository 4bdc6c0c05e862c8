import type { ColumnDefinition, ColumnType, ConstraintDefinition } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { nullsOf } from "../nulls.ts";
import { checkOf, constraintName, deferment, keyOf, referenceOf } from "./constraints.ts";
import { is, next, peek, refuseNext, take, takeBracketed, takeOne, textOf } from "./cursor.ts";
import { isName, label } from "./names.ts";
import { defaultValue, namesIn, takeConflict } from "./values.ts";

/** A column while its attributes are read. */
export interface ColumnDraft {
  readonly name: string;
  type: ColumnType | null;
  nullable: boolean;
  default: ColumnDefinition["default"];
  generated: ColumnDefinition["generated"];
  whenNull: ColumnDefinition["whenNull"];
  /** The column is the primary key by itself, in ascending order. */
  isKey: boolean;
  readonly constraints: ConstraintDefinition[];
}

export function columnDraft(c: Cursor): ColumnDraft {
  const draft: ColumnDraft = {
    name: label(c),
    type: typeOf(c),
    nullable: true,
    default: { kind: "none" },
    generated: null,
    whenNull: undefined,
    isKey: false,
    constraints: [],
  };
  while (attribute(c, draft));
  return draft;
}

/** `integer primary key` is another name for the number of the row, which SQLite gives if the client does not. */
export function columnOf(draft: ColumnDraft, keyIsRowNumber: boolean): ColumnDefinition {
  const isRowNumber = keyIsRowNumber && draft.isKey && draft.type?.name === "integer";
  return {
    name: draft.name,
    type: draft.type,
    nullable: draft.nullable && !isRowNumber,
    default: draft.default,
    identity: isRowNumber ? "by-default" : "none",
    generated: draft.generated,
    invisible: false,
    ...(draft.whenNull !== undefined && { whenNull: draft.whenNull }),
  };
}

/** Any words make a type, even none. */
function typeOf(c: Cursor): ColumnType | null {
  const words: string[] = [];
  while (isName(peek(c)) && !ATTRIBUTES.has(peek(c).word)) words.push(next(c).value.toLowerCase());
  if (words.length === 0) return null;
  const modifiers = is(c, "(")
    ? takeBracketed(c).flatMap(({ kind, value }) => (kind === "number" ? [Number(value)] : []))
    : [];
  return { name: words.join(" "), modifiers, isArray: false };
}

function attribute(c: Cursor, draft: ColumnDraft): boolean {
  const start = c.position;
  const name = constraintName(c);
  if (nullness(c, draft) || key(c, draft, name) || value(c, draft) || rule(c, draft, name)) return true;
  if (c.position !== start) refuseNext(c);
  return false;
}

function nullness(c: Cursor, draft: ColumnDraft): boolean {
  const refuses = take(c, "not", "null");
  if (!refuses && !take(c, "null")) return false;
  const otherwise = takeConflict(c);
  if (!refuses) return true;
  draft.nullable = false;
  draft.whenNull = otherwise;
  return true;
}

function key(c: Cursor, draft: ColumnDraft, name: string | null): boolean {
  if (take(c, "primary", "key")) {
    const order = takeOne(c, "asc", "desc");
    draft.isKey = order !== "desc";
    draft.constraints.push(keyOf(c, "primary-key", { name, columns: [draft.name] }));
    take(c, "autoincrement");
    return true;
  }
  if (!take(c, "unique")) return false;
  draft.constraints.push(keyOf(c, "unique", { name, columns: [draft.name] }));
  return true;
}

function value(c: Cursor, draft: ColumnDraft): boolean {
  if (take(c, "default")) draft.default = defaultValue(c);
  else if (take(c, "collate")) draft.type = { ...(draft.type ?? NO_TYPE), collation: label(c) };
  else if (take(c, "generated", "always", "as") || take(c, "as")) {
    const written = takeBracketed(c);
    const kind = takeOne(c, "stored", "virtual") === "stored" ? "stored" : "virtual";
    draft.generated = { kind, text: textOf(c, written), names: namesIn(written), nulls: nullsOf(written) };
  } else return false;
  return true;
}

function rule(c: Cursor, draft: ColumnDraft, name: string | null): boolean {
  const onColumn = draft.name;
  if (is(c, "check")) draft.constraints.push({ ...checkOf(c, name), onColumn });
  else if (is(c, "references")) draft.constraints.push({ ...referenceOf(c, name, [draft.name]), onColumn });
  else return deferment(c) !== null;
  return true;
}

const NO_TYPE: ColumnType = { name: "", modifiers: [], isArray: false };

/** Words with which an attribute begins. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  "as",
  "check",
  "collate",
  "constraint",
  "default",
  "deferrable",
  "generated",
  "not",
  "null",
  "primary",
  "references",
  "unique",
]);
