// The schema that something new goes to.
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";

/** Why it cannot go there. */
export function home({ schema: name }: Name, schema: Schema): string | undefined {
  const isThere =
    name === null || name.startsWith("pg_") || name === "public" || schema.surroundings.has(`schema ${name}`);
  return isThere || isSpokenOf(name, schema) ? undefined : `schema ${name} does not exist`;
}

/** Something is in it already. */
function isSpokenOf(name: string, { tables, views, types, routines, sequences }: Schema): boolean {
  return [tables, views, types, routines, sequences].some((family) =>
    [...family.keys()].some((key) => key.startsWith(`${name}.`)),
  );
}
