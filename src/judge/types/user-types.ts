import type { ColumnType } from "../../model/definition.ts";
import type { At, Rule } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import type { Domain, UserType } from "./user-type.ts";
import { effect } from "../rule.ts";
import { withObject } from "../schema/edit-objects.ts";
import { hasKey } from "../schema/has-key.ts";
import { keyOf } from "../schema/schema.ts";
import { isTypeTaken } from "../schema/taken-names.ts";

export function withType(schema: Schema, key: string, made: Omit<UserType, "id" | "fresh">): Schema {
  return withObject(schema, "types", { key, make: (id) => ({ id, ...made, fresh: [] }) });
}

export function columnsOf(schema: Schema, key: string): readonly string[] {
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([, { definition, typed }]) => isOf((definition?.type ?? typed)?.name, schema, key))
      .map(([column]) => `${table}.${column}`),
  );
}

export function isOf(type: string | undefined, schema: Schema, key: string): boolean {
  return type !== undefined && hasKey(schema, nameOfType(type), key);
}

/** The type of that name, if statements have made it. */
export function typeNamed(schema: Schema, name: string): UserType | undefined {
  return [...schema.types].find(([key]) => isOf(name, schema, key))?.[1];
}

export function nameOfType(type: string): { readonly schema: string | null; readonly name: string } {
  const [schema, name] = type.split(".");
  return name === undefined ? { schema: null, name: type } : { schema: schema ?? null, name };
}

export function domainOf(type: ColumnType | null, schema: Schema): Domain | undefined {
  return [...schema.types].find(([key, { domain }]) => domain !== undefined && isOf(type?.name, schema, key))?.[1]
    .domain;
}

export function isKnown({ before, client }: At, key: string): boolean {
  const id = before.types.get(key)?.id;
  return [...client.types.values()].some((type) => type.id === id);
}

export function withLabels(schema: Schema, key: string, change: (known: UserType) => UserType): Schema {
  const known = schema.types.get(key);
  return known === undefined ? schema : { ...schema, types: new Map(schema.types).set(key, change(known)) };
}

export const NEW: Rule<"create-enum">["effect"] & Rule<"create-type">["effect"] & Rule<"create-domain">["effect"] = (
  { type },
  { before },
) => {
  const key = keyOf(before, type);
  return isTypeTaken(before, type)
    ? effect(`type ${key} exists already`, { succeeds: "no" })
    : effect(`type ${key} is new`);
};
