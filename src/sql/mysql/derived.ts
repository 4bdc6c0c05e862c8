// What a statement takes from the queries in its `from` and its `with`, by the names that it gives their columns.
import type { Value } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import { ofSomeRow } from "../of-some-row.ts";

/** Of a join that leaves out what finds no partner there. */
export function seeDerived(c: Cursor, called: string, gives: ReadonlyMap<string, Value> | null): void {
  for (const [name, value] of gives ?? []) c.seen.derived.set(`${called.toLowerCase()}.${name}`, ofSomeRow(value));
}

/** Of a `with`, which any join may use. */
export function seeCommon(c: Cursor, name: string, gives: ReadonlyMap<string, Value> | null): void {
  seeDerived(c, commonName(name), gives);
}

/** A query of the `with` that the statement joins, as it calls it there. */
export function seeCommonAs(c: Cursor, name: string, called: string): void {
  const prefix = `${commonName(name).toLowerCase()}.`;
  for (const [key, value] of [...c.seen.derived])
    if (key.startsWith(prefix)) c.seen.derived.set(`${called.toLowerCase()}.${key.slice(prefix.length)}`, value);
}

/** No table is called so. */
function commonName(name: string): string {
  return `with ${name}`;
}

/** What stands behind a value that is nothing but `x.v`, if that is one of them; else the value. */
export function throughDerived(c: Cursor, value: Value): Value {
  if (value.from === "constant") return value;
  const [read = "", more] = value.reads;
  const isPath = more === undefined && value.text.replaceAll(/[`\s]/g, "") === read;
  return (isPath ? c.seen.derived.get(read.toLowerCase()) : undefined) ?? value;
}
