// What only the connection sees that made it.
import type { Name } from "../../model/definition.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Schema } from "./schema.ts";

/**
 * The key of what hides all others of the name: SQLite looks into `temp` first (chapter "Database Object Name Resolution"),
 * PostgreSQL into `pg_temp` (`search_path`). Undefined where nothing does.
 */
export function shadowOf({ dialect, tables, views, sequences }: Schema, { schema, name }: Name): string | undefined {
  const own = TEMPORARY[dialect];
  if (own === null || schema !== null) return undefined;
  const key = `${own}.${name}`;
  return [tables, views, sequences].some((family) => family.has(key)) ? key : undefined;
}

/** It goes with its connection. */
export function afterSession(schema: Schema): Schema {
  const tables = [...schema.tables].filter(([, { settings }]) => !settings.has("temporary"));
  const [views, sequences] = [lasting(schema.views, schema), lasting(schema.sequences, schema)];
  const isAsBefore = tables.length === schema.tables.size && views === schema.views && sequences === schema.sequences;
  return isAsBefore ? schema : { ...schema, tables: new Map(tables), views, sequences };
}

/** Without what is temporary by its name; the same value where nothing is. */
export function lasting<T>(objects: ReadonlyMap<string, T>, { dialect }: Pick<Schema, "dialect">): typeof objects {
  const own = TEMPORARY[dialect];
  const isOwn = (key: string): boolean => own !== null && key.startsWith(`${own}.`);
  return [...objects.keys()].some(isOwn) ? new Map([...objects].filter(([key]) => !isOwn(key))) : objects;
}

const TEMPORARY: Readonly<Record<Dialect, string | null>> = {
  postgresql: "pg_temp",
  mysql: null,
  mariadb: null,
  sqlite: "temp",
};
