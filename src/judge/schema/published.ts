// What a publication sends out: a mark beside the tables for itself, and one on each table, which goes with that.
import type { ChangeOf } from "../../model/change.ts";
import type { Published } from "../../model/change/surroundings.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema, Table } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { withTable } from "./edit-table.ts";
import { everywhere } from "./forgotten.ts";
import { keyOf } from "./schema.ts";
import { withMark } from "./surroundings.ts";
import { withTie, withTieRenamed, withoutTied } from "./ties.ts";

export function withPublication(change: ChangeOf<"publication">, schema: Schema): Schema {
  const { does, name, to, setsAll, withdraws = [], members = [] } = change;
  const key = keyOfPublication(name);
  if (does === "drop")
    return withoutObject(
      everywhere(schema, (table) => withoutTied(table, [key])),
      "surroundings",
      key,
    );
  if (to !== undefined) return withName(schema, key, keyOfPublication(to));
  const gone = new Set(withdraws.map((table) => keyOf(schema, table)));
  const left = everywhere(schema, (table) =>
    setsAll === true || gone.has(table.name) ? withoutTied(table, [key]) : table,
  );
  const said = textAfter(change, schema.surroundings.get(key));
  const marked = said === undefined ? left : withMark(left, key, said);
  return members.reduce((made, member) => withMember(made, key, member), marked);
}

/** Of one of which all is known, as it was seen to be made. */
export function obstacleToPublishing(change: ChangeOf<"publication">, schema: Schema): string | undefined {
  const { does, name, setsAll, members = [], withdraws = [] } = change;
  const key = keyOfPublication(name);
  const known = schema.surroundings.get(key);
  if (known === undefined) return undefined;
  if (does === "make") return `${key} exists already`;
  if (!known.includes(`"${MADE}"`)) return undefined;
  const isMember = (table: Name): boolean => schema.tables.get(keyOf(schema, table))?.settings.has(key) === true;
  const twice = setsAll === true ? undefined : members.find(({ table }) => isMember(table));
  if (twice !== undefined) return `${keyOf(schema, twice.table)} is in ${key} already`;
  const missing = withdraws.find((table) => table.name !== "*" && !isMember(table));
  return missing === undefined ? undefined : `${keyOf(schema, missing)} is not in ${key}`;
}

/** By a publication of its own, of its schema, or of all tables. */
export function sendsUpdates({ name, settings }: Table, { surroundings }: Schema): boolean {
  const within = name.includes(".") ? name.slice(0, name.indexOf(".")) : "public";
  return [...surroundings].some(([key, said]) => {
    if (!key.startsWith(keyOfPublication(""))) return false;
    const all = new Map(JSON.parse(said) as readonly (readonly [string, string])[]);
    const isMember = settings.has(key) || all.has("* in ") || all.has(`* in ${within}`);
    return isMember && /update|delete/.test(all.get("publish") ?? "update");
  });
}

function keyOfPublication(name: string): string {
  return `publication ${name}`;
}

function withName(schema: Schema, from: string, to: string): Schema {
  const said = schema.surroundings.get(from) ?? "[]";
  const renamed = everywhere(schema, (table) => {
    const member = table.settings.get(from);
    if (member === undefined) return table;
    const named = withTieRenamed(table, from, to);
    return { ...named, settings: new Map([...table.settings].filter(([key]) => key !== from)).set(to, member) };
  });
  return withMark(withoutObject(renamed, "surroundings", from), to, said);
}

/** PostgreSQL keeps the columns that a member names, and takes it out with them where that is asked for. */
function withMember(schema: Schema, key: string, { table, columns, filter }: Published): Schema {
  const names = { columns: [...(columns ?? []), ...(filter?.columns ?? [])], routines: filter?.routines ?? [] };
  const text = JSON.stringify([columns?.toSorted() ?? null, filter?.text ?? null]);
  return withTable(withTie(schema, table, { key, names }), table, (known) => ({
    ...known,
    settings: new Map(known.settings).set(key, text),
  }));
}

/** Its settings, and the schemas whose tables it has; undefined where a statement says nothing of either. */
function textAfter(change: ChangeOf<"publication">, known: string | undefined): string | undefined {
  const { does, settings = {}, members = [], withdraws = [], setsAll } = change;
  const whole = members.flatMap(({ table }) => (table.name === "*" ? [table] : []));
  const without = new Set(withdraws.map(({ schema, name }) => `${name} in ${schema ?? ""}`));
  const was = new Map(JSON.parse(known ?? "[]") as readonly (readonly [string, string])[]);
  const left = [...was].filter(([key]) => !without.has(key) && !(setsAll === true && key.startsWith("* ")));
  const set = [...Object.entries(settings), ...whole.map(({ schema }) => [`* in ${schema ?? ""}`, ""] as const)];
  if (does !== "make" && known === undefined && set.length === 0) return undefined;
  const made = does === "make" ? [[MADE, ""] as const] : [];
  const all = [...new Map([...made, ...left, ...set.map(([key, value]) => [key, usual(value)] as const)])];
  const said = all.filter(([key, value]) => UNSAID[key] !== value);
  return JSON.stringify(said.toSorted(([one], [other]) => one.localeCompare(other)));
}

/** Marks one of which all is known. */
const MADE = "made";

function usual(value: string): string {
  return value
    .split(",")
    .map((word) => word.trim())
    .toSorted()
    .join();
}

const UNSAID: Readonly<Record<string, string>> = {
  publish: "delete,insert,truncate,update",
  publish_via_partition_root: "false",
};
