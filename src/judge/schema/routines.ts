import type { LooseNames, OnlyReads, Parameter, TriggerEffects } from "../../model/change/code.ts";
import type { QueryShape } from "../../model/change/query-shape.ts";
import type { Name, Named } from "../../model/definition.ts";
import type { Id, Schema } from "./schema.ts";
import { keyOf } from "./schema.ts";

export interface Routine {
  readonly id: Id;
  /** Name and schema, which overloads have in common. */
  readonly name: string;
  readonly of: "function" | "procedure" | "aggregate";
  readonly signature: string;
  readonly body: string;
  readonly effects: TriggerEffects | null;
  /** Null where it may do more. */
  readonly onlyReads: OnlyReads | null;
  readonly parameters: readonly Parameter[];
  readonly loose?: LooseNames | undefined;
  /** What its body keeps where it is. */
  readonly names: Named | null;
  readonly reads: readonly string[];
  /** The queries whose rows it gives back; absent where they are not written out. */
  readonly gives?: readonly QueryShape[];
  /** By name, but for what goes without saying. */
  readonly options: ReadonlyMap<string, string>;
}

/** The key of a routine that is there; `args` tells overloads apart, absent where a statement does not say. */
export function routineKey(schema: Schema, routine: Name, args?: string): string | undefined {
  const name = keyOf(schema, routine);
  const known = [...schema.routines].filter(([, each]) => each.name === name);
  if (args === undefined || schema.dialect !== "postgresql") return known[0]?.[0];
  return known.find(([, { signature }]) => inputsOf(signature) === args)?.[0];
}

/** The key of one that is made: that of the one it replaces, or its own. */
export function newRoutineKey(schema: Schema, routine: Name, signature: string): string {
  const name = keyOf(schema, routine);
  const found = routineKey(schema, routine, inputsOf(signature));
  return found ?? (schema.routines.has(name) ? `${name}${inputsOf(signature)}` : name);
}

/** What it is called with, e.g. `(text, integer)`. */
export function inputsOf(signature: string): string {
  const end = signature.indexOf(") returns ");
  const inner = signature.slice(1, end === -1 ? signature.lastIndexOf(")") : end);
  const given = inner.split(", ").filter((one) => !one.startsWith("out ") && !one.startsWith("table "));
  return `(${given.map((one) => one.replace(/^(?:inout|variadic) /, "")).join(", ")})`;
}
