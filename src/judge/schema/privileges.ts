import type { SurroundingsChange } from "../../model/change/surroundings.ts";
import type { Schema } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { keyOf } from "./schema.ts";
import { withMark } from "./surroundings.ts";

type Privileges = Pick<
  Extract<SurroundingsChange, { readonly privileges: readonly string[] }>,
  "on" | "to" | "privileges"
>;

/** What was taken away comes back; what was never there is new. */
export function withGranted(schema: Schema, change: Privileges): Schema {
  return keysOf(schema, change).reduce(
    (made, key) =>
      made.surroundings.has(`revoked ${key}`)
        ? withoutObject(made, "surroundings", `revoked ${key}`)
        : withMark(made, key, "yes"),
    schema,
  );
}

/** What was granted is gone; what was there without being known to be granted is marked. */
export function withRevoked(schema: Schema, change: Privileges): Schema {
  return keysOf(schema, change).reduce((made, key) => {
    const granted = [...made.surroundings.keys()].filter((each) => isWithin(each, key, made));
    return granted.length === 0
      ? withMark(made, `revoked ${key}`, "yes")
      : granted.reduce((left, each) => withoutObject(left, "surroundings", each), made);
  }, schema);
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
