import type { SurroundingsChange } from "../../model/change/surroundings.ts";
import type { Schema } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { keyOf } from "./schema.ts";
import { withMark } from "./surroundings.ts";

type Privileges = Pick<
  Extract<SurroundingsChange, { readonly privileges: readonly string[] }>,
  "on" | "to" | "privileges" | "all"
>;

/** What a role cannot do any more that had these, all where none is named. */
export function verdictWithout(
  privileges: readonly string[],
): "reads_break" | "writes_break" | "reads_and_writes_break" {
  const names = privileges.map((privilege) => privilege.toUpperCase());
  if (names.length > 0 && names.every((name) => name === "SELECT" || name === "REFERENCES")) return "reads_break";
  const writes = new Set(["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"]);
  return names.length > 0 && names.every((name) => writes.has(name)) ? "writes_break" : "reads_and_writes_break";
}

/** Privileges that one schema has on an object and the other has not. */
export function grantsLost(key: string, before: Schema, now: Schema): readonly string[] {
  return [...before.surroundings.keys()].flatMap((granted) => {
    const { what, object, role } = partsOf(granted);
    const isKept = [granted, `grant all on ${key} to ${role}`].some((each) => now.surroundings.has(each));
    return object !== key || isKept || what.startsWith(PASSING_ON) ? [] : [what];
  });
}

/** Who was granted one of these on an object by name. */
export function rolesWith(privileges: readonly string[], key: string, { surroundings }: Schema): readonly string[] {
  return [...surroundings.keys()].flatMap((granted) => {
    const { what, object, role } = partsOf(granted);
    return object === key && privileges.includes(what) ? [role] : [];
  });
}

/** What stands for all that is in the schema of an object where something is granted on it. */
export function allBeside(key: string): string {
  return `${key.slice(0, key.lastIndexOf(".") + 1)}*`;
}

/** What was taken away comes back; what was never there is new. A star is for what is there now, and for nothing later. */
export function withGranted(schema: Schema, change: Privileges): Schema {
  const stars = keysOf(schema, change);
  const each = membersOf(schema, change).flatMap((object) => keysOn([` on ${object}`], change));
  return [...stars, ...each].reduce((made, key) => {
    if (made.surroundings.has(`revoked ${key}`)) return withoutObject(made, "surroundings", `revoked ${key}`);
    return key === GIVEN ? made : withMark(made, key, "yes");
  }, schema);
}

/** What was granted is gone; what was there without being known to be granted is marked. */
export function withRevoked(schema: Schema, change: Privileges): Schema {
  return keysOf(schema, change).reduce((made, key) => {
    const granted = [...made.surroundings.keys()].filter((each) => isWithin(each, key, made));
    const without = granted.reduce((left, each) => withoutObject(left, "surroundings", each), made);
    if (OF_PUBLIC.test(key)) return withoutGiven(without, key);
    return granted.length === 0 && !isKnownToLack(key, made) ? withMark(made, `revoked ${key}`, "yes") : without;
  }, schema);
}

/** Of a table or a view that is listed with all that was granted on it, nobody but its owner has anything besides. */
function isKnownToLack(revoked: string, schema: Schema): boolean {
  const { object, role } = partsOf(revoked);
  const table = schema.tables.get(object);
  if (!schema.complete || (table?.complete ?? schema.views.has(object)) === false) return false;
  return table?.settings.get("owner") !== role && !OWNERS.has(role) && !grantsByDefault(schema);
}

function grantsByDefault({ surroundings }: Schema): boolean {
  return [...surroundings.keys()].some((name) => name.startsWith("default "));
}

/** Names of whoever runs the script. */
const OWNERS: ReadonlySet<string> = new Set(["current_user", "session_user", "current_role"]);

const PASSING_ON = "grant option for ";

/** Of the schema `public`, that is all that everybody has from PostgreSQL 15 on without having been granted it. */
const GIVEN = "grant usage on public to public";

const OF_PUBLIC = /^grant \w+ on public to public$/;

function withoutGiven(schema: Schema, revoked: string): Schema {
  return isWithin(GIVEN, revoked, schema) ? withMark(schema, `revoked ${GIVEN}`, "yes") : schema;
}

/** Those on a column go with it. */
export function withoutColumnGrants(schema: Schema, key: string, column: string): Schema {
  const end = ` (${column}) on ${key} to `;
  const left = [...schema.surroundings].filter(([name]) => !(name.startsWith("grant ") && name.includes(end)));
  return { ...schema, surroundings: new Map(left) };
}

/** One for each privilege, object and role. */
function keysOf(schema: Schema, change: Privileges): readonly string[] {
  const { on } = change;
  return keysOn(on.length === 0 ? [""] : on.map((name) => ` on ${keyOf(schema, name)}`), change);
}

function keysOn(
  objects: readonly string[],
  { to, privileges }: Pick<Privileges, "to" | "privileges">,
): readonly string[] {
  return privileges.flatMap((privilege) =>
    objects.flatMap((object) => to.map((role) => `grant ${privilege.toLowerCase()}${object} to ${role}`)),
  );
}

/** What stands for a star. */
function membersOf(schema: Schema, { on, all }: Privileges): readonly string[] {
  if (all === undefined) return [];
  const { tables, views, sequences, routines } = schema;
  const there = {
    tables: [...tables.keys(), ...views.keys()],
    sequences: [...sequences.keys()],
    routines: [...routines.values()].map(({ name }) => name),
  }[all];
  return on.flatMap((name) => there.filter((key) => isBehind(key, keyOf(schema, name))));
}

/** The object stands in the schema of a star. */
function isBehind(object: string, star: string): boolean {
  const start = star.slice(0, -1);
  return object.startsWith(start) && !object.slice(start.length).includes(".");
}

/** `all` stands for each privilege, a star for each object of its schema; the right to pass one on goes with it. */
function isWithin(granted: string, revoked: string, schema: Schema): boolean {
  const [{ what, object, role }, taken] = [partsOf(granted), partsOf(revoked)];
  const isPrivilege = taken.what === "all" || what === taken.what || what === `${PASSING_ON}${taken.what}`;
  return isPrivilege && role !== "" && role === taken.role && isObject(object, taken.object, schema);
}

function isObject(granted: string, revoked: string, { tables, views, sequences, routines }: Schema): boolean {
  if (granted === revoked || !revoked.endsWith("*")) return granted === revoked;
  const isThere = [tables, views, sequences].some((family) => family.has(granted)) || isRoutine(granted, routines);
  return isThere && isBehind(granted, revoked);
}

function isRoutine(name: string, routines: Schema["routines"]): boolean {
  return [...routines.values()].some((routine) => routine.name === name);
}

interface Parts {
  readonly what: string;
  readonly object: string;
  readonly role: string;
}

/** All empty for what is no privilege. */
function partsOf(granted: string): Parts {
  const { what = "", object = "", role = "" } = PARTS.exec(granted)?.groups ?? {};
  return { what, object, role };
}

const PARTS = /^grant (?<what>.*?)(?: on (?<object>.*))? to (?<role>.*)$/;
