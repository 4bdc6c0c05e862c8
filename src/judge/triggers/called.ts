// What the functions do that a statement or a trigger calls, as far as the schema has them.
import type { OnlyReads } from "../../model/change/code.ts";
import type { Name } from "../../model/definition.ts";
import type { Routine } from "../schema/routines.ts";
import type { Schema } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

export type Called = "only-reads" | "may-raise" | "unknown";

/** Every function of the name must be known, because which of them is called is not told apart. */
export function calledBy(calls: readonly string[], schema: Schema): Called {
  const names = new Set(calls);
  let raises = false;
  for (const name of names) {
    const bodies = routinesOf(name, schema).map(({ onlyReads }) => onlyReads);
    if (bodies.length === 0 || !bodies.every(isKnown)) return "unknown";
    for (const body of bodies) {
      if (!body.reads.every((table) => isThere(table, schema))) return "unknown";
      raises ||= body.raises;
      for (const call of body.calls) names.add(call);
    }
  }
  return raises ? "may-raise" : "only-reads";
}

function isKnown(body: OnlyReads | null): body is OnlyReads {
  return body !== null;
}

function isThere(name: Name, schema: Schema): boolean {
  return tableIn(schema, name) !== undefined || schema.views.has(keyOf(schema, name));
}

function routinesOf(call: string, schema: Schema): readonly Routine[] {
  const words = call.split(".");
  const key = keyOf(schema, { schema: words.at(-2) ?? null, name: words.at(-1) ?? "" });
  return [...schema.routines.values()].filter(({ name }) => name === key);
}
