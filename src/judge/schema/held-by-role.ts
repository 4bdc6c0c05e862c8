// What a role of PostgreSQL owns or may do, without which it can be dropped (checkSharedDependencies in src/backend/catalog/pg_shdepend.c).
import type { Schema, Table } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { ownedBy } from "./owners.ts";
import { POLICY, parsedClauses } from "./policy-clauses.ts";
import { withoutTie } from "./ties.ts";

export function isHeld(role: string, schema: Schema): boolean {
  return privilegesOf(role, schema).length > 0 || ownsSome(role, schema) || isToldOfSome(role, schema);
}

/** Tables, views and whatever else. */
export function ownsSome(role: string, schema: Schema): boolean {
  return tablesOf(role, schema).length > 0 || ownedBy(role, schema.surroundings).length > 0;
}

/** By a policy. */
export function isToldOfSome(role: string, { tables }: Schema): boolean {
  return [...tables.values()].some(({ settings }) => policiesFor(role, settings).length > 0);
}

export function tablesOf(role: string, { tables }: Schema): readonly string[] {
  return [...tables].flatMap(([key, { settings }]) => (settings.get("owner") === role ? [key] : []));
}

/** The marks of what it was granted, also of what is made later. */
export function privilegesOf(role: string, { surroundings }: Schema): readonly string[] {
  const lower = role.toLowerCase();
  return [...surroundings.keys()].filter(
    (key) =>
      (isGrantTo(role, key) && key.includes(" on ")) ||
      (key.startsWith("default ") && (key.endsWith(` ${lower}`) || key.includes(` for role ${lower} `))),
  );
}

export function isGrantTo(role: string, key: string): boolean {
  return key.startsWith("grant ") && key.endsWith(` to ${role}`);
}

/** It begins with nothing, and what statements give it is listed. */
export function withNewRole(schema: Schema, role: string): Schema {
  return { ...schema, dropped: new Set([...schema.dropped, `${UNLISTED}${role}`]) };
}

/** Who has made the things that a role of theirs may own is not in a list of them. */
export function withOlderRoles(schema: Schema): Schema {
  return { ...schema, dropped: new Set([...schema.dropped].filter((each) => !each.startsWith(UNLISTED))) };
}

export function isListedWhole(role: string, { dropped }: Schema): boolean {
  return dropped.has(`${UNLISTED}${role}`);
}

const UNLISTED = "what is not listed of role ";

/** What `drop owned by` leaves: "privileges granted to the given roles … will also be revoked". */
export function withoutHeld(schema: Schema, role: string): Schema {
  const kept = privilegesOf(role, schema).reduce((left, key) => withoutObject(left, "surroundings", key), schema);
  const tables = new Map([...kept.tables].map(([key, table]): [string, Table] => [key, withoutTelling(role, table)]));
  const untold: Schema = { ...kept, tables };
  const without = tablesOf(role, kept).reduce((left, key) => withoutObject(left, "tables", key), untold);
  return ownedBy(role, without.surroundings).reduce(withoutNamed, without);
}

/** A schema goes under its name, anything else under its own. */
function withoutNamed(schema: Schema, key: string): Schema {
  const family = FAMILIES.find((each) => schema[each].has(key));
  const without = family === undefined ? schema : withoutObject(schema, family, key);
  return withoutObject(without, "surroundings", `schema ${key}`);
}

const FAMILIES = ["views", "types", "routines", "sequences"] as const;

/** A policy that is for others as well stays for them (RemoveRoleFromObjectPolicy in src/backend/commands/policy.c). */
function withoutTelling(role: string, table: Table): Table {
  return policiesFor(role, table.settings).reduce((left, policy) => withoutRole(left, policy, role), table);
}

function withoutRole(table: Table, policy: string, role: string): Table {
  const clauses = parsedClauses(table.settings.get(policy) ?? "{}");
  const others = (JSON.parse(clauses.roles ?? "[]") as readonly unknown[]).filter((each) => !names(role, each));
  const settings = new Map(table.settings);
  if (others.length > 0) {
    settings.set(policy, JSON.stringify({ ...clauses, roles: JSON.stringify(others) }));
    return { ...table, settings };
  }
  settings.delete(policy);
  return { ...withoutTie(table, policy), settings };
}

function policiesFor(role: string, settings: Table["settings"]): readonly string[] {
  return [...settings].flatMap(([name, text]) =>
    name.startsWith(POLICY) && parsedClauses(text).roles?.includes(nameOf(role)) === true ? [name] : [],
  );
}

function names(role: string, node: unknown): boolean {
  return JSON.stringify(node).includes(nameOf(role));
}

function nameOf(role: string): string {
  return `"rolename":"${role}"`;
}
