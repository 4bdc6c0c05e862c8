import type { At } from "../rule.ts";
import type { Routine } from "./routines.ts";
import type { Schema, View } from "./schema.ts";

/** The view as the client knows it. */
export function clientView({ before, client }: At, key: string): View | undefined {
  const id = before.views.get(key)?.id;
  return [...client.views.values()].find((view) => view.id === id);
}

export function clientRoutine({ before, client }: At, key: string): Routine | undefined {
  const id = before.routines.get(key)?.id;
  return [...client.routines.values()].find((routine) => routine.id === id);
}

/** True when it is certain that nothing of that name was there: the schema lists all, or it was dropped. */
export function isBegun(schema: Schema, family: "views" | "routines", key: string): boolean {
  return schema.complete || schema.dropped.has(`${family}:${key}`);
}
