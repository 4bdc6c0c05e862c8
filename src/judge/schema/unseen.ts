import type { Name } from "../../model/definition.ts";
import type { Schema } from "./schema.ts";
import { allBeside, rolesWith } from "./privileges.ts";
import { keyOf } from "./schema.ts";

/** Which of these somebody may not read who was granted something on the table: a policy asks them as whoever reads it. */
export function unseenFrom(key: string, reads: readonly Name[], schema: Schema): string | undefined {
  const roles = granted(ANY, key, schema);
  return reads
    .map((name) => keyOf(schema, name))
    .find((read) => {
      const readers = new Set(read === key ? roles : granted(READING, read, schema));
      return !readers.has("public") && roles.some((role) => !readers.has(role));
    });
}

function granted(privileges: readonly string[], key: string, schema: Schema): readonly string[] {
  return [key, allBeside(key)].flatMap((each) => rolesWith(privileges, each, schema));
}

const READING: readonly string[] = ["select", "all"];

const ANY: readonly string[] = [...READING, "insert", "update", "delete"];
