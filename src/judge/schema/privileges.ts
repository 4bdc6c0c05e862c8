import type { SurroundingsChange } from "../../model/change/surroundings.ts";
import type { Schema } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { keyOf } from "./schema.ts";
import { withMark } from "./surroundings.ts";

type Privileges = Pick<
  Extract<SurroundingsChange, { readonly privileges: readonly string[] }>,
  "on" | "to" | "privileges"
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
    const { what = "", object, role = "" } = PARTS.exec(granted)?.groups ?? {};
    const isKept = [granted, `grant all on ${key} to ${role}`].some((each) => now.surroundings.has(each));
    return object !== key || isKept ? [] : [what];
  });
}

/** Who was granted one of these on an object by name. */
export function rolesWith(privileges: readonly string[], key: string, { surroundings }: Schema): readonly string[] {
  return [...surroundings.keys()].flatMap((granted) => {
    const { what = "", object, role = "" } = PARTS.exec(granted)?.groups ?? {};
    return object === key && privileges.includes(what) ? [role] : [];
  });
}

/** What stands for all that is in the schema of an object where something is granted on it. */
export function allBeside(key: string): string {
  return `${key.slice(0, key.lastIndexOf(".") + 1)}*`;
}

/** What was taken away comes back; what was never there is new. */
export function withGranted(schema: Schema, change: Privileges): Schema {
  return keysOf(schema, change).reduce((made, key) => {
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
    return granted.length === 0 ? withMark(made, `revoked ${key}`, "yes") : without;
  }, schema);
}

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
function keysOf(schema: Schema, { on, to, privileges }: Privileges): readonly string[] {
  const objects = on.length === 0 ? [""] : on.map((name) => ` on ${keyOf(schema, name)}`);
  return privileges.flatMap((privilege) =>
    objects.flatMap((object) => to.map((role) => `grant ${privilege.toLowerCase()}${object} to ${role}`)),
  );
}

/** `all` stands for each privilege, and a star for each table of its schema. */
function isWithin(granted: string, revoked: string, schema: Schema): boolean {
  const [one, other] = [granted, revoked].map((key) => PARTS.exec(key)?.groups);
  if (one === undefined || other === undefined || one["role"] !== other["role"]) return false;
  const isPrivilege = other["what"] === "all" || one["what"] === other["what"];
  return isPrivilege && isObject(one["object"] ?? "", other["object"] ?? "", schema);
}

function isObject(granted: string, revoked: string, { tables, views }: Schema): boolean {
  if (granted === revoked || !revoked.endsWith("*")) return granted === revoked;
  const start = revoked.slice(0, -1);
  const isTable = tables.has(granted) || views.has(granted);
  return isTable && granted.startsWith(start) && !granted.slice(start.length).includes(".");
}

const PARTS = /^grant (?<what>.*?)(?: on (?<object>.*))? to (?<role>.*)$/;
