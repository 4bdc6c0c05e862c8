import type { ChangeOf } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { isStrict, isStrictType } from "../types/sqlite-affinity.ts";

/** The chapter "ALTER TABLE ADD COLUMN"; a default is refused only where there are rows. */
export function refusedBySqlite(change: ChangeOf<"add-column">, table: Table): Refused | undefined {
  const { type } = change.column;
  if (isStrict(table) && !isStrictType(type))
    return { because: `a strict table has no type ${type?.name ?? ""}`, succeeds: "no" };
  return refusedAnywhere(change);
}

interface Refused {
  readonly because: string;
  readonly succeeds: Effect["succeeds"];
}

function refusedAnywhere({
  column: { default: value, generated },
  constraints,
}: ChangeOf<"add-column">): Refused | undefined {
  if (generated?.kind === "stored") return { because: "SQLite adds no stored column", succeeds: "no" };
  if (constraints.some(({ kind }) => kind === "unique" || kind === "primary-key"))
    return { because: "SQLite adds no key with a column", succeeds: "no" };
  const isGiven = value.kind !== "none" && value.kind !== "null";
  const isComputed = isGiven && (value.kind !== "constant" || !LITERAL.test(value.text));
  if (isComputed || (isGiven && constraints.some(({ kind }) => kind === "foreign-key")))
    return { because: "SQLite gives rows that are there no such default", succeeds: "data_dependent" };
  return undefined;
}

/** What is one value, with its sign, in whatever brackets. */
const LITERAL =
  /^[\s(+-]*(?:x?'(?:[^']|'')*'|"[^"]*"|0x[\da-f]+|\d[\d._]*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|[a-z_]\w*)[\s)]*$/i;
